"""What can go wrong at a page, each trouble told by a page of its own, always the same way."""

import logging
import secrets
import traceback
from collections.abc import Mapping
from http import HTTPStatus

from chalice.app import Response

from chalicelib import bootstrap
from chalicelib.domain.campaigns import CampaignState, WrongState
from chalicelib.exchange.colleagues import who_may
from chalicelib.exchange.ports import BadCursor, Changed
from chalicelib.routes.answers import answer_page, see_other
from chalicelib.routes.visits import Guest, Visit
from chalicelib.web import urls
from chalicelib.web.kept import Kept, sign_kept
from chalicelib.web.pages.problems import (
    BrokenPage,
    ConflictPage,
    NotAllowedPage,
    NotFoundPage,
    SignedOutPage,
)
from chalicelib.web.pages.stale_form import StaleFormPage
from chalicelib.web.security import is_from_our_pages
from chalicelib.web.words import CAMPAIGNS, RIGHTS

REFERENCE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that are misheard on the telephone."""
REFERENCE_CHARACTERS = 6
PROGRAM_ERRORS = (KeyError, IndexError)
"""Lookups too, but of the program’s own making: a mistake, not a missing page."""
PEOPLE_TO_ASK = 3
NEVER_SHOWN_AGAIN = frozenset({"csrf_token", "password", "new_password", "code", "challenge"})
TYPED = {
    "name": "Name",
    "en_subject": "Subject, English",
    "en_email": "Email, English",
    "en_text": "Text message, English",
    "en_phone": "Phone script, English",
    "es_subject": "Subject, Spanish",
    "es_email": "Email, Spanish",
    "es_text": "Text message, Spanish",
    "es_phone": "Phone script, Spanish",
    "addresses": "Addresses",
}
"""How fields are called on the page; others are shown when they hold more than one word."""

log = logging.getLogger(__name__)


class NotThere(LookupError):
    """The address names nothing; a view may say so too."""


def answer_trouble(
    error: Exception, guest: Guest, *, method: str, ids: Mapping[str, str]
) -> Response:
    """The page for whatever a view, or what it called, has raised."""
    if isinstance(error, BadCursor) or _is_missing(error):
        return answer_page(NotFoundPage(frame=guest.plain_frame), status=HTTPStatus.NOT_FOUND)
    if isinstance(error, WrongState):
        return _conflict(guest, what=_state_words(error), ids=ids)
    if isinstance(error, Changed):
        return _conflict(guest, what="Somebody changed it at the same moment.", ids=ids)
    return answer_broken(error, guest, method=method)


def answer_broken(error: Exception, guest: Guest, *, method: str) -> Response:
    """Ours to mend: the log gets where it happened, staff get a reference to tell us."""
    reference = new_reference()
    # Where, and what kind; never the error’s own words, which may quote a patient’s.
    log.error(
        "page broken %s: %s at %s",
        reference,
        type(error).__name__,
        " < ".join(_places(error)),
        extra={"reference": reference, "error": type(error).__name__},
    )
    page = BrokenPage(
        frame=guest.plain_frame, reference=reference, nothing_happened=method == "GET"
    )
    return answer_page(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def new_reference() -> str:
    """Short enough to be told on the telephone."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(REFERENCE_CHARACTERS))


def answer_signed_out(guest: Guest, *, method: str) -> Response:
    """A page to look at can wait until they have signed in; what was typed is kept in sight."""
    if method == "GET":
        return see_other(urls.sign_in(next_=guest.path))
    page = SignedOutPage(
        frame=guest.plain_frame,
        next_path=_came_from(guest),
        kept=_kept(guest),
        typed=_typed(guest),
    )
    return answer_page(page, status=HTTPStatus.FORBIDDEN)


def answer_stale_form(guest: Guest) -> Response:
    """The form was not drawn by us for this session: nothing is done with it."""
    page = StaleFormPage(frame=guest.plain_frame, next_path=_came_from(guest), typed=_typed(guest))
    return answer_page(page, status=HTTPStatus.FORBIDDEN)


def answer_not_allowed(visit: Visit, *, right: str) -> Response:
    """They are known, but may not do that."""
    ask = " or ".join(who_may(visit.parts, visit.practice_id, right="admin")[:PEOPLE_TO_ASK])
    page = NotAllowedPage(frame=visit.plain_frame, right=RIGHTS[right], ask=ask)
    return answer_page(page, status=HTTPStatus.FORBIDDEN)


def _conflict(guest: Guest, *, what: str, ids: Mapping[str, str]) -> Response:
    campaign_id = ids.get("campaign_id")
    if campaign_id is None:
        go_href, go_text = urls.personalized_messages(), "Go to Personalized Messages"
    else:
        go_href, go_text = urls.campaign(campaign_id), "See how it stands now"
    page = ConflictPage(frame=guest.plain_frame, what=what, go_href=go_href, go_text=go_text)
    return answer_page(page, status=HTTPStatus.CONFLICT)


def _state_words(error: WrongState) -> str:
    word = CAMPAIGNS[error.state.value].word
    if error.state in (CampaignState.SENDING, CampaignState.SCHEDULED) and error.changed_by:
        return f"{error.changed_by} sent this already."
    return f"It stands at “{word}” now."


def _is_missing(error: Exception) -> bool:
    return isinstance(error, LookupError) and not isinstance(error, PROGRAM_ERRORS)


def _places(error: Exception) -> list[str]:
    steps = traceback.extract_tb(error.__traceback__)
    return [f"{step.filename.rpartition('/')[2]}:{step.lineno}" for step in reversed(steps)][:8]


def _came_from(guest: Guest) -> str:
    """The path of the page with the form, to go back to; other sites are not gone back to."""
    host = guest.headers.get("host", "")
    _, _, path = guest.headers.get("referer", "").partition(f"//{host}")
    return urls.local_path(path) if host and path else urls.personalized_messages()


def _kept(guest: Guest) -> str:
    """The form as it came, to be filled in again; not if another site has filled it in."""
    held = bootstrap.settings()
    if not is_from_our_pages(guest.headers, public_url=held.public_url):
        return ""
    values = {
        name: each for name, each in guest.form.values.items() if name not in NEVER_SHOWN_AGAIN
    }
    return sign_kept(Kept(_came_from(guest), values), secret=held.secret) if values else ""


def _typed(guest: Guest) -> tuple[tuple[str, str], ...]:
    return tuple(
        (TYPED.get(name, name.replace("_", " ").capitalize()), value)
        for name, values in guest.form.values.items()
        if name not in NEVER_SHOWN_AGAIN
        for value in values
        if value.strip() and (name in TYPED or len(value.split()) > 1)
    )
