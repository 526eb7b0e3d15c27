"""Staff set up a code for themselves; an administrator ends it when a phone is lost."""

from collections.abc import Iterator

import pytest

from chalicelib import bootstrap
from chalicelib.exchange.ports.staff import CodeHeld, NotSignedIn, TooManyTries, WrongCode
from tests.routes.desk import Desk, open_desk
from tests.routes.test_session import FakeStaff


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


@pytest.fixture
def staff(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> FakeStaff:
    staff = FakeStaff()
    monkeypatch.setattr(bootstrap, "staff", lambda: staff)
    return staff


def test_a_code_is_set_up_with_the_password_and_the_first_code(
    desk: Desk, staff: FakeStaff
) -> None:
    staff.answers = [NotSignedIn(), "ABCDEFGHIJ", WrongCode(), None]
    browser = desk.browser("pat")
    browser.open("/settings")
    browser.follow("One-time code")

    browser.press("Show the key for the app", password="wrong")
    assert browser.page.problems == {"password": "This is not your password. Try again"}
    browser.press("Show the key for the app", password="right")
    assert "ABCD EFGH IJ" in browser.page.text
    browser.press("Ask for the code", password="right", code="111111")
    assert browser.page.problems["code"].startswith("This is not the code of now")
    assert "ABCD EFGH IJ" in browser.page.text
    browser.press("Ask for the code", password="right", code="123456")

    assert "From now on your code is asked for." in browser.page.text
    assert staff.asked[-1] == ("pat@maple.example", "right", "123456")
    assert desk.exchange.audit.rows[-1].act == "set_up_code"


@pytest.mark.parametrize(
    ("trouble", "words"),
    [(CodeHeld(), "You are asked for a code already."), (TooManyTries(), "Wait a few minutes")],
)
def test_whoever_cannot_set_one_up_now_reads_why(
    desk: Desk, staff: FakeStaff, trouble: Exception, words: str
) -> None:
    staff.answers = [trouble]
    browser = desk.browser("pat")
    browser.open("/one-time-code")

    browser.press("Show the key for the app", password="right")

    assert words in browser.page.text


def test_an_administrator_ends_the_code_of_a_lost_phone(desk: Desk) -> None:
    desk.browser("jo")
    browser = desk.browser()
    browser.open("/staff")
    browser.follow("J. Kim")

    browser.press("Ask for no code")

    assert "J. Kim signs in with the password alone" in browser.page.text
    assert desk.pool.without_code == ["jo@maple.example"]
    assert desk.exchange.audit.rows[-1].act == "forgot_code"
