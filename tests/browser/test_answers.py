"""People answer, and staff read it: confirmed, stopped, asked about, put aside."""

import re

import pytest

from tests.browser.conftest import OpenDesk
from tests.browser.desk import Desk
from tests.browser.families import ANA, JO, MAX, books, made, remind, tomorrow, visit
from tests.journeys.opening import text_number_of

pytestmark = [pytest.mark.journey, pytest.mark.browser]
MAXS_NUMBER = "+12125550136"
MAXS_SECOND = MAX.replace("p-cleo,Cleo", "p-ida,Ida")


def answers(desk: Desk, words: str, *, times: int = 1, number: str = MAXS_NUMBER) -> None:
    """What the family of Cleo, or somebody, texts back to this very practice."""
    ours = text_number_of(desk.system.practice_id)
    told = {"from": number, "to": ours, "text": words, "times": times}
    desk.system.do("POST", "/outbox/reply", told)


@pytest.mark.shows("S4", "O1")
def test_a_reply_confirms_that_very_visit_and_costs_once(desk: Desk) -> None:
    desk.system.has(MAX)
    books(desk, visit("a1", "p-cleo", at="10:00"))
    remind(desk)

    answers(desk, "1", times=3)

    desk.open(f"/schedule?date={tomorrow()}")
    desk.waits_for("Confirmed")
    desk.open("/inbox")
    desk.waits_for("Max Hart")
    received = [entry for entry in desk.system.ledger() if entry["kind"] == "received"]
    assert [entry["spent"] for entry in received] == [3]


@pytest.mark.shows("O1")
def test_with_two_open_visits_it_asks_which_one(desk: Desk) -> None:
    desk.system.has(MAX, MAXS_SECOND)
    books(desk, visit("a1", "p-cleo", at="10:00"), visit("a2", "p-ida", at="10:20"))
    remind(desk)

    answers(desk, "C")
    desk.open("/inbox")
    desk.waits_for("Max Hart")
    desk.follow("Max Hart")
    desk.waits_for("Which one?")
    answers(desk, "ALL")

    desk.open(f"/schedule?date={tomorrow()}")
    desk.waits_for(re.compile("Confirmed[\\s\\S]*Confirmed"))


@pytest.mark.shows("P1", "S4")
def test_a_stop_holds_at_once_and_is_confirmed_once(desk: Desk) -> None:
    desk.system.has(MAX)
    books(desk, visit("a1", "p-cleo", at="10:00"))
    remind(desk)
    before = desk.system.balance()["available"]

    answers(desk, "Stop!", times=2)
    desk.open("/inbox")
    desk.waits_for("Max Hart")
    made(desk)

    desk.sees("No message to send.")
    desk.sees("Asked us to stop")
    texts = [item["body_text"] for item in desk.system.all_of("/outbox.json", to=MAXS_NUMBER)]
    ours = [text for text in texts if "no more texts" in text.lower() and "Elm Court" in text]
    assert len(ours) >= 1
    assert desk.system.balance()["available"] == before


@pytest.mark.shows("N4")
def test_any_words_that_ask_to_stop_wait_for_staff_to_decide(desk: Desk) -> None:
    desk.system.has(MAX)
    books(desk, visit("a1", "p-cleo", at="10:00"))
    remind(desk)

    answers(desk, "please quit texting me")
    desk.open("/inbox")
    desk.waits_for("Max Hart")
    desk.follow("Max Hart")
    desk.sees("Did they ask us to stop? Decide by")
    desk.press("Stop these")

    desk.open("/patients/p-cleo")
    desk.sees("Asked us to stop")


@pytest.mark.shows("N3")
def test_a_cancel_after_a_reminder_stops_texts_and_leaves_the_visit(desk: Desk) -> None:
    desk.system.has(MAX)
    books(desk, visit("a1", "p-cleo", at="10:00"))
    remind(desk)

    answers(desk, "CANCEL")
    desk.open("/inbox")
    desk.waits_for("Max Hart")
    desk.follow("Max Hart")

    desk.sees("Look at this appointment")
    desk.open(f"/schedule?date={tomorrow()}")
    desk.sees_not("Cancelled")


@pytest.mark.shows("S4")
def test_a_reply_at_balance_nothing_is_kept_and_paid_by_the_next_purchase(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk(credits=3)
    desk.system.has(MAX)
    books(desk, visit("a1", "p-cleo", at="10:00"))
    remind(desk)
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
def test_staff_answer_for_the_price_on_the_button(desk: Desk) -> None:
    desk.system.has(MAX)
    books(desk, visit("a1", "p-cleo", at="10:00"))
    remind(desk)
    answers(desk, "Is there parking?")
    desk.open("/inbox")
    desk.waits_for("Is there parking?")
    desk.follow("Max Hart")

    desk.type("Your answer", "Yes, behind the house.")
    desk.press("Send for 3 credits")

    desk.waits_for("Yes, behind the house.")
    assert MAXS_NUMBER not in desk.page.url
    desk.open("/inbox")
    desk.sees_not("Unread")


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
