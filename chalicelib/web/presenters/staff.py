"""The staff of a practice as a page: by name, with what each may do and since when."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from chalicelib.domain.colleagues import Colleague
from chalicelib.domain.practices import Practice
from chalicelib.web import moments, urls
from chalicelib.web.forms import FieldError
from chalicelib.web.links import safe
from chalicelib.web.pages.page import Frame, Option
from chalicelib.web.pages.staff import ColleaguePage, ColleagueRow, StaffPage
from chalicelib.web.words import RIGHTS, listed

STAFF = "/staff"
HINTS: Mapping[str, str] = {
    "view": "Open every page, edit templates, record a stop, correct addresses, tick to-dos.",
    "create": "Also choices, imports, create, send, stop, resend and answer.",
    "billing": "Choose a plan and pay for it.",
    "admin": "Settings, defaults, staff and keys.",
}
OPTIONS = tuple(
    Option(value=right, label=words.capitalize(), hint=HINTS[right])
    for right, words in RIGHTS.items()
)
INVITABLE = OPTIONS[1:]
"""Everybody who works there may look at pages."""


def staff_page(
    frame: Frame,
    *,
    practice: Practice,
    colleagues: Iterable[Colleague],
    oneself: str,
    first_password: str | None,
    at: datetime,
    typed: Mapping[str, str] | None = None,
    ticked: Iterable[str] = ("create",),
    errors: tuple[FieldError, ...] = (),
) -> StaffPage:
    """`oneself` is the id of whoever looks."""
    held = typed or {}
    return StaffPage(
        frame=frame,
        action=urls.url(STAFF),
        rows=tuple(
            ColleagueRow(
                name=each.name,
                href=colleague_href(each.id),
                email=each.email,
                rights=rights_in_words(each.rights),
                signed_in=(
                    moments.moment(each.signed_in_at, zone=practice.time_zone, now=at)
                    if each.signed_in_at
                    else None
                ),
                is_oneself=each.id == oneself,
            )
            for each in colleagues
        ),
        rights=INVITABLE,
        name=held.get("name", ""),
        email=held.get("email", ""),
        ticked=tuple(ticked),
        first_password=first_password or "",
        errors=errors,
    )


def colleague_page(
    frame: Frame,
    *,
    practice: Practice,
    colleague: Colleague,
    oneself: str,
    at: datetime,
    errors: tuple[FieldError, ...] = (),
) -> ColleaguePage:
    """One person, with the three things that can be done."""
    href = colleague_href(colleague.id)
    return ColleaguePage(
        frame=frame,
        name=colleague.name,
        email=colleague.email,
        action=href,
        remove_action=f"{href}/remove",
        invite_action=f"{href}/invite",
        code_action=f"{href}/code",
        back_href=urls.url(STAFF),
        rights=INVITABLE,
        ticked=tuple(colleague.rights),
        history=" ".join(_history(colleague, practice=practice, at=at)),
        is_oneself=colleague.id == oneself,
        is_waiting=colleague.signed_in_at is None,
        errors=errors,
    )


def colleague_href(colleague_id: str) -> str:
    """Where one person’s page is."""
    return urls.url(f"{STAFF}/{safe(colleague_id)}")


def rights_in_words(rights: Iterable[str]) -> str:
    """“Look at pages, create and send messages and buy credits”."""
    held = frozenset(rights)
    return listed(tuple(words for right, words in RIGHTS.items() if right in held)).capitalize()


def field_errors(problems: Mapping[str, str]) -> tuple[FieldError, ...]:
    """Each problem at its field of the form."""
    return tuple(FieldError(field, problem) for field, problem in problems.items())


def _history(colleague: Colleague, *, practice: Practice, at: datetime) -> Iterable[str]:
    def when(moment: datetime) -> str:
        return moments.moment(moment, zone=practice.time_zone, now=at).in_sentence

    if colleague.invited_at is not None:
        yield f"Invited by {colleague.invited_by}, {when(colleague.invited_at)}."
    if colleague.signed_in_at is None:
        yield "Has not signed in yet."
    else:
        yield f"Signed in last {when(colleague.signed_in_at)}."
