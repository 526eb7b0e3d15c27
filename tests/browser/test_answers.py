"""People answer, and staff read it: confirmed, stopped, asked about, put aside."""

import re

import pytest

from tests.browser.conftest import OpenDesk
from tests.browser.desk import Desk
from tests.browser.families import (
    ANA,
    JO,
    MAX,
    MAXS_NUMBER,
    answers,
    books,
    made,
    remind,
    tomorrow,
    visit,
)

pytestmark = [pytest.mark.journey, pytest.mark.browser]
MAXS_SECOND = MAX.replace("p-cleo,Cleo", "p-ida,Ida")


@pytest.fixture
def reminded(desk: Desk) -> Desk:
    """A desk that has asked Cleo’s family to confirm tomorrow’s visit, by text."""
    return remind_max(desk)


def remind_max(desk: Desk) -> Desk:
    desk.system.has(MAX)
    books(desk, visit("a1", "p-cleo", at="10:00"))
    remind(desk)
    return desk


def read_conversation(desk: Desk) -> None:
    """Look at what Max and the practice have texted."""
    desk.open("/inbox")
    desk.waits_for("Max Hart")
    desk.follow("Max Hart")


@pytest.mark.shows("S4", "O1")
def test_a_reply_confirms_that_very_visit_and_costs_once(reminded: Desk) -> None:
    answers(reminded, "1", times=3)

    reminded.open(f"/schedule?date={tomorrow()}")
    reminded.waits_for("Confirmed")
    reminded.open("/inbox")
    reminded.waits_for("Max Hart")
    received = [entry for entry in reminded.system.ledger() if entry["kind"] == "received"]
    assert [entry["spent"] for entry in received] == [3]


@pytest.mark.shows("O1")
def test_with_two_open_visits_it_asks_which_one(desk: Desk) -> None:
    desk.system.has(MAX, MAXS_SECOND)
    books(desk, visit("a1", "p-cleo", at="10:00"), visit("a2", "p-ida", at="10:20"))
    remind(desk)

    answers(desk, "C")
    read_conversation(desk)
    desk.waits_for("Which one?")
    answers(desk, "ALL")

    desk.open(f"/schedule?date={tomorrow()}")
    desk.waits_for(re.compile("Confirmed[\\s\\S]*Confirmed"))


@pytest.mark.shows("P1", "S4")
def test_a_stop_holds_at_once_and_is_confirmed_once(reminded: Desk) -> None:
    before = reminded.system.balance()["available"]

    answers(reminded, "Stop!", times=2)
    reminded.open("/inbox")
    reminded.waits_for("Max Hart")
    made(reminded)

    reminded.sees("No message to send.")
    reminded.sees("Asked us to stop")
    read_conversation(reminded)
    said = reminded.page.locator(".bubble").all_inner_texts()
    assert len([text for text in said if "no more texts" in text.lower()]) == 1
    assert reminded.system.balance()["available"] == before


@pytest.mark.shows("N4")
def test_any_words_that_ask_to_stop_wait_for_staff_to_decide(reminded: Desk) -> None:
    answers(reminded, "please quit texting me")
    read_conversation(reminded)
    reminded.waits_for("Did they ask us to stop? Decide by")
    reminded.press("Stop these")

    reminded.open("/patients/p-cleo")
    reminded.sees("Asked us to stop")


@pytest.mark.shows("N3")
def test_a_cancel_after_a_reminder_stops_texts_and_leaves_the_visit(reminded: Desk) -> None:
    answers(reminded, "CANCEL")
    read_conversation(reminded)

    reminded.waits_for("Look at this appointment")
    reminded.open(f"/schedule?date={tomorrow()}")
    reminded.sees_not("Cancelled")


@pytest.mark.shows("S4")
def test_a_reply_at_balance_nothing_is_kept_and_paid_by_the_next_purchase(
    open_desk: OpenDesk,
) -> None:
    desk = remind_max(open_desk(credits=3))
    answers(desk, "We will bring the forms")
    desk.open("/inbox")
    desk.waits_for("1 reply not paid yet")

    purchase = desk.system.do("POST", "/api/v1/purchases", {"plan": "1500"})
    paid = {"event": "paid"}
    desk.system.do("POST", f"/outbox/purchases/{purchase['id']}/pretend", paid)

    desk.open("/inbox")
    desk.waits_for(re.compile("Each reply you receive(?![\\s\\S]*not paid yet)"))
    assert desk.system.balance()["available"] == 1_497


@pytest.mark.shows("P4")
def test_staff_answer_for_the_price_on_the_button(reminded: Desk) -> None:
    answers(reminded, "Is there parking?")
    reminded.open("/inbox")
    reminded.waits_for("Is there parking?")
    reminded.follow("Max Hart")

    reminded.type("Your answer", "Yes, behind the house.")
    reminded.press("Send for 3 credits")

    reminded.waits_for("Yes, behind the house.")
    assert MAXS_NUMBER not in reminded.page.url
    reminded.open("/inbox")
    reminded.sees_not("Unread")


@pytest.mark.shows("P4", "S4")
def test_a_shared_number_names_everybody_and_an_unknown_one_is_there_too(desk: Desk) -> None:
    zoe = MAX.replace("p-cleo,Cleo", "p-zoe,Zoe")
    desk.system.has(MAX, MAXS_SECOND, zoe)

    answers(desk, "Is there parking?")
    answers(desk, "Who is this?", number="+12125550177")

    desk.open("/inbox")
    desk.sees("Each reply you receive: 3 credits (STOP, HELP, START free)")
    desk.waits_for("Who is this?")
    desk.waits_for("Is there parking?")
    desk.follow("Max Hart")
    desk.sees("Who is this about?")
    for name in ("Cleo Hart", "Ida Hart", "Zoe Hart"):
        desk.sees(name)


@pytest.mark.shows("O1")
def test_a_call_is_confirmed_by_the_second_key(desk: Desk) -> None:
    desk.system.has(JO)
    books(desk, visit("a1", "p-ida", at="10:00"))
    remind(desk)
    calls = desk.system.all_of("/outbox.json", to="+12125550137", channel="phone")

    for _ in range(2):
        desk.system.pretends(calls[0], "pressed_1")

    desk.open(f"/schedule?date={tomorrow()}")
    desk.waits_for("Confirmed")


@pytest.mark.shows("O1")
def test_the_link_of_a_reminder_confirms_only_when_pressed(desk: Desk) -> None:
    desk.system.has(ANA)
    books(desk, visit("a1", "p-lena", at="10:00"))
    remind(desk)
    (email, *_) = desk.system.all_of("/outbox.json", to="ana@example.com", channel="email")
    link = re.search(r"\S+/confirm/\S+", email["body_text"])
    assert link, email["body_text"]

    desk.page.goto(link[0])
    desk.look()
    assert desk.page.get_by_role("button").count() == 1
    desk.press("")

    desk.open(f"/schedule?date={tomorrow()}")
    desk.waits_for("Confirmed")
