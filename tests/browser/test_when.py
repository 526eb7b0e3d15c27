"""When a message goes: not at night, not before its time, not twice, and not too often."""

import re
from datetime import time

import pytest

from tests.browser.conftest import Clock, OpenDesk
from tests.browser.desk import Desk
from tests.browser.families import (
    ANA,
    MAX,
    MAXS_NUMBER,
    answers,
    ask_to_confirm,
    books,
    find,
    made,
    make_messages,
    remind,
    send,
    tomorrow,
    visit,
    write_message,
)

pytestmark = [pytest.mark.journey, pytest.mark.browser]
EVENING, MORNING = time(20, 30), time(9, 1)
WEST = "p-wes,Wes,Lane,en,lou,Lou Lane,,,+13105550138,,text,"
"""By its area code in Los Angeles, where it is three hours earlier."""


@pytest.mark.shows("P2", "N5")
def test_who_lives_where_it_is_night_gets_the_text_in_the_morning(
    clock: Clock, open_desk: OpenDesk
) -> None:
    clock(EVENING)
    desk = open_desk()
    campaign = made(desk, MAX, WEST)
    find(desk, "Cleo")
    desk.sees(re.compile(r"Held until .*9:00 am: texts and calls go from 9:00 am to 8:00 pm"))
    desk.sees("in New York")
    find(desk, "Wes")
    desk.sees("Goes as soon as you send it")

    send(desk)

    desk.waits_for("1 of 2 sent")
    assert [item["to"] for item in desk.system.outbox({"id": campaign})] == ["+13105550138"]
    assert desk.system.balance()["reserved"] == 6
    clock(MORNING, days=1)
    desk.sign_in()
    desk.open(f"/campaigns/{campaign}")
    desk.waits_until_sent(2)
    assert desk.system.outbox({"id": campaign})[0]["to"] == MAXS_NUMBER


def send_tomorrow_at_ten(desk: Desk) -> None:
    desk.follow("Continue")
    desk.tick("At a later time")
    desk.type("Day", tomorrow().isoformat())
    desk.type("Time at the practice", "10:00")
    desk.press("Send ")
    desk.sees("Scheduled")


@pytest.mark.shows("P3")
def test_a_later_start_sets_credits_aside_and_looks_again_when_it_comes(
    clock: Clock, desk: Desk
) -> None:
    campaign = made(desk, ANA, MAX)
    send_tomorrow_at_ten(desk)
    held = desk.system.balance()
    assert (held["available"], held["reserved"]) == (96, 4)

    desk.system.has(WEST)
    answers(desk, "STOP")
    desk.open("/patients/p-cleo")
    desk.waits_for("Asked us to stop")
    assert desk.system.outbox({"id": campaign}) == []
    clock(time(10, 1), days=1)
    desk.sign_in()
    desk.open(f"/campaigns/{campaign}")
    desk.waits_until_sent(1)

    assert [item["to"] for item in desk.system.outbox({"id": campaign})] == ["ana@example.com"]
    desk.open("/personalized-messages")
    desk.waits_for("99 credits available")


@pytest.mark.shows("P3")
def test_stopped_before_its_start_it_costs_nothing(desk: Desk) -> None:
    campaign = made(desk, ANA, MAX)
    send_tomorrow_at_ten(desk)

    desk.follow("Stop")
    desk.press("Stop 2 messages")

    desk.waits_for("2 were stopped")
    held = desk.system.balance()
    assert (held["available"], held["reserved"], held["spent"]) == (100, 0, 0)
    assert desk.system.outbox({"id": campaign}) == []


@pytest.mark.shows("P6")
def test_confirm_pressed_twice_for_one_day_makes_nothing_the_second_time(desk: Desk) -> None:
    desk.system.has(ANA, MAX)
    books(desk, visit("a1", "p-lena", at="09:00"), visit("a2", "p-cleo", at="10:00"))
    remind(desk)

    ask_to_confirm(desk)

    desk.sees("2 selected = 0 messages + 2 skipped")
    desk.sees("Told by “Confirmations”")


@pytest.mark.shows("P6")
def test_a_number_that_had_a_text_today_gets_the_next_one_tomorrow(
    clock: Clock, desk: Desk
) -> None:
    made(desk, MAX)
    send(desk)
    desk.waits_until_sent(1)
    write_message(desk, name="Forms", need="Recalls")
    second = make_messages(desk)

    send(desk)

    desk.open(f"/campaigns/{second}/messages?show=waiting")
    desk.waits_for("Held until tomorrow")
    desk.follow("Cleo Hart")
    desk.sees("the number had enough texts and calls")
    assert desk.system.outbox({"id": second}) == []
    clock(time(10), days=1)
    desk.sign_in()
    desk.open(f"/campaigns/{second}")
    desk.waits_until_sent(1)
