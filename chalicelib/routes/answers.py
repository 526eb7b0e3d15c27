"""What goes back to the browser: a page, or the address of the next one with a word on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from hashlib import sha256
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie

from chalice.app import Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from chalicelib import bootstrap
from chalicelib.web.pages.page import Notice, Page
from chalicelib.web.render import render
from chalicelib.web.security import PAGE_HEADERS

NOTICE = "pmx-notice"
NOTICE_SECONDS = 60
NOTICE_CHARACTERS = 3_500
"""Browsers keep cookies of 4 KB; a longer notice would be lost."""


def answer_page(
    page: Page, *, status: HTTPStatus | None = None, cookies: Iterable[str] = ()
) -> Response:
    """A page as HTML: 422 where it shows errors, else 200, unless the caller knows better."""
    usual = HTTPStatus.UNPROCESSABLE_ENTITY if page.errors else HTTPStatus.OK
    return answer_html(
        render(page),
        status=status or usual,
        cookies=(*cookies, *([_notice_cookie("", seconds=0)] if page.frame.notice else [])),
    )


def answer_html(
    html: str,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    cookies: Iterable[str] = (),
    headers: Mapping[str, str] = PAGE_HEADERS,
) -> Response:
    """HTML with the headers that keep it safe."""
    return Response(html, status_code=status.value, headers=_headers(headers, cookies))


def see_other(url: str, *, notice: Notice | None = None, cookies: Iterable[str] = ()) -> Response:
    """Go on to that page, by GET; the notice is shown there, once."""
    said = [] if notice is None else [_notice_cookie(_signed(notice), seconds=NOTICE_SECONDS)]
    headers = {"Location": url, "Cache-Control": "no-store", "Content-Type": "text/plain"}
    return Response(
        "", status_code=HTTPStatus.SEE_OTHER.value, headers=_headers(headers, (*cookies, *said))
    )


def read_notice(headers: Mapping[str, str]) -> Notice | None:
    """The notice that came along from the page before, if we signed it, and not long ago."""
    cookie: SimpleCookie = SimpleCookie()
    try:
        cookie.load(headers.get("cookie", ""))
    except CookieError:
        return None
    morsel = cookie.get(NOTICE)
    if morsel is None or not morsel.value:
        return None
    try:
        held = _signer().loads(morsel.value, max_age=NOTICE_SECONDS)
    except BadSignature:
        return None
    return Notice(**held)


def _signed(notice: Notice) -> str:
    signed = str(_signer().dumps(asdict(notice)))
    if len(signed) > NOTICE_CHARACTERS:
        raise ValueError("a notice is one sentence")
    return signed


def _notice_cookie(value: str, *, seconds: int) -> str:
    secure = "; Secure" if bootstrap.settings().public_url.startswith("https:") else ""
    return f"{NOTICE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}"


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        bootstrap.settings().secret, salt=NOTICE, signer_kwargs={"digest_method": sha256}
    )


def _headers(plain: Mapping[str, str], cookies: Iterable[str]) -> dict[str, str | list[str]]:
    headers: dict[str, str | list[str]] = dict(plain)
    several = list(cookies)
    if several:
        headers["Set-Cookie"] = several
    return headers
