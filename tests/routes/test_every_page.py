"""Every page there is, with junk in every place that takes something: never our own mistake."""

import random
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from app import app
from tests.routes.desk import ADDRESS, Desk, open_desk

NOT_PAGES = ("/api/", "/static/", "/health")
NOT_IN_MEMORY = ("/stuck-messages", "/one-time-code")
"""What asks queues or the user pool themselves has its own tests, on the emulator."""
SIGNED_OUT = ("/sign-in", "/forgot-password", "/unsubscribe", "/confirm", "/")
PAGES = sorted(
    (path, method)
    for path, methods in app.routes.items()
    for method in methods
    if not path.startswith(NOT_PAGES)
)
IDS = ("none", "x" * 150, "%F0%9F%98%80", "..", "a%2Fb", "%E2%80%AE", "01-0000-00000")
FIELDS = (
    "show", "after", "before", "page", "position", "search", "skipped", "start", "need", "date",
    "provider", "location", "appointments", "patients", "replaces", "recall_due_before", "next",
    "audience", "name", "en_subject", "en_email", "en_text", "en_phone", "extra_fields", "kind",
    "new_detail_1", "new_value_1", "new_detail_2", "new_value_2",
    "save", "do", "addresses", "credits_seen", "when", "time", "email", "password", "code",
    "new_password", "challenge", "from", "to", "method", "status", "plan", "once", "zone",
    "phone", "low_at", "postal_address", "what", "file", "choice", "preferred_method",
    "appointment", "recall", "results", "billing", "announcement", "back", "version", "which",
    "token", "id",
)  # fmt: skip
JUNK = (
    "", "0", "-1", "9" * 30, "x" * 3_000, "\x00", "😀" * 40, "١٢", "1e9", "../../etc", "{{ x",
    "2026-02-30", "0001-01-01", "9999-12-31", "24:00", "template:", "used:none", "3~abc",
    "1~" + "A" * 300, "\n\r", "a,b,,c", "recall", "later", "patients", "everyone", "addresses",
    "appointments", "visible", "all", "check", "search", "text", "mail", "personalized",
)  # fmt: skip
ROUNDS = 12


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.given_family("ana")
        desk.exchange.given_credits(100)
        yield desk


def filled(path: str, choose: random.Random) -> str:
    for part in path.split("/"):
        if part.startswith("{"):
            path = path.replace(part, choose.choice(IDS), 1)
    return path


@pytest.mark.parametrize(
    ("path", "method"), [page for page in PAGES if not page[0].startswith(NOT_IN_MEMORY)]
)
def test_no_page_breaks_whatever_it_is_given(desk: Desk, path: str, method: str) -> None:
    choose = random.Random(f"{method} {path}")  # noqa: S311 - junk, not secrets
    browser = desk.browser()
    opened = None if path == "/sign-out" else browser.open("/personalized-messages").forms[0]
    token = "" if opened is None else opened.values["csrf_token"][0]
    cookie = {"cookie": f"pmx-session={browser.cookies['pmx-session']}"}

    for _ in range(ROUNDS):
        pairs = [(choose.choice(FIELDS), choose.choice(JUNK)) for _ in range(8)]
        if method == "POST" and token:
            pairs += [("csrf_token", token)]
        asked, body, headers = filled(path, choose), "", dict(cookie)
        if method == "POST":
            body = urlencode(pairs)
            headers |= {"content-type": "application/x-www-form-urlencoded", "origin": ADDRESS}
        else:
            asked += f"?{urlencode(pairs)}"
        answer = desk.client.http.request(method, asked, headers=headers, body=body.encode())
        assert answer.status_code < 500, (asked, pairs)


@pytest.mark.parametrize(("path", "method"), PAGES)
def test_no_page_of_the_staff_opens_to_strangers(desk: Desk, path: str, method: str) -> None:
    asked = path.replace("{", "").replace("}", "")
    headers = {"content-type": "application/x-www-form-urlencoded", "origin": ADDRESS}

    answer = desk.client.http.request(method, asked, headers=headers, body=b"x=y")

    if path in SIGNED_OUT or path.startswith(SIGNED_OUT[:-1]):
        assert answer.status_code < 500
    elif method == "GET":
        assert answer.status_code == 303
        assert str(answer.headers["Location"]).startswith("/sign-in")
    else:
        assert answer.status_code == 403
