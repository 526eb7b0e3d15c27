"""The inbox: what waits is on top, and everything that staff do about it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.letters import TextLetter
from chalicelib.domain.preferences import Need
from chalicelib.domain.replies import Incoming, Reply
from chalicelib.domain.stops import StopKind
from chalicelib.exchange.reply import receive_reply
from tests.given import MAPLE, REACHED_BY
from tests.routes.desk import Desk, open_desk

BEN = REACHED_BY["ben"][1]
OURS = "+12125550190"
IDS = count(1)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        held = desk.exchange.records.practice(MAPLE)
        desk.exchange.records.save_practice(replace(held, text_number=OURS))
        desk.exchange.given_family("ben", patients=("amy", "art"))
        desk.exchange.given_credits(100)
        yield desk


def texted(desk: Desk, text: str, *, number: str = BEN) -> Reply:
    desk.exchange.now += timedelta(minutes=1)
    told = Incoming(f"in{next(IDS)}", number, OURS, text, desk.exchange.now)
    return receive_reply(desk.exchange.parts, told)


def texts_sent(desk: Desk) -> list[str]:
    desk.exchange.when_swept()
    desk.exchange.when_delivered()
    desk.exchange.when_swept()
    taken = desk.exchange.senders[Channel.TEXT].taken
    return [letter.text for letter in taken if isinstance(letter, TextLetter)]


def test_before_anybody_has_texted_back_it_says_so(desk: Desk) -> None:
    browser = desk.browser("pat")

    browser.open("/inbox")

    assert "Nobody has texted back yet." in browser.page.text
    assert "Each reply you receive: 3 credits" in browser.page.text


def test_what_waits_longest_for_a_decision_or_sounds_urgent_is_on_top(desk: Desk) -> None:
    texted(desk, "please quit texting me", number="+12125550161")
    texted(desk, "she cannot breathe", number="+12125550162")
    texted(desk, "what time is it?")
    browser = desk.browser("pat")

    browser.open("/personalized-messages")
    browser.follow("Inbox (3 unread)")

    rows = browser.page.table("Conversations").rows
    assert [row[2] for row in rows] == [
        "please quit texting me",
        "she cannot breathe",
        "what time is it?",
    ]
    assert "Decide by" in rows[0][4]
    assert "Urgent words" in rows[1][4]
    assert rows[2][0] == "Ben"
    assert rows[2][1] == "Amy Ortiz and Art Ortiz"


def test_a_number_stands_in_no_address(desk: Desk) -> None:
    reply = texted(desk, "what time is it?")
    browser = desk.browser()
    browser.open("/inbox")

    browser.follow("Ben")

    assert browser.path == f"/inbox/{reply.conversation_id}"
    assert "Who is this about?" in browser.page.text
    assert "what time is it?" in browser.page.text


def test_an_answer_is_a_text_for_three_credits_and_is_sent_once(desk: Desk) -> None:
    reply = texted(desk, "what time is it?")
    browser = desk.browser("jo")
    browser.open(f"/inbox/{reply.conversation_id}")
    form = browser.page.form("Send for 3 credits")
    pairs = form.filled("Send for 3 credits", text="At {{ 9 }}, see you")

    browser.post(form, pairs)
    browser.post(form, pairs)

    assert "Your answer is on its way." in browser.page.text
    assert texts_sent(desk) == ["At {{ 9 }}, see you"]
    balance = desk.exchange.credits.balance(MAPLE)
    assert (balance.available, balance.spent) == (94, 6)
    browser.open("/inbox")
    assert "Unread" not in browser.page.text


def test_an_answer_without_credits_or_words_is_not_sent(desk: Desk) -> None:
    reply = texted(desk, "what time is it?")
    desk.exchange.given_credits(2)
    browser = desk.browser("jo")
    browser.open(f"/inbox/{reply.conversation_id}")

    browser.press("Send for 3 credits", text="At nine")
    assert "You are 1 credit short" in browser.page.text
    browser.press("Send for 3 credits", text=" ")

    assert "Enter at most 1,000 characters" in browser.page.text
    assert texts_sent(desk) == []


def test_who_stopped_texts_is_not_texted(desk: Desk) -> None:
    reply = texted(desk, "STOP")
    browser = desk.browser("jo")

    browser.open(f"/inbox/{reply.conversation_id}")

    assert "They stopped all texts to this number." in browser.page.text
    assert "Send for" not in browser.text


def test_a_confirmation_that_came_too_late_is_not_shown_as_said(desk: Desk) -> None:
    reply = texted(desk, "STOP")
    desk.exchange.now += timedelta(minutes=6)
    assert texts_sent(desk) == []
    browser = desk.browser("jo")

    browser.open(f"/inbox/{reply.conversation_id}")

    assert "Not sent: too late to confirm the stop" in browser.page.text


def test_a_confirmation_in_time_is_shown_as_said(desk: Desk) -> None:
    reply = texted(desk, "STOP")
    assert len(texts_sent(desk)) == 1
    browser = desk.browser("jo")

    browser.open(f"/inbox/{reply.conversation_id}")

    assert "Not sent" not in browser.page.text


def test_a_stop_that_is_accepted_holds_for_texts_and_calls(desk: Desk) -> None:
    reply = texted(desk, "please quit texting me")
    browser = desk.browser("jo")
    browser.open(f"/inbox/{reply.conversation_id}")

    browser.press("Stop these")

    stops = desk.exchange.records.stops(MAPLE, [BEN])[BEN]
    assert {each.kind for each in stops} == {StopKind.TEXTS, StopKind.CALLS}
    assert "Decide by" not in browser.page.text


def test_what_was_no_stop_is_paused_no_longer(desk: Desk) -> None:
    reply = texted(desk, "please quit texting me")
    browser = desk.browser("jo")
    browser.open(f"/inbox/{reply.conversation_id}")

    browser.press("It was not a stop")

    assert desk.exchange.records.stops(MAPLE, [BEN])[BEN] == ()
    assert "Decide by" not in browser.page.text


def test_somebody_looks_after_it_and_is_done(desk: Desk) -> None:
    reply = texted(desk, "what time is it?")
    browser = desk.browser("jo")
    browser.open(f"/inbox/{reply.conversation_id}")

    browser.press("I look after it")
    assert "with J. Kim" in browser.page.text
    browser.press("Mark as done")

    assert browser.path == "/inbox"
    assert "Unread" not in browser.page.text


def test_a_visit_that_somebody_wants_to_move_is_shown(desk: Desk) -> None:
    desk.exchange.given_appointment("amy", starts_at=desk.exchange.now + timedelta(hours=30))
    desk.exchange.when_all_is_done(desk.exchange.when_created(need=Need.APPOINTMENT))
    reply = texted(desk, "CANCEL")
    browser = desk.browser("pat")

    browser.open(f"/inbox/{reply.conversation_id}")

    assert "Look at this appointment" in browser.page.text
    assert "Amy Ortiz" in browser.page.text


def test_who_may_only_look_cannot_answer_or_decide(desk: Desk) -> None:
    reply = texted(desk, "please quit texting me")
    browser = desk.browser("pat")

    browser.open(f"/inbox/{reply.conversation_id}")

    assert "Stop these" not in browser.text
    assert "Send for" not in browser.text


def test_another_practice_finds_no_such_conversation(desk: Desk) -> None:
    held = desk.exchange.records.practice(MAPLE)
    desk.exchange.records.save_practice(replace(held, id="oak", text_number="", version=0))
    reply = texted(desk, "what time is it?")
    browser = desk.browser("riley", practice_id="oak")

    browser.open(f"/inbox/{reply.conversation_id}")

    assert browser.status == 404


def test_usage_statistics_tell_what_replies_did_cost(desk: Desk) -> None:
    texted(desk, "what time is it?")
    texted(desk, "and where?")
    browser = desk.browser()

    browser.open("/usage-statistics")

    assert browser.page.table("Credits used").rows[0][4] == "6 credits"
    assert browser.page.table("Credits used").rows[0][7] == "6"
