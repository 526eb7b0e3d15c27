"""What a reader of an announcement sees, in the language of the email."""

from chalicelib.domain.contact_methods import Address, ContactMethod, shown
from chalicelib.domain.practices import Practice
from chalicelib.web import urls
from chalicelib.web.pages.page import Frame
from chalicelib.web.pages.unsubscribe import UnsubscribedPage, UnsubscribePage


def unsubscribe_page(
    frame: Frame, *, practice_name: str, language: str, token: str
) -> UnsubscribePage:
    """The question, with its one button."""
    return UnsubscribePage(
        frame=frame,
        action=urls.unsubscribe(token),
        practice_name=practice_name,
        language=language,
    )


def unsubscribed_page(frame: Frame, *, practice: Practice, language: str) -> UnsubscribedPage:
    """Done; and whom to call if it was a mistake."""
    phone = practice.phone
    return UnsubscribedPage(
        frame=frame,
        practice_name=practice.name,
        practice_phone=shown(Address(ContactMethod.PHONE, phone)) if phone else "",
        language=language,
    )
