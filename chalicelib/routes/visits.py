"""Who has come to a page, when, and with what: read once, before the page’s own work begins."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from chalice.app import Request

from chalicelib import bootstrap
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Parts, Session
from chalicelib.exchange.sign_in import prolong_session
from chalicelib.routes.answers import read_notice
from chalicelib.web import forms, urls
from chalicelib.web.forms import Form
from chalicelib.web.moments import printed
from chalicelib.web.pages.page import Frame, Notice
from chalicelib.web.security import is_from_our_pages
from chalicelib.web.session import IDLE_SECONDS, csrf_token, is_csrf_token, read_session_id

IDLE = timedelta(seconds=IDLE_SECONDS)
INBOX_COUNTED = 99
"""So many conversations that wait are counted for the navigation."""
PROLONGED_EVERY = timedelta(minutes=1)
"""A session is written again at most this often, however fast somebody clicks."""
OUTBOX_COUNT = "x-pmx-outbox-count"
"""The laptop’s own gateway says in this header how many messages its outbox holds."""


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody at a page that needs no sign-in."""

    parts: Parts
    at: datetime
    path: str
    """As the browser has it, with its query."""
    headers: Mapping[str, str]
    query: Form
    form: Form
    """Empty unless something was posted."""
    notice: Notice | None = None
    outbox_count: int | None = None

    @property
    def session_id(self) -> str:
        return ""

    @property
    def frame(self) -> Frame:
        """What stands around the page."""
        return self.plain_frame

    @property
    def plain_frame(self) -> Frame:
        """The frame without anything that would have to be read for it."""
        return Frame(
            csrf_token=csrf_token(self.session_id, secret=bootstrap.settings().secret),
            outbox_count=self.outbox_count,
            notice=self.notice,
        )

    @property
    def is_ours(self) -> bool:
        """Whether the form that was posted is one that we drew, for this very session."""
        held = bootstrap.settings()
        return is_from_our_pages(self.headers, public_url=held.public_url) and is_csrf_token(
            self.form.typed("csrf_token"), session_id=self.session_id, secret=held.secret
        )


@dataclass(frozen=True, kw_only=True)
class Visit(Guest):
    """Somebody of the staff at a page."""

    session: Session

    @property
    def session_id(self) -> str:
        return self.session.id

    @property
    def practice_id(self) -> str:
        return self.session.practice_id

    @property
    def by(self) -> str:
        """The name under which colleagues will read what was done."""
        return self.session.name

    @cached_property
    def practice(self) -> Practice:
        """Read when it is first asked for."""
        return self.parts.records.practice(self.session.practice_id)

    @cached_property
    def frame(self) -> Frame:
        waiting = self.parts.records.waiting_conversations(self.practice_id, limit=INBOX_COUNTED)
        return replace(
            self.plain_frame,
            practice_name=self.practice.name,
            inbox_unread=waiting,
            printed=printed(self.at, zone=self.practice.time_zone),
        )

    @property
    def plain_frame(self) -> Frame:
        return replace(
            super().plain_frame,
            signed_in_name=self.session.name,
            rights=tuple(sorted(self.session.rights)),
        )

    def may(self, right: str) -> bool:
        """Whether this person has a right: view, create, billing or admin."""
        return right in self.session.rights


def open_guest(request: Request) -> Guest:
    """Read everything about a request but who it is from."""
    headers = {str(name).lower(): str(value) for name, value in request.headers.items()}
    return Guest(
        parts=bootstrap.parts(),
        at=bootstrap.now(),
        path=_path(request),
        headers=headers,
        query=_query(request),
        form=_form(request, headers),
        notice=read_notice(headers),
        outbox_count=_outbox_count(headers),
    )


def open_visit(guest: Guest) -> Visit | None:
    """The visit of whoever is signed in at this browser; None if nobody is any more."""
    session_id = read_cookie(guest)
    if session_id is None:
        return None
    session = guest.parts.leases.session(session_id, at=guest.at)
    if session is None:
        return None
    return Visit(**{name: getattr(guest, name) for name in FIELDS}, session=session)


def read_cookie(guest: Guest) -> str | None:
    """The session id that the browser holds, ended or not."""
    return read_session_id(guest.headers, public_url=bootstrap.settings().public_url)


FIELDS = tuple(Guest.__dataclass_fields__)


def prolong(visit: Visit, *, changes: bool) -> Visit | None:
    """
    They are still working: the fifteen minutes begin again, with the rights that they have now.

    None if they were removed meanwhile. Before anything changes that is always looked at, else at
    most once a minute.
    """
    until = visit.at + IDLE
    is_due = until - visit.session.expires_at >= PROLONGED_EVERY
    if not (is_due or changes):
        return visit
    kept_until = until if is_due else visit.session.expires_at
    # Whoever posts a form has what was kept for it.
    typed = "" if changes else visit.session.kept
    session = prolong_session(visit.parts, visit.session, until=kept_until, kept=typed)
    return None if session is None else replace(visit, session=session)


def _path(request: Request) -> str:
    # Chalice knows the route’s pattern only; what stood in its brackets comes beside it.
    path = request.path
    for name, value in (request.uri_params or {}).items():
        path = path.replace(f"{{{name}}}", value)
    pairs = {
        name: values[0]
        for name, values in _query(request).values.items()
        if values and name != "path"
    }
    return urls.url(path, **pairs)


def _query(request: Request) -> Form:
    asked = request.query_params
    if asked is None:
        return Form({})
    pairs = [(str(name), str(value)) for name in asked for value in asked.getlist(name)]
    return forms.read_query(urlencode(pairs))


def _form(request: Request, headers: Mapping[str, str]) -> Form:
    if request.method != "POST":
        return Form({})
    raw = request.raw_body
    body = raw.encode() if isinstance(raw, str) else raw
    return forms.read(body, content_type=headers.get("content-type", ""))


def _outbox_count(headers: Mapping[str, str]) -> int | None:
    count = headers.get(OUTBOX_COUNT, "")
    if not bootstrap.settings().is_laptop or not count.isdecimal():
        return None
    return int(count)
