"""The door for staff: who is it, may they, did the form come from us, and what went wrong."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from http import HTTPStatus
from urllib.parse import unquote

from chalice.app import Blueprint, Response

from chalicelib import bootstrap
from chalicelib.routes.answers import answer_html, answer_page, see_other
from chalicelib.routes.troubles import (
    NotThere,
    answer_not_allowed,
    answer_signed_out,
    answer_stale_form,
    answer_trouble,
)
from chalicelib.routes.visits import Guest, Visit, open_guest, open_visit, prolong
from chalicelib.web import urls
from chalicelib.web.kept import filling_in, read_kept
from chalicelib.web.pages.page import Page

ANY_TYPE: list[str] = []
"""The form’s type is looked at by `forms.read`, so that a wrong one is answered with a page."""
ID_CHARACTERS = 200

NEEDED: dict[tuple[str, str], str] = {}
"""The right that each page of the staff takes, by method and path; filled as doors are opened."""

StaffView = Callable[..., Page | Response]
"""Takes the Visit, and what stands in the brackets of the path as keyword arguments."""
PublicView = Callable[..., Page | Response]
"""Takes the Guest, and what stands in the brackets of the path as keyword arguments."""
Route = Callable[..., Response]


class StaffDoor(Blueprint):
    """
    The pages of one noun.

    A view gets a Visit and gives back a page object (200, or 422 with errors) or a Response, such
    as `see_other(url, notice=…)`. Every trouble that has a name becomes its page.
    """

    def get(self, path: str, *, right: str) -> Callable[[StaffView], Route]:
        """A page to look at; looking keeps the session awake."""
        return self._staff("GET", path, right=right, arrive=_look)

    def refresh(self, path: str, *, right: str) -> Callable[[StaffView], Route]:
        """A part of a page that a script fetches again: that is nobody working, nobody reading."""
        return self._staff("GET", path, right=right, arrive=_leave)

    def post(self, path: str, *, right: str) -> Callable[[StaffView], Route]:
        """Something that changes: only from a form of ours, drawn for this session."""
        return self._staff("POST", path, right=right, arrive=_act)

    def public_get(self, path: str) -> Callable[[PublicView], Route]:
        """A page for anybody."""
        return self._public("GET", path, may_pass=_anybody)

    def public_post(self, path: str) -> Callable[[PublicView], Route]:
        """A form for anybody, that must have come from our own page."""
        return self._public("POST", path, may_pass=_is_ours)

    def one_click_post(self, path: str) -> Callable[[PublicView], Route]:
        """What mail programs post by themselves (RFC 8058): the link’s own signature decides."""
        return self._public("POST", path, may_pass=_anybody)

    def _staff(
        self, method: str, path: str, *, right: str, arrive: Callable[[Visit], Visit | None]
    ) -> Callable[[StaffView], Route]:
        NEEDED[method, path] = right

        def answer(view: StaffView, guest: Guest, ids: dict[str, str]) -> Response:
            visit = open_visit(guest)
            if visit is None:
                return answer_signed_out(guest, method=method)
            if method == "POST" and not visit.is_ours:
                return answer_stale_form(visit)
            arrived = arrive(visit)
            if arrived is None:
                return answer_signed_out(guest, method=method)
            visit = arrived
            if not visit.may(right):
                return answer_not_allowed(visit, right=right)
            try:
                with filling_in(read_kept(visit.session.kept), path=visit.path):
                    return _response(view(visit, **_ids(ids)))
            except Exception as error:
                # Told within their own frame; before the session is known it is told without.
                return answer_trouble(error, visit, method=method, ids=ids)

        return self._routed(method, path, answer)

    def _public(
        self, method: str, path: str, *, may_pass: Callable[[Guest], bool]
    ) -> Callable[[PublicView], Route]:
        def answer(view: PublicView, guest: Guest, ids: dict[str, str]) -> Response:
            if not may_pass(guest):
                return answer_stale_form(guest)
            return _response(view(guest, **_ids(ids)))

        return self._routed(method, path, answer)

    def _routed(
        self,
        method: str,
        path: str,
        answer: Callable[[Callable[..., Page | Response], Guest, dict[str, str]], Response],
    ) -> Callable[[Callable[..., Page | Response]], Route]:
        def decorated(view: Callable[..., Page | Response]) -> Route:
            @wraps(view)
            def route(**ids: str) -> Response:
                urls.serve_under(bootstrap.settings().public_url)
                guest = open_guest(self.current_request)
                try:
                    return answer(view, guest, ids)
                except Exception as error:
                    return answer_trouble(error, guest, method=method, ids=ids)

            self.route(path, methods=[method], content_types=ANY_TYPE)(route)
            return route

        return decorated


def _response(answer: Page | Response) -> Response:
    return answer_page(answer) if isinstance(answer, Page) else answer


def _ids(raw: dict[str, str]) -> dict[str, str]:
    """
    What stood in the brackets of the path.

    :raises NotThere: if it could not be the name of anything.
    """
    ids = {name: unquote(value) for name, value in raw.items()}
    for value in ids.values():
        if not value.isprintable() or not 0 < len(value) <= ID_CHARACTERS:
            raise NotThere
    return ids


def _look(visit: Visit) -> Visit | None:
    return prolong(visit, changes=False)


def _act(visit: Visit) -> Visit | None:
    return prolong(visit, changes=True)


def _leave(visit: Visit) -> Visit:
    """The session grows older, and a notice waits for the next whole page."""
    return replace(visit, notice=None)


def _anybody(_guest: Guest) -> bool:
    return True


def _is_ours(guest: Guest) -> bool:
    return guest.is_ours


__all__ = [
    "Guest",
    "HTTPStatus",
    "NotThere",
    "Page",
    "Response",
    "StaffDoor",
    "Visit",
    "answer_html",
    "answer_page",
    "see_other",
]
