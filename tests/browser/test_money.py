"""Credits at the desk: too few, bought, spent once by two people, and returned."""

import pytest

from tests.browser.conftest import OpenDesk
from tests.browser.desk import Desk
from tests.browser.families import ANA, MAX, campaign_of, made, make_messages, send, write_message
from tests.journeys.waiting import seen_when

pytestmark = [pytest.mark.journey, pytest.mark.browser]


@pytest.mark.shows("S3")
def test_who_has_too_few_credits_cannot_send_and_sees_what_is_short(open_desk: OpenDesk) -> None:
    desk = open_desk(credits=2)
    campaign = made(desk, MAX)

    desk.follow("Continue")

    desk.sees("1 credit short.")
    desk.has_no_button("Send")
    assert desk.system.balance()["available"] == 2
    assert desk.system.outbox({"id": campaign}) == []


@pytest.mark.shows("S17", "S8")
def test_bought_credits_are_there_once_they_are_paid(open_desk: OpenDesk) -> None:
    desk = open_desk(credits=2)
    desk.open("/usage-statistics")
    desk.follow("Buy credits")
    desk.page.get_by_label("4,000 credits + 100 free").check()
    desk.press("Continue")
    desk.press("Buy 4,000 credits for $160")
    desk.sees("Pending")
    purchase = desk.page.url.rsplit("/", 1)[-1]
    assert desk.system.balance()["available"] == 2

    for _ in range(2):
        desk.system.do("POST", f"/outbox/purchases/{purchase}/pretend", {"event": "paid"})
    desk.open(f"/purchases/{purchase}")

    desk.sees("Completed")
    assert desk.system.balance()["available"] == 4_102
    desk.open("/usage-statistics")
    desk.sees("4,102")


@pytest.mark.shows("S17")
def test_a_purchase_that_fails_adds_nothing_and_one_taken_back_takes_its_credits(
    desk: Desk,
) -> None:
    for event, word, left in (("declined", "Failed", 100), ("paid", "Completed", 1_600)):
        desk.open("/usage-statistics/buy")
        desk.page.get_by_label("1,500 credits").check()
        desk.press("Continue")
        desk.press("Buy 1,500 credits for $60")
        purchase = desk.page.url.rsplit("/", 1)[-1]
        desk.open("/usage-statistics")
        desk.sees("Pending")
        desk.press("Check credits")
        tells(desk, purchase, event)
        desk.open("/usage-statistics")
        desk.sees(word)
        assert desk.system.balance()["available"] == left

    tells(desk, purchase, "refunded")

    desk.open("/usage-statistics")
    assert [row[5] for row in desk.cells("Purchases")] == ["Refunded", "Failed"]
    assert desk.system.balance()["available"] == 100


def tells(desk: Desk, purchase: str, event: str) -> None:
    """The payment service says what became of it."""
    desk.system.do("POST", f"/outbox/purchases/{purchase}/pretend", {"event": event})


@pytest.mark.shows("O5")
def test_who_buys_is_told_once_that_credits_run_low(open_desk: OpenDesk) -> None:
    desk = open_desk(credits=101)
    made(desk, ANA, MAX)
    send(desk)
    desk.waits_until_sent(2)

    notices = seen_when(
        lambda: desk.system.all_of("/outbox.json", to=desk.staff.email), has_come=bool, seconds=180
    )

    assert [each["subject"] for each in notices] == ["Credits are running low"]
    desk.open("/usage-statistics")
    desk.sees("Credits are running low")
    write_message(desk, name="Forms", need="Recalls")
    make_messages(desk)
    send(desk)
    assert len(desk.system.all_of("/outbox.json", to=desk.staff.email)) == 1


@pytest.mark.shows("N10")
def test_two_people_who_press_send_send_once(open_desk: OpenDesk) -> None:
    riley = open_desk()
    jo = open_desk(at=riley)
    campaign = made(riley, ANA, MAX)
    for desk in (riley, jo):
        desk.open(f"/campaigns/{campaign}/send")

    riley.press("Send 2 messages for 4 credits")
    jo.press("Send 2 messages for 4 credits")

    jo.sees("Already sent")
    riley.waits_until_sent(2)
    assert len(riley.system.outbox({"id": campaign})) == 2
    assert riley.system.balance()["available"] == 96


@pytest.mark.shows("N7")
def test_a_stop_in_the_middle_returns_what_has_not_left(desk: Desk) -> None:
    desk.system.has(ANA, MAX)
    desk.system.do("POST", "/outbox/chaos", {"email": {"fail_every": 1, "mode": "throttle"}})
    try:
        write_message(desk)
        make_messages(desk)
        send(desk)
        desk.waits_for("1 of 2 sent")
        desk.follow("Stop")
        desk.sees("1 has already gone.")
        desk.press("Stop 1 message")
        desk.waits_for("1 was stopped")
    finally:
        desk.system.do("POST", "/outbox/chaos", {})

    assert len(desk.system.outbox({"id": campaign_of(desk)})) == 1
    balance = desk.system.balance()
    assert (balance["available"], balance["reserved"], balance["spent"]) == (97, 0, 3)


@pytest.mark.shows("O2")
def test_somebody_without_the_right_is_told_whom_to_ask(open_desk: OpenDesk) -> None:
    desk = open_desk(rights=("view",))
    desk.system.has(ANA)

    desk.open("/personalized-messages")

    desk.has_no_button("New personalized message")
    desk.page.goto(f"{desk.url}/usage-statistics/buy")
    desk.look()
    desk.sees("You cannot buy credits")
    desk.sees("Ask ")


@pytest.mark.shows("S16")
def test_the_ledger_the_page_and_the_messages_agree(desk: Desk) -> None:
    made(desk, ANA, MAX)
    send(desk)
    desk.waits_until_sent(2)

    desk.open("/usage-statistics")
    desk.waits_for("Total")

    total = desk.cells("Credits used")[-1]
    assert total[0] == "Total"
    spent = sum(entry["spent"] for entry in desk.system.ledger())
    assert spent == 4
    assert "4" in total
