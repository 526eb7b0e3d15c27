"""Somebody at the front desk: a browser without scripts, over the running program."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.routes.browser import Browser

SECONDS_TO_ANSWER = 60


@dataclass(frozen=True)
class HttpAnswer:
    """What came back, as the browser reads it."""

    status_code: int
    headers: dict[str, str | list[str]]
    body: bytes


class OverHttp:
    """In the place of the test client: the same questions, asked of the running program."""

    def __init__(self, url: str) -> None:
        self._url = url

    @property
    def http(self) -> "OverHttp":
        return self

    def request(self, method: str, path: str, *, headers: dict[str, str], body: bytes):
        line = http.client.HTTPConnection(urlsplit(self._url).netloc, timeout=SECONDS_TO_ANSWER)
        sent = {name: value for name, value in headers.items() if value}
        if "origin" in headers:
            sent["origin"] = self._url
        try:
            line.request(method, path, body=body, headers=sent)
            answer = line.getresponse()
            told: dict[str, str | list[str]] = dict(answer.getheaders())
            told["Set-Cookie"] = answer.headers.get_all("Set-Cookie") or []
            return HttpAnswer(answer.status, told, answer.read())
        finally:
            line.close()


def browser_at(url: str, *, email: str) -> Browser:
    """The browser of this member of staff, signed in."""
    browser = Browser(OverHttp(url))  # type: ignore[arg-type]
    browser.sign_in(email)
    assert browser.status == 200, browser.text
    return browser
