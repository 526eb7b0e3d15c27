"""Whoever asked for a letter or a person is on the list once the message is sent, until ticked."""

from collections.abc import Iterator

import pytest

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.preferences import Choice
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.given_credits(100)
        desk.exchange.given_family("ana")
        desk.exchange.given_family("max", preferred=Choice.MAIL)
        desk.exchange.given_family("pam", preferred=Choice.PERSON)
        yield desk


def sent(desk: Desk) -> Campaign:
    campaign = desk.exchange.when_created()
    return desk.exchange.when_all_is_done(campaign)


def test_nothing_is_to_do_before_the_others_get_their_message(desk: Desk) -> None:
    desk.exchange.when_created()
    browser = desk.browser("pat")

    browser.open("/to-do")

    assert "Nothing to do." in browser.page.text


def test_letters_and_talks_are_ticked_and_taken_back(desk: Desk) -> None:
    campaign = sent(desk)
    assert desk.exchange.credits.balance(MAPLE).available == 99
    browser = desk.browser("pat")
    browser.open("/to-do")
    assert browser.page.table("Messages of the last 90 days").rows[0][3:] == ("1", "1", "2")
    browser.follow("Well visits due")
    rows = browser.page.table("Still to do").rows
    assert [row[1:] for row in rows] == [
        ("Max", "Send a letter"),
        ("Pam", "Call or talk to them"),
    ]

    letter = desk.exchange.rows(campaign)["max"]
    browser.press("Tick as done", messages=(letter.id,))

    assert "1 to-do ticked." in browser.page.text
    assert browser.page.table("Done").rows[0][:3] == ("Maxs-Child Ortiz", "Max", "Send a letter")
    assert browser.page.table("Done").rows[0][3].startswith("P. Singh, today")
    csv = browser.fetch("/usage-statistics.csv").splitlines()
    used = dict(zip(csv[0].split(","), csv[1].split(","), strict=True))
    assert (used["manual_messages"], used["platform_messages"]) == ("1", "1")
    browser.open("/to-do")
    assert browser.page.table("Messages of the last 90 days").rows[0][5] == "1"
    browser.follow("Well visits due")
    browser.press("Undo")
    assert len(browser.page.table("Still to do").rows) == 2
    acts = [row.act for row in desk.exchange.audit.rows if "tick" in row.act]
    assert acts == ["ticked_to_do", "unticked_to_do"]
    assert desk.exchange.credits.balance(MAPLE).available == 99


def test_pressing_without_a_tick_says_so(desk: Desk) -> None:
    campaign = sent(desk)
    browser = desk.browser()
    browser.open(f"/to-do/{campaign.id}")

    browser.press("Tick as done")

    assert "Tick what is done first." in browser.page.text


def test_only_what_was_left_to_staff_can_be_ticked(desk: Desk) -> None:
    campaign = sent(desk)
    by_email = desk.exchange.rows(campaign)["ana"]
    browser = desk.browser()
    browser.open(f"/to-do/{campaign.id}")
    form = browser.page.form("Tick as done")

    browser.post(form, [*form.filled("Tick as done"), ("messages", by_email.id)])

    assert browser.status == 404
    assert desk.exchange.records.ticks_of_campaign(MAPLE, campaign.id) == {}


def test_a_campaign_that_was_not_sent_has_no_list(desk: Desk) -> None:
    campaign = desk.exchange.when_created()
    browser = desk.browser()

    browser.open(f"/to-do/{campaign.id}")

    assert browser.status == 404
