"""The page of a confirmation link, in the language of the email."""

from collections.abc import Sequence

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.contact_methods import Address, ContactMethod, shown
from chalicelib.domain.merge_values import date_words, time_words
from chalicelib.domain.practices import Practice
from chalicelib.web import urls
from chalicelib.web.pages.confirm_visit import ConfirmVisitPage
from chalicelib.web.pages.page import Frame


def confirm_visit_page(
    frame: Frame,
    *,
    practice: Practice,
    visits: Sequence[Appointment],
    language: str,
    token: str,
    is_done: bool = False,
) -> ConfirmVisitPage:
    """The question with its one button, or that it is done; nothing of whom it is about."""
    return ConfirmVisitPage(
        frame=frame,
        action=urls.confirm_visit(token),
        practice_name=practice.name,
        practice_phone=shown(Address(ContactMethod.PHONE, practice.phone))
        if practice.phone
        else "",
        visits=tuple(_when(visit, practice, language=language) for visit in visits),
        is_done=is_done,
        language=language,
    )


def _when(visit: Appointment, practice: Practice, *, language: str) -> str:
    local = visit.starts_at.astimezone(practice.time_zone)
    return f"{date_words(local, language=language)}, {time_words(local, language=language)}"
