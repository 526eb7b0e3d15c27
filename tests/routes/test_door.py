"""The staff’s door: who gets in, what a form must prove, and how trouble is told."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib import bootstrap
from chalicelib.domain.campaigns import Shelf
from chalicelib.exchange.ports.staff import NotSignedIn, StaffMember
from tests.given import MAPLE
from tests.routes.browser import Browser
from tests.routes.desk import ADDRESS, NAMES, Desk, open_desk
from tests.routes.test_session import FakeStaff

RILEY = StaffMember("riley", NAMES["riley"][0], "riley@maple.example", MAPLE, NAMES["riley"][1])
NEW = "/personalized-messages/new"


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.given_family("ana")
        desk.exchange.given_credits(100)
        yield desk


def test_whoever_is_signed_out_is_led_to_sign_in_and_back(desk: Desk) -> None:
    browser = Browser(desk.client)

    browser.open("/email-broadcast?show=sent")

    assert browser.path == "/sign-in?next=%2Femail-broadcast%3Fshow%3Dsent"
    assert browser.page.forms[0].values["next"] == ("/email-broadcast?show=sent",)


def test_what_was_typed_is_kept_when_the_session_has_ended(desk: Desk) -> None:
    browser = desk.browser()
    browser.open(NEW)
    desk.exchange.now += timedelta(minutes=16)

    browser.press("Continue", name="Flu clinic", en_text="Come on Saturday")

    assert browser.status == 403
    assert browser.page.heading == "You are signed out"
    assert "Come on Saturday" in browser.page.text
    assert (
        desk.exchange.campaigns.of_practice("maple", shelf=Shelf.PERSONALIZED, limit=1).items == ()
    )


def test_the_form_is_there_again_filled_in_after_signing_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = desk.browser()
    browser.open(f"{NEW}?need=recall")
    desk.exchange.now += timedelta(minutes=16)
    browser.press("Continue", name="Flu clinic", need="billing", en_text="Come on Saturday")
    staff = FakeStaff(answers=[NotSignedIn(), RILEY, RILEY])
    monkeypatch.setattr(bootstrap, "staff", lambda: staff)

    browser.press("Sign in", email="riley@maple.example", password="wrong")
    assert browser.page.heading == "Sign in"
    browser.press("Sign in", email="riley@maple.example", password="right")

    assert browser.path == f"{NEW}?need=recall"
    values = browser.page.form("Continue").values
    assert (values["name"], values["need"]) == (("Flu clinic",), ("billing",))
    assert values["en_text"] == ("Come on Saturday",)
    browser.open("/templates/new")
    assert browser.page.form("Save").values["name"] == ("",)
    browser.open(f"{NEW}?need=recall")
    browser.press("Continue")
    assert browser.page.heading == "Who is it for?"
    browser.open(f"{NEW}?need=recall")
    assert browser.page.form("Continue").values["name"] == ("",)


def test_ticks_are_kept_as_they_were(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = desk.browser()
    browser.open("/staff")
    desk.exchange.now += timedelta(minutes=16)
    browser.press("Invite", name="N. Ito", rights=("billing", "admin"))
    monkeypatch.setattr(bootstrap, "staff", lambda: FakeStaff(answers=[RILEY]))

    browser.press("Sign in", email="riley@maple.example", password="right")

    form = browser.page.form("Invite")
    assert (form.values["name"], form.values["rights"]) == (("N. Ito",), ("billing", "admin"))
    assert desk.pool.members == {}


def test_what_another_site_has_filled_in_is_not_filled_in_again(desk: Desk) -> None:
    browser = desk.browser()
    browser.open(NEW)
    form = browser.page.form("Continue")
    desk.exchange.now += timedelta(minutes=16)

    browser.post(form, form.filled("Continue", name="Theirs"), origin="https://evil.example")

    assert browser.status == 403
    assert [form for form in browser.page.forms if "kept" in form.values] == []


def test_working_keeps_the_session_awake_and_waiting_does_not(desk: Desk) -> None:
    campaign = desk.exchange.when_created()
    working, waiting = desk.browser(), desk.browser("jo")

    for _ in range(2):
        desk.exchange.now += timedelta(minutes=10)
        working.open("/personalized-messages")
        waiting.fetch(f"/campaigns/{campaign.id}/progress")

    assert working.page.heading == "Personalized Messages"
    assert waiting.page.heading == "Sign in"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{ADDRESS}.evil.example"])
def test_a_form_of_another_site_is_refused(desk: Desk, origin: str) -> None:
    browser = desk.browser()
    browser.open(NEW)
    form = browser.page.form("Continue")

    browser.post(form, form.filled("Continue", name="x"), origin=origin)

    assert browser.status == 403
    assert browser.page.heading == "This page is out of date"


def test_a_form_drawn_for_another_session_is_refused_and_its_words_kept(desk: Desk) -> None:
    browser = desk.browser()
    browser.open(NEW)
    form = browser.page.form("Continue")
    browser.cookies = desk.browser("jo").cookies

    browser.post(form, form.filled("Continue", name="Flu clinic"))

    assert browser.status == 403
    assert "Flu clinic" in browser.page.text


def test_a_right_that_is_missing_is_named(desk: Desk) -> None:
    browser = desk.browser("pat")

    browser.open(NEW)

    assert browser.status == 403
    assert browser.page.heading == "You cannot create and send messages"


def test_a_session_id_that_nobody_gave_out_is_none(desk: Desk) -> None:
    browser = Browser(desk.client, cookies={"pmx-session": "guessed"})

    browser.open("/personalized-messages")

    assert browser.page.heading == "Sign in"


@pytest.mark.parametrize("path", ["/campaigns/none", "/campaigns/%00", f"/campaigns/{'x' * 300}"])
def test_what_is_not_there_is_said_so(desk: Desk, path: str) -> None:
    browser = desk.browser()

    browser.open(path)

    assert browser.status == 404
    assert browser.page.heading == "We could not find that page"


def test_what_has_changed_meanwhile_is_a_conflict(desk: Desk) -> None:
    campaign = desk.exchange.when_created()
    browser = desk.browser()
    browser.open(f"/campaigns/{campaign.id}/discard")
    desk.exchange.when_sent(campaign)

    browser.press("Discard 1 message")

    assert browser.status == 409
    assert "riley sent this already." in browser.page.text
    assert browser.page.link("See how it stands now") == f"/campaigns/{campaign.id}"


def test_our_own_mistakes_get_a_reference_and_no_names(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Lena Ortiz")

    # A store that breaks is what this is about, and no fake of ours ever does.
    setattr(desk.exchange.campaigns, "of_practice", broken)  # noqa: B010
    browser = desk.browser()

    with caplog.at_level(logging.ERROR):
        browser.open("/personalized-messages")

    assert browser.status == 500
    assert "Nothing was sent and no credits were spent" in browser.page.text
    reference = browser.page.text.partition("Reference ")[2][:6]
    assert reference in caplog.text
    assert "RuntimeError" in caplog.text
    assert "Lena" not in caplog.text


def test_a_store_that_is_away_is_told_as_a_page_too(desk: Desk) -> None:
    def away(*_: object, **__: object) -> None:
        raise ConnectionError

    browser = desk.browser()
    setattr(desk.exchange.leases, "session", away)  # noqa: B010

    browser.open("/personalized-messages")

    assert browser.status == 500
    assert browser.page.heading == "Something went wrong on our side"


def test_a_wrong_method_is_told_as_a_page(desk: Desk) -> None:
    answer = desk.client.http.request("DELETE", "/personalized-messages")

    assert answer.status_code == 405
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "Allow" in answer.headers


def test_every_answer_says_how_to_keep_it_safe(desk: Desk) -> None:
    browser = desk.browser()

    browser.open("/personalized-messages")

    assert browser.headers["content-security-policy"].startswith("default-src 'self'")
    assert browser.headers["cache-control"] == "no-store"


def test_what_stands_around_the_pages_answers_anybody(desk: Desk) -> None:
    browser = Browser(desk.client)

    style = browser.fetch("/static/pmx.css")
    assert "immutable" in browser.headers["cache-control"]
    assert "body" in style
    assert browser.fetch("/health") == '{"status": "ready"}'
    browser.open("/static/../app.py")
    assert browser.status in (403, 404)
    browser.open("/")
    assert browser.page.heading == "Sign in"


def test_the_laptops_outbox_is_spoken_of_only_where_there_is_one(
    desk: Desk,
) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages")
    assert "Local outbox." not in browser.page.text

    answer = desk.client.http.get(
        "/personalized-messages",
        headers={
            "cookie": f"pmx-session={browser.cookies['pmx-session']}",
            "x-pmx-outbox-count": "12",
        },
    )

    assert "See the outbox (12)" in answer.body.decode()
