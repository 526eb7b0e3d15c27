"""The link at the foot of an announcement, as readers and their mail programs use it."""

from collections.abc import Iterator

import pytest

from chalicelib.domain.messages import SkipReason
from chalicelib.domain.preferences import Need
from chalicelib.domain.stops import StopKind
from chalicelib.domain.templates import Kind, Texts
from chalicelib.web.unsubscribe_links import unsubscribe_token
from tests.given import MAPLE
from tests.routes.browser import Browser
from tests.routes.desk import Desk, open_desk

WORDS = {"en": Texts(subject="Flu clinic", email="On Saturday. Call {{ practice_phone }}.")}


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.given_credits(100)
        desk.exchange.given_family("ana")
        yield desk


def link(desk: Desk) -> str:
    """The link in the announcement that Ana got."""
    campaign = desk.exchange.when_created(kind=Kind.BROADCAST, need=Need.ANNOUNCEMENT, texts=WORDS)
    desk.exchange.when_all_is_done(campaign)
    message = desk.exchange.rows(campaign)["ana"]
    return f"/unsubscribe/{unsubscribe_token(MAPLE, message_id=message.id, secret='secret')}"


def stops(desk: Desk) -> list[StopKind]:
    found = desk.exchange.records.stops(MAPLE, ["ana@example.com"])
    return [stop.kind for stop in found["ana@example.com"]]


def stranger(desk: Desk) -> Browser:
    return Browser(desk.client)


def test_looking_changes_nothing_and_the_button_stops_announcements(desk: Desk) -> None:
    browser = stranger(desk)
    browser.open(link(desk))
    assert browser.page.heading == "Stop announcements by email?"
    assert "Maple Street Pediatrics" in browser.page.text
    assert stops(desk) == []

    browser.press("Stop announcements")

    assert browser.page.heading == "Done"
    assert "call us: (212) 555-0100" in browser.page.text
    assert stops(desk) == [StopKind.UNSUBSCRIBED]


def test_a_mail_program_does_it_with_one_post_without_cookie_or_origin(desk: Desk) -> None:
    path = link(desk)

    for _ in range(2):
        answer = desk.client.http.post(
            path,
            headers={"content-type": "application/x-www-form-urlencoded"},
            body=b"List-Unsubscribe=One-Click",
        )
        assert answer.status_code == 200

    assert stops(desk) == [StopKind.UNSUBSCRIBED]


def test_the_next_announcement_leaves_them_out_and_a_reminder_does_not(desk: Desk) -> None:
    browser = stranger(desk)
    browser.open(link(desk))
    browser.press("Stop announcements")

    again = desk.exchange.when_created(kind=Kind.BROADCAST, need=Need.ANNOUNCEMENT, texts=WORDS)
    recall = desk.exchange.when_created()

    assert desk.exchange.rows(again)["ana"].reason == SkipReason.UNSUBSCRIBED
    assert desk.exchange.rows(recall)["ana"].to == "ana@example.com"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_that_was_cut_or_changed_does_nothing(desk: Desk, method: str) -> None:
    path = link(desk)

    for broken in (path[:-3], path.replace("W", "X", 1), "/unsubscribe/x", f"{path}{'x' * 40}"):
        answer = desk.client.http.request(
            method,
            broken,
            headers={"content-type": "application/x-www-form-urlencoded"},
            body=b"List-Unsubscribe=One-Click" if method == "POST" else b"",
        )
        assert answer.status_code == 404
        assert b"This link does not work" in answer.body

    assert stops(desk) == []


def test_a_signed_link_to_what_is_gone_says_that_it_does_not_work(desk: Desk) -> None:
    browser = stranger(desk)
    token = unsubscribe_token(MAPLE, message_id="gone-0000-00001", secret="secret")

    browser.open(f"/unsubscribe/{token}")

    assert browser.status == 404
    assert browser.page.heading == "This link does not work"
