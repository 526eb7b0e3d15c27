"""What is refused before any page is reached, told as our pages tell it."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from chalice.app import Blueprint, Request, Response

from chalicelib import bootstrap
from chalicelib.routes.answers import answer_page
from chalicelib.routes.api.problems import not_there, problem_response
from chalicelib.routes.troubles import new_reference
from chalicelib.web import urls
from chalicelib.web.pages.page import Frame, Page
from chalicelib.web.pages.problems import BrokenPage, NotFoundPage
from chalicelib.web.session import csrf_token

problems = Blueprint(__name__)
log = logging.getLogger(__name__)
NOT_PAGES = ("/api/", "/outbox")


@problems.middleware("http")
def tell_as_page(request: Request, get_response: Callable[[Request], Response]) -> Response:
    """Chalice answers in JSON what no view has answered; people get a page instead."""
    response = get_response(request)
    if request.path.startswith(NOT_PAGES) or not isinstance(response.body, dict):
        return response
    urls.serve_under(bootstrap.settings().public_url)
    status = HTTPStatus(response.status_code)
    answered = answer_page(_page(status), status=status)
    if "Allow" in response.headers:
        answered.headers["Allow"] = response.headers["Allow"]
    return answered


def not_found_response(path: str) -> Response:
    """What an address that no door knows is answered: a page, or a problem for a program."""
    if path.startswith("/api/"):
        return problem_response(not_there("call"))
    urls.serve_under(bootstrap.settings().public_url)
    return answer_page(_page(HTTPStatus.NOT_FOUND), status=HTTPStatus.NOT_FOUND)


def _page(status: HTTPStatus) -> Page:
    frame = Frame(csrf_token=csrf_token("", secret=bootstrap.settings().secret))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        reference = new_reference()
        log.error("page broken %s", reference, extra={"reference": reference})
        return BrokenPage(frame=frame, reference=reference)
    return NotFoundPage(frame=frame)
