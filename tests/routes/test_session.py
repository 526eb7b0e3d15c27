"""Signing in and out: against the emulator’s user pool, and with every answer it may give."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from chalice.test import Client

from chalicelib import bootstrap
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.ports.staff import (
    Challenge,
    ChallengeOver,
    NotSignedIn,
    PasswordTooWeak,
    StaffMember,
    TooManyTries,
)
from infra.local.clients import client as aws_client
from infra.local.demo_users import PASSWORD, make_demo_users
from tests.given import MAPLE
from tests.routes.api_client import practice
from tests.routes.browser import Browser
from tests.routes.desk import Desk, open_desk

WRONG = "We could not sign you in. Check the email and the password."
RILEY = StaffMember("u1", "R. Alvarez", "riley@maple.example", MAPLE, frozenset({"view"}))


@dataclass
class FakeStaff:
    """Answers what it is told to; remembers what it was asked."""

    answers: list[Any] = field(default_factory=list)
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def sign_in(self, *, email: str, password: str) -> StaffMember | Challenge:
        return self._answer(email, password)

    def answer(self, challenge: Challenge, *, response: str) -> StaffMember | Challenge:
        return self._answer(challenge.name, challenge.session, response)

    def send_code(self, *, email: str) -> None:
        self._answer(email)

    def reset_password(self, *, email: str, code: str, password: str) -> None:
        self._answer(email, code, password)

    def begin_code(self, *, email: str, password: str) -> str:
        return str(self._answer(email, password))

    def keep_code(self, *, email: str, password: str, code: str) -> None:
        self._answer(email, password, code)

    def _answer(self, *asked: str) -> StaffMember | Challenge:
        self.asked.append(asked)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


@pytest.fixture
def staff(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> FakeStaff:
    staff = FakeStaff()
    monkeypatch.setattr(bootstrap, "staff", lambda: staff)
    return staff


@pytest.fixture(scope="module")
def pool(aws: dict[str, str], parts: Parts) -> dict[str, str]:
    """The user pool of the emulator, with the demo practice’s staff."""
    make_demo_users(aws, user_pool_id=aws["PMX_USER_POOL_ID"])
    parts.records.save_practice(practice("demo"))
    return aws


def test_the_user_pool_tells_who_they_are_and_what_they_may(
    pool: dict[str, str], parts: Parts, client: Client
) -> None:
    browser = Browser(client)
    browser.open("/email-broadcast?show=drafts")
    assert browser.page.heading == "Sign in"

    browser.press("Sign in", email="pat@demo.example", password=PASSWORD)

    assert browser.path == "/email-broadcast?show=drafts"
    assert "Signed in as P. Singh" in browser.page.text
    session = parts.leases.session(browser.cookies["pmx-session"], at=bootstrap.now())
    assert session is not None
    assert (session.practice_id, session.rights) == ("demo", frozenset({"view"}))


@pytest.mark.parametrize("email", ["pat@demo.example", "nobody@demo.example"])
def test_a_wrong_password_and_an_unknown_person_get_the_same_words(
    pool: dict[str, str], client: Client, email: str
) -> None:
    browser = Browser(client)

    browser.sign_in(email, password="wrong")

    assert browser.status == 422
    assert browser.page.problems == {"email": WRONG}
    assert browser.page.forms[0].values["email"] == (email,)
    assert "pmx-session" not in browser.cookies


def test_a_first_password_is_replaced_before_anything_else(
    pool: dict[str, str], client: Client
) -> None:
    cognito = aws_client("cognito-idp", environment=pool)
    cognito.admin_create_user(
        UserPoolId=pool["PMX_USER_POOL_ID"],
        Username="new@demo.example",
        TemporaryPassword="First-2026-pass",
        MessageAction="SUPPRESS",
        UserAttributes=[
            {"Name": "email", "Value": "new@demo.example"},
            {"Name": "name", "Value": "N. Ito"},
            {"Name": "custom:practice", "Value": "demo"},
        ],
    )
    cognito.admin_add_user_to_group(
        UserPoolId=pool["PMX_USER_POOL_ID"], Username="new@demo.example", GroupName="view"
    )
    browser = Browser(client)

    browser.sign_in("new@demo.example", password="First-2026-pass")
    assert browser.page.heading == "Choose your password"
    browser.press("Save and sign in", new_password="Second-2026-pass")

    assert "Signed in as N. Ito" in browser.page.text


def test_a_code_is_asked_for_where_the_practice_wants_one(desk: Desk, staff: FakeStaff) -> None:
    browser = Browser(desk.client)
    staff.answers = [
        Challenge("SOFTWARE_TOKEN_MFA", "riley", "held"),
        NotSignedIn(),
        RILEY,
    ]

    browser.sign_in("riley@maple.example", path="/email-broadcast")
    assert browser.page.heading == "Enter your code"
    browser.press("Continue", code="")
    assert browser.page.problems == {"code": "Enter the code"}
    browser.press("Continue", code="111111")
    assert "This code is not right" in browser.page.problems["code"]
    browser.press("Continue", code="123456")

    assert browser.path == "/email-broadcast"
    assert staff.asked[-1] == ("SOFTWARE_TOKEN_MFA", "held", "123456")


def test_a_challenge_that_was_changed_on_the_way_is_none(desk: Desk, staff: FakeStaff) -> None:
    browser = Browser(desk.client)
    staff.answers = [Challenge("SMS_MFA", "riley", "held")]
    browser.sign_in("riley@maple.example")

    browser.press("Continue", code="123456", challenge="forged")

    assert browser.page.heading == "Sign in"
    assert len(staff.asked) == 1


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (ChallengeOver(), "The code came too late"),
        (TooManyTries(), "The code came too late"),
    ],
)
def test_a_code_that_comes_too_late_begins_again(
    desk: Desk, staff: FakeStaff, trouble: Exception, words: str
) -> None:
    browser = Browser(desk.client)
    staff.answers = [Challenge("SMS_MFA", "riley", "held"), trouble]
    browser.sign_in("riley@maple.example")

    browser.press("Continue", code="123456")

    assert browser.page.heading == "Sign in"
    assert browser.page.problems["email"].startswith(words)


def test_a_weak_password_is_asked_for_again(desk: Desk, staff: FakeStaff) -> None:
    browser = Browser(desk.client)
    staff.answers = [Challenge("NEW_PASSWORD_REQUIRED", "r", "held"), PasswordTooWeak(), RILEY]
    browser.sign_in("riley@maple.example")

    browser.press("Save and sign in", new_password="short")
    assert "too simple" in browser.page.problems["new_password"]
    browser.press("Save and sign in", new_password="Long-enough-2026")

    assert browser.page.heading == "Personalized Messages"


def test_whoever_belongs_nowhere_is_not_let_in(desk: Desk, staff: FakeStaff) -> None:
    browser = Browser(desk.client)
    staff.answers = [StaffMember("u2", "X", "x@maple.example", "", frozenset({"view"}))]

    browser.sign_in("x@maple.example")

    assert browser.page.problems == {"email": WRONG}


def test_too_many_tries_have_to_wait(desk: Desk, staff: FakeStaff) -> None:
    browser = Browser(desk.client)
    staff.answers = [TooManyTries()]

    browser.sign_in("riley@maple.example")

    assert "Wait a few minutes" in browser.page.problems["email"]


def test_nothing_typed_is_said_at_the_fields(desk: Desk, staff: FakeStaff) -> None:
    browser = Browser(desk.client)
    browser.open("/sign-in")

    browser.press("Sign in")

    assert set(browser.page.problems) == {"email", "password"}
    assert staff.asked == []


def test_each_sign_in_begins_a_new_session_and_ends_the_one_before(
    desk: Desk, staff: FakeStaff
) -> None:
    browser = Browser(desk.client)
    staff.answers = [RILEY, RILEY]
    browser.sign_in("riley@maple.example")
    before = browser.cookies["pmx-session"]

    browser.sign_in("riley@maple.example")

    assert browser.cookies["pmx-session"] != before
    assert desk.exchange.leases.session(before, at=desk.exchange.now) is None


def test_signing_out_ends_the_session_everywhere(desk: Desk) -> None:
    browser = desk.browser()
    held = browser.cookies["pmx-session"]
    browser.open("/personalized-messages")

    browser.press("Sign out")

    assert browser.page.heading == "Sign in"
    assert "You are signed out." in browser.page.text
    assert "pmx-session" not in browser.cookies
    assert desk.exchange.leases.session(held, at=desk.exchange.now) is None


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_signing_in_leads_nowhere_else(desk: Desk, staff: FakeStaff, elsewhere: str) -> None:
    browser = Browser(desk.client)
    staff.answers = [RILEY]
    browser.open("/sign-in")

    browser.press("Sign in", email="riley@maple.example", password="x", next=elsewhere)

    assert browser.path == "/personalized-messages"


def test_a_forgotten_password_is_replaced_by_whoever_has_the_code(
    desk: Desk, staff: FakeStaff
) -> None:
    browser = Browser(desk.client)
    staff.answers = [None, NotSignedIn(), PasswordTooWeak(), None]
    browser.open("/forgot-password")

    browser.press("Send the code", email="riley@maple.example")
    browser.press("Save the new password")
    assert set(browser.page.problems) == {"code", "new_password"}
    browser.press("Save the new password", code="1", new_password="Long-enough-2026")
    assert "not right" in browser.page.problems["code"]
    browser.press("Save the new password", code="123456", new_password="short")
    assert "too simple" in browser.page.problems["new_password"]
    browser.press("Save the new password", code="123456", new_password="Long-enough-2026")

    assert browser.page.heading == "Sign in"
    assert staff.asked[-1] == ("riley@maple.example", "123456", "Long-enough-2026")
