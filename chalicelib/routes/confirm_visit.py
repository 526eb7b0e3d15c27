"""The link in a reminder by email: looking changes nothing, the button confirms."""

from chalicelib import bootstrap
from chalicelib.domain.messages import NoSuchMessage
from chalicelib.exchange.confirm_link import NothingToConfirm, confirm_by_link, visits_named
from chalicelib.routes.door import Guest, HTTPStatus, Page, Response, StaffDoor, answer_page
from chalicelib.web.pages.confirm_visit import ConfirmInvalidPage
from chalicelib.web.presenters.confirm_visit import confirm_visit_page
from chalicelib.web.unsubscribe_links import BadToken, read_confirm_token

pages = StaffDoor(__name__)


@pages.public_get("/confirm/{token}")
def ask_to_confirm(guest: Guest, token: str) -> Page | Response:
    """Mail programs look at links by themselves: a look confirms nothing."""
    try:
        return _page(guest, token)
    except (BadToken, NoSuchMessage):
        return _no_such_link(guest)


@pages.one_click_post("/confirm/{token}")
def confirm(guest: Guest, token: str) -> Page | Response:
    """The signature of the link is enough: whoever reads the email may say yes."""
    try:
        practice_id, message_id = read_confirm_token(token, secret=bootstrap.settings().secret)
        confirm_by_link(guest.parts, practice_id=practice_id, message_id=message_id, at=guest.at)
    except NothingToConfirm:
        return _page(guest, token)
    except (BadToken, NoSuchMessage):
        return _no_such_link(guest)
    return _page(guest, token, is_done=True)


def _page(guest: Guest, token: str, *, is_done: bool = False) -> Page:
    practice_id, message_id = read_confirm_token(token, secret=bootstrap.settings().secret)
    row, visits = visits_named(guest.parts, practice_id, message_id)
    return confirm_visit_page(
        guest.frame,
        practice=guest.parts.records.practice(practice_id),
        visits=tuple(visit for visit in visits if visit.starts_at > guest.at),
        language=row.language,
        token=token,
        is_done=is_done,
    )


def _no_such_link(guest: Guest) -> Response:
    return answer_page(ConfirmInvalidPage(frame=guest.frame), status=HTTPStatus.NOT_FOUND)
