"""Every page that a browser fetches is read on its way, as strictly as any page is."""

from http import HTTPStatus

from html5lib.html5parser import ParseError
from playwright.sync_api import Error, Request, Response

from tests.page import Page

BYTES_PER_PAGE = 50 * 1024
"""A page is small enough for a slow line."""
OWED = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
SELF_ALONE = "default-src 'self'; object-src 'none'; base-uri 'none'"
POWERLESS = "default-src 'none'"
"""What the frame may do in which an email is shown."""


def lapses_of(request: Request) -> list[str]:
    """What is wrong with the answer, if a page was asked for; empty where nothing is."""
    response = request.response() if request.resource_type == "document" else None
    if response is None or not response.headers.get("content-type", "").startswith("text/html"):
        return []
    if response.status in (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER):
        return []
    found = [*_lapses_of_headers(response)]
    if request.frame.parent_frame is None:
        found += _lapses_of_body(response)
    return [f"{request.method} {request.url}: {each}" for each in found]


def _lapses_of_headers(response: Response) -> list[str]:
    headers = response.headers
    found = [
        f"{name} is {headers.get(name)!r}"
        for name, value in OWED.items()
        if headers.get(name) != value
    ]
    if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        found.append(f"it was answered {response.status}")
    policy = headers.get("content-security-policy", "")
    if not policy.startswith((SELF_ALONE, POWERLESS)):
        found.append(f"its content security policy is {policy!r}")
    return found


def _lapses_of_body(response: Response) -> list[str]:
    try:
        body = response.body()
    except Error as gone:
        return [f"it could not be read: {gone}"]
    found = [f"it has {len(body)} bytes"] if len(body) > BYTES_PER_PAGE else []
    try:
        Page(body.decode()).check_manners()
    except (AssertionError, ParseError) as lapse:
        found.append(str(lapse) or repr(lapse))
    return found
