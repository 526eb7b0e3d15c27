"""The moment of sending: a minute to stop it for nothing, and the numbers of the lists."""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib import bootstrap
from chalicelib.domain.campaigns import Shelf
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.templates import Kind, Texts
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk

FLU = {"en": Texts(subject="Flu clinic", email="On Saturday.")}


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        for name in ("ana", "ben"):
            desk.exchange.given_family(name)
        desk.exchange.given_credits(100)
        yield desk


@pytest.fixture
def a_minute(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "PMX_SEND_DELAY_SECONDS", "60")
    bootstrap.settings.cache_clear()


@pytest.mark.usefixtures("a_minute")
def test_for_a_minute_nothing_leaves_and_stopping_costs_nothing(desk: Desk) -> None:
    campaign = desk.exchange.when_created()
    browser = desk.browser()
    browser.open(f"/campaigns/{campaign.id}/send")

    browser.press("Send 2 messages for 4 credits")
    assert "Sending starts today 9:42 am." in browser.page.text
    desk.exchange.when_swept()
    desk.exchange.when_delivered()
    browser.open(f"/campaigns/{campaign.id}")
    browser.follow("Stop")
    assert "Nothing has gone yet. 4 credits will be returned." in browser.page.text
    browser.press("Stop 2 messages")
    desk.exchange.when_swept()
    desk.exchange.when_swept()

    assert desk.exchange.sent_to == []
    assert desk.exchange.credits.balance(MAPLE).available == 100


@pytest.mark.usefixtures("a_minute")
def test_after_that_minute_it_leaves_by_itself(desk: Desk) -> None:
    campaign = desk.exchange.when_created()
    browser = desk.browser()
    browser.open(f"/campaigns/{campaign.id}/send")
    browser.press("Send 2 messages for 4 credits")

    desk.exchange.now += timedelta(seconds=61)
    desk.exchange.when_swept()
    desk.exchange.when_swept()
    desk.exchange.when_delivered()

    assert len(desk.exchange.sent_to) == 2


def test_a_short_list_says_how_many_there_are_of_each(desk: Desk) -> None:
    desk.exchange.when_created()
    desk.exchange.when_sent(desk.exchange.when_created(need=Need.BILLING))
    browser = desk.browser()

    browser.open("/personalized-messages")

    links = {link.text for link in browser.page.links}
    assert {"All 2", "Drafts 0", "Not sent yet 1", "Sending 1", "Sent 0"} <= links


def test_a_broadcast_says_what_was_merged_and_whom_it_does_not_reach(desk: Desk) -> None:
    for name in ("mia", "tom"):
        desk.exchange.given_family(
            name, methods={ContactMethod.EMAIL: "home@example.com"}, preferred=Choice.EMAIL
        )
    campaign = desk.exchange.when_created(kind=Kind.BROADCAST, need=Need.ANNOUNCEMENT, texts=FLU)
    browser = desk.browser()

    browser.open(f"/campaigns/{campaign.id}/preview")
    assert "2 addresses. 1 duplicate merged (see: duplicate merged)" in browser.page.text
    assert "1 asked for text, phone, mail or a person: not included" in browser.page.text
    browser.follow("see: duplicate merged")

    (row,) = browser.page.table("Who will not get it").rows
    assert row[1] == "Same address as another patient: home@example.com"


def test_a_large_group_is_counted_while_its_messages_are_made(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/email-broadcast/new")
    browser.press("Continue", name="Flu clinic", en_subject="Flu clinic", en_email="On Saturday.")

    browser.press("Check the addresses", audience="everyone")

    assert browser.page.heading == "Making the messages"


def test_what_was_pasted_and_is_no_address_is_named(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/email-broadcast/new")
    browser.press("Continue", name="Flu clinic", en_subject="Flu clinic", en_email="On Saturday.")
    browser.press("Create messages", audience="addresses", addresses="ana@example.com\nnonsense")
    (campaign,) = desk.exchange.campaigns.of_practice(MAPLE, shelf=Shelf.BROADCAST, limit=1).items
    desk.exchange.when_split(campaign)

    browser.open(f"/campaigns/{campaign.id}/preview")

    assert browser.page.table("Who will not get it").row("nonsense")[1].startswith("The address")


@pytest.mark.usefixtures("a_minute")
def test_the_page_says_that_a_minute_remains(desk: Desk) -> None:
    campaign = desk.exchange.when_created()
    browser = desk.browser()

    browser.open(f"/campaigns/{campaign.id}/send")

    assert "Nothing leaves in the first 60 seconds: until then, stopping costs nothing." in (
        browser.page.text
    )


def test_whoever_has_no_visit_is_left_out_for_that_and_not_for_a_detail(desk: Desk) -> None:
    words = {"en": Texts(text="On {{ appointment_date }}.")}
    campaign = desk.exchange.when_created(need=Need.APPOINTMENT, texts=words)
    browser = desk.browser()

    browser.open(f"/campaigns/{campaign.id}/preview")

    assert browser.page.table("Who will not get it").row("Ben")[1] == "No appointment to speak of"
