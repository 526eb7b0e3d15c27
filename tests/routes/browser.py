"""A browser without scripts: it keeps cookies, fills in forms, and looks at each page’s manners."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from chalice.test import Client

from chalicelib import bootstrap
from infra.local.demo_users import PASSWORD
from infra.local.leave import WEB, acting_as
from tests.page import FormOnPage, Page

REDIRECTS = 5


@dataclass
class Browser:
    """One person’s browser; `page` is what it shows, `status` and `path` how and where."""

    client: Client
    cookies: dict[str, str] = field(default_factory=dict)
    page: Page = field(default_factory=lambda: Page("<!doctype html><title>.</title><h1>.</h1>"))
    status: int = 0
    path: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""

    def open(self, path: str) -> Page:
        """Look at a page, following redirects."""
        self._ask("GET", path)
        return self.page

    def fetch(self, path: str) -> str:
        """Look at something that is no whole page."""
        self._ask("GET", path)
        return self.text

    def press(self, button: str, **typed: str | tuple[str, ...]) -> Page:
        """Fill in the form that has this button, and press it."""
        form = self.page.form(button)
        return self.post(form, form.filled(button, **typed))

    def post(self, form: FormOnPage, pairs: list[tuple[str, str]], **headers: str) -> Page:
        """Send a form as it is."""
        if form.method == "get":
            return self.open(f"{form.action}?{urlencode(pairs)}")
        self._ask("POST", form.action or self.path, urlencode(pairs), **headers)
        return self.page

    def follow(self, text: str) -> Page:
        """Press a link."""
        return self.open(self.page.link(text))

    def sign_in(self, email: str, *, password: str = PASSWORD, path: str = "/sign-in") -> Page:
        self.open(path)
        return self.press("Sign in", email=email, password=password)

    def _ask(self, method: str, path: str, body: str = "", **more: str) -> None:
        for _ in range(REDIRECTS):
            location = self._ask_once(method, path, body, **more)
            if location is None:
                return
            method, path, body = "GET", location, ""
        raise AssertionError(f"too many redirects: {path}")

    def _ask_once(self, method: str, path: str, body: str, **more: str) -> str | None:
        sent = {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            sent["content-type"] = "application/x-www-form-urlencoded"
            sent["origin"] = bootstrap.settings().public_url
            sent["host"] = sent["origin"].partition("//")[2]
            sent["referer"] = f"{sent['origin']}{self.path}"
        with acting_as(WEB):
            answer = self.client.http.request(method, path, headers=sent | more, body=body.encode())
        self.headers = {name.lower(): str(value) for name, value in answer.headers.items()}
        self._keep_cookies(answer.headers.get("Set-Cookie", []))
        self.status, self.path, self.text = answer.status_code, path, answer.body.decode()
        if 300 <= self.status < 400:
            return self.headers["location"]
        is_in_a_frame = "sandbox" in self.headers.get("content-security-policy", "")
        if self.text.startswith("<!doctype html>") and not is_in_a_frame:
            self.page = Page(self.text)
            self.page.check_manners()
        return None

    def _keep_cookies(self, said: list[str] | str) -> None:
        for cookie in [said] if isinstance(said, str) else said:
            name, _, value = cookie.partition(";")[0].partition("=")
            if "Max-Age=0" in cookie:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
