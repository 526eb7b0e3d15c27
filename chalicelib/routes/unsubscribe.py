"""The link at the foot of an announcement: looking changes nothing, the button does."""

from chalicelib import bootstrap
from chalicelib.domain.messages import Message, NoSuchMessage
from chalicelib.domain.practices import Practice
from chalicelib.exchange.find import message_of
from chalicelib.exchange.unsubscribe import unsubscribe
from chalicelib.routes.door import Guest, HTTPStatus, Page, Response, StaffDoor, answer_page
from chalicelib.web.pages.unsubscribe import UnsubscribeInvalidPage
from chalicelib.web.presenters.unsubscribe import unsubscribe_page, unsubscribed_page
from chalicelib.web.unsubscribe_links import BadToken, read_unsubscribe_token

pages = StaffDoor(__name__)


@pages.public_get("/unsubscribe/{token}")
def ask_before(guest: Guest, token: str) -> Page | Response:
    try:
        practice, message = _named(guest, token)
    except (BadToken, NoSuchMessage):
        return _no_such_link(guest)
    return unsubscribe_page(
        guest.frame, practice_name=practice.name, language=message.language, token=token
    )


@pages.one_click_post("/unsubscribe/{token}")
def stop_announcements(guest: Guest, token: str) -> Page | Response:
    """From the button, or from a mail program by itself: the signature of the link is enough."""
    try:
        practice, message = _named(guest, token)
        unsubscribe(guest.parts, practice_id=practice.id, message_id=message.id, at=guest.at)
    except (BadToken, NoSuchMessage):
        return _no_such_link(guest)
    return unsubscribed_page(guest.frame, practice=practice, language=message.language)


def _named(guest: Guest, token: str) -> tuple[Practice, Message]:
    """
    What the link speaks of.

    :raises BadToken: if it is none of ours.
    :raises NoSuchMessage: if it is no longer there.
    """
    practice_id, message_id = read_unsubscribe_token(token, secret=bootstrap.settings().secret)
    _, message = message_of(guest.parts, practice_id, message_id)
    return guest.parts.records.practice(practice_id), message


def _no_such_link(guest: Guest) -> Response:
    page = UnsubscribeInvalidPage(frame=guest.frame)
    return answer_page(page, status=HTTPStatus.NOT_FOUND)
