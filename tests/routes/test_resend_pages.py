"""Bounced, corrected, sent again: from the list of addresses to the page with the price."""

from collections.abc import Iterator

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.preferences import Choice
from chalicelib.exchange.receive import receive
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk

FAMILIES = ("amy", "bea", "cat")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Three families whose email bounced."""
    with open_desk() as desk:
        exchange = desk.exchange
        exchange.given_credits(100)
        for name in FAMILIES:
            methods = {ContactMethod.EMAIL: f"{name}@example.com"}
            exchange.given_family(name, methods=methods, preferred=Choice.EMAIL)
        campaign = exchange.when_created()
        exchange.when_all_is_done(campaign)
        rows = exchange.rows(campaign).values()
        receive(
            exchange.parts,
            [Receipt(MAPLE, row.id, DeliveryEvent.HARD_BOUNCE, exchange.now) for row in rows],
        )
        yield desk


def when_corrected(desk: Desk) -> None:
    """Two get a new address; the third one was right."""
    browser = desk.browser("pat")
    browser.open("/addresses-to-correct")
    for name in ("amy", "bea"):
        form = next(form for form in browser.page.forms if form.values.get("contact") == (name,))
        browser.post(form, form.filled("Correct", address=f"{name}.new@example.com"))
    browser.press("It is right, use it again")


def test_the_corrected_are_sent_again_as_one_priced_group(desk: Desk) -> None:
    when_corrected(desk)
    browser = desk.browser("jo")
    browser.open("/addresses-to-correct")
    assert (
        "Corrected, and not sent again yet Well visits due "
        "Cats-Child Ortiz, Beas-Child Ortiz, Amys-Child Ortiz" in browser.page.text
    )

    browser.press("Resend the 3 corrected")
    note = desk.exchange.queues.taken("splits")[-1]
    made = desk.exchange.campaign(str(note["campaign"]))
    desk.exchange.when_split(made)
    browser.open(f"/campaigns/{made.id}/send")

    assert browser.page.heading == "Send 3 messages?"
    assert "3 credits" in browser.page.text
    browser.open("/addresses-to-correct")
    assert browser.page.link("Made, not sent yet: check and send").endswith("/preview")
    browser.open(f"/campaigns/{made.id}/send")
    browser.press("Send 3 messages for 3 credits")
    browser.open("/addresses-to-correct")
    assert "Corrected" not in browser.page.text


def test_pressing_a_page_that_is_old_makes_nothing(desk: Desk) -> None:
    when_corrected(desk)
    jo, riley = desk.browser("jo"), desk.browser("riley")
    jo.open("/addresses-to-correct")
    riley.open("/addresses-to-correct")
    jo.press("Resend the 3 corrected")
    before = len(desk.exchange.campaigns.campaigns)

    riley.press("Resend the 3 corrected")

    assert "These messages are made already" in riley.page.text
    assert len(desk.exchange.campaigns.campaigns) == before


def test_other_words_change_nothing_about_whom_it_is_for(desk: Desk) -> None:
    when_corrected(desk)
    browser = desk.browser("jo")
    browser.open("/addresses-to-correct")
    browser.press("Resend the 3 corrected")
    note = desk.exchange.queues.taken("splits")[-1]
    desk.exchange.when_split(desk.exchange.campaign(str(note["campaign"])))

    browser.open(f"/campaigns/{note['campaign']}/patients")
    assert "As before: the 3 messages sent again to corrected addresses" in browser.page.text
    browser.press("Create messages")

    again = desk.exchange.queues.taken("splits")[-1]
    anew = desk.exchange.campaign(str(again["campaign"]))
    desk.exchange.when_split(anew)
    assert desk.exchange.campaign(anew.id).created_count == 3


def test_who_may_only_look_is_told_who_can(desk: Desk) -> None:
    when_corrected(desk)
    browser = desk.browser("pat")

    browser.open("/addresses-to-correct")

    assert "Somebody who may send messages can resend them." in browser.page.text
