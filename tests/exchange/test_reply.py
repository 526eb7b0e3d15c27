"""A text that comes back: once, whatever happens, and what it asks for is done at once."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from chalicelib.domain.appointments import AppointmentStatus
from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.credits import EntryKind
from chalicelib.domain.letters import Refused, TextLetter
from chalicelib.domain.messages import MessageStatus, ShownStatus, shown_status
from chalicelib.domain.preferences import Need
from chalicelib.domain.replies import Incoming, Meaning, Reply
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.ports import NoAnswer
from chalicelib.exchange.purchase import PaymentEvent, buy, payment_told
from chalicelib.exchange.reply import NobodysNumber, receive_reply
from tests.fakes.outside import no_answer
from tests.given import MAPLE, REACHED_BY, Exchange, practice
from tests.interrupted import Killed, dying

BEN = REACHED_BY["ben"][1]
OURS = "+12125550190"
IDS = count(1)


@pytest.fixture(autouse=True)
def number(exchange: Exchange) -> None:
    held = exchange.records.practice(MAPLE)
    exchange.records.save_practice(replace(held, text_number=OURS))


def texted(exchange: Exchange, text: str, *, number: str = BEN, told: str = "") -> Reply:
    incoming = Incoming(told or f"in-{next(IDS)}", number, OURS, text, exchange.now)
    return receive_reply(exchange.parts, incoming)


def reminded(exchange: Exchange, *patients: str, hours: int = 30) -> Campaign:
    """Ben’s families have visits, and got a text for each."""
    exchange.given_credits(100)
    exchange.given_family("ben", patients=patients)
    for place, patient in enumerate(patients):
        starts_at = exchange.now + timedelta(hours=hours, minutes=20 * place)
        exchange.given_appointment(patient, starts_at=starts_at)
    campaign = exchange.when_created(need=Need.APPOINTMENT)
    return exchange.when_all_is_done(campaign)


def went_out(exchange: Exchange) -> list[str]:
    """The texts that leave after the answers are swept and delivered."""
    before = len(exchange.senders[Channel.TEXT].taken)
    exchange.when_swept()
    exchange.when_delivered()
    exchange.when_swept()
    taken = exchange.senders[Channel.TEXT].taken[before:]
    return [letter.text for letter in taken if isinstance(letter, TextLetter)]


def stops(exchange: Exchange, number: str = BEN) -> dict[StopKind, Stop]:
    return {each.kind: each for each in exchange.records.stops(MAPLE, [number])[number]}


def visit(exchange: Exchange, patient: str) -> Any:
    return exchange.records.appointments(MAPLE, [f"visit-{patient}"])[f"visit-{patient}"]


def test_stop_ends_all_texts_at_once_and_is_confirmed_by_one_text(exchange: Exchange) -> None:
    exchange.given_family("ben")

    texted(exchange, "Stop.")
    texted(exchange, "STOP")

    assert stops(exchange)[StopKind.TEXTS].source == "text"
    (confirmed,) = went_out(exchange)
    assert "no more texts" in confirmed
    assert exchange.credits.balance(MAPLE).entries == 0


def test_a_text_that_waits_is_skipped_after_stop_and_its_credits_return(exchange: Exchange) -> None:
    exchange.given_credits(50)
    exchange.given_family("ben")
    campaign = exchange.when_created()
    exchange.when_sent(campaign)
    exchange.when_swept()

    texted(exchange, "unsubscribe")
    exchange.when_delivered()
    exchange.when_swept()

    assert exchange.rows(campaign)["ben"].reason == "asked_to_stop"
    assert exchange.credits.balance(MAPLE).available == 50


def test_a_stop_is_not_confirmed_when_it_would_be_too_late(exchange: Exchange) -> None:
    exchange.given_family("ben")
    texted(exchange, "STOP")

    exchange.now += timedelta(minutes=6)

    assert went_out(exchange) == []
    assert StopKind.TEXTS in stops(exchange)


def test_start_lifts_the_stop_of_the_same_person_and_is_on_record_as_consent(
    exchange: Exchange,
) -> None:
    exchange.given_family("ben")
    texted(exchange, "STOP")
    exchange.now += timedelta(minutes=10)

    texted(exchange, "start")

    assert stops(exchange) == {}
    said = exchange.records.consents(MAPLE, contact_ids=[], addresses=[BEN])
    assert [(each.kind.value, each.scope.value) for each in said] == [
        ("withdrawn", "texts"),
        ("given", "texts"),
    ]


def test_start_takes_the_number_off_the_carriers_own_list_too(exchange: Exchange) -> None:
    exchange.given_family("ben")
    texted(exchange, "STOP")

    texted(exchange, "START", told="same")
    texted(exchange, "START", told="same")

    assert exchange.carrier.asked == [BEN]
    assert stops(exchange) == {}


def test_start_lifts_what_the_carrier_told_us_of_the_same_person(exchange: Exchange) -> None:
    exchange.given_credits(50)
    exchange.given_family("ben")
    exchange.senders[Channel.TEXT].answers = lambda _letter: Refused("opted_out")
    exchange.when_all_is_done(exchange.when_created())
    assert stops(exchange)[StopKind.TEXTS].source == "provider"
    exchange.senders[Channel.TEXT].answers = lambda _letter: None

    texted(exchange, "START")

    assert (exchange.carrier.asked, stops(exchange)) == ([BEN], {})
    assert len(went_out(exchange)) == 1


def test_what_the_carrier_does_not_take_off_yet_it_refuses_and_that_is_mirrored(
    exchange: Exchange,
) -> None:
    exchange.given_family("ben")
    exchange.carrier.answers = lambda _number: False
    texted(exchange, "STOP")
    exchange.senders[Channel.TEXT].answers = lambda _letter: Refused("opted_out")

    texted(exchange, "START")

    assert stops(exchange) == {}
    assert went_out(exchange) == []
    assert stops(exchange)[StopKind.TEXTS].source == "provider"


def test_a_start_that_the_carrier_does_not_answer_comes_again(exchange: Exchange) -> None:
    exchange.given_family("ben")
    texted(exchange, "STOP")
    exchange.carrier.answers = no_answer

    with pytest.raises(NoAnswer):
        texted(exchange, "START", told="same")
    assert StopKind.TEXTS in stops(exchange)
    exchange.carrier.answers = lambda _number: True
    texted(exchange, "START", told="same")

    assert stops(exchange) == {}
    assert len(exchange.records.consents(MAPLE, contact_ids=[], addresses=[BEN])) == 2


def test_start_lifts_no_stop_that_staff_recorded(exchange: Exchange) -> None:
    exchange.given_family("ben")
    exchange.records.add_stop(Stop(MAPLE, BEN, StopKind.TEXTS, exchange.now, "desk"))

    texted(exchange, "START")

    assert stops(exchange)[StopKind.TEXTS].source == "desk"
    assert exchange.carrier.asked == []


def test_a_start_that_comes_late_lifts_no_stop_that_was_asked_for_again(
    exchange: Exchange,
) -> None:
    exchange.given_family("ben")
    texted(exchange, "STOP")
    started_at = exchange.now + timedelta(minutes=1)
    exchange.now += timedelta(minutes=2)
    texted(exchange, "STOP")

    receive_reply(exchange.parts, Incoming("late", BEN, OURS, "START", started_at))

    assert stops(exchange)[StopKind.TEXTS].last_at == exchange.now
    said = exchange.records.consents(MAPLE, contact_ids=[], addresses=[BEN])
    assert [each.kind.value for each in said] == ["withdrawn", "given", "withdrawn"]


@pytest.mark.parametrize("text", ["STOP", "please quit texting me"])
def test_a_stop_that_comes_late_does_not_outlive_the_start_after_it(
    exchange: Exchange, text: str
) -> None:
    exchange.given_family("ben")
    asked_at = exchange.now
    exchange.now += timedelta(minutes=1)
    texted(exchange, "START")

    receive_reply(exchange.parts, Incoming("late", BEN, OURS, text, asked_at))

    assert stops(exchange) == {}
    assert not any("no more texts" in each for each in went_out(exchange))


def test_a_start_that_is_heard_while_a_stop_is_recorded_has_the_last_word(
    exchange: Exchange,
) -> None:
    exchange.given_family("ben")
    asked_at, started_at = exchange.now, exchange.now + timedelta(seconds=5)
    late = Incoming("late", BEN, OURS, "STOP", asked_at)
    add_stop = exchange.records.add_stop

    def just_after_the_first_look(stop: Stop, **said: Any) -> bool:
        receive_reply(exchange.parts, Incoming("start", BEN, OURS, "START", started_at))
        return add_stop(stop, **said)

    exchange.records.add_stop = just_after_the_first_look  # type: ignore[method-assign]
    receive_reply(exchange.parts, late)

    assert stops(exchange) == {}


def test_a_start_that_comes_late_leaves_the_wish_that_staff_are_to_decide(
    exchange: Exchange,
) -> None:
    exchange.given_family("ben")
    started_at = exchange.now
    exchange.now += timedelta(minutes=1)
    texted(exchange, "please quit texting me")

    receive_reply(exchange.parts, Incoming("late", BEN, OURS, "START", started_at))

    (talk,) = exchange.records.talks.values()
    assert talk.decide_by is not None
    assert StopKind.PAUSED in stops(exchange)


def test_yes_opts_nobody_in(exchange: Exchange) -> None:
    exchange.given_family("ben")
    texted(exchange, "STOP")

    texted(exchange, "YES")

    assert StopKind.TEXTS in stops(exchange)


def test_help_is_answered_once_an_hour_and_costs_nothing(exchange: Exchange) -> None:
    texted(exchange, "HELP")
    texted(exchange, "help?")

    (answer,) = went_out(exchange)
    assert "212-555-0100" in answer
    assert exchange.credits.balance(MAPLE).spent == 0


def test_asking_in_ones_own_words_pauses_texts_and_calls_until_staff_decide(
    exchange: Exchange,
) -> None:
    exchange.given_family("ben")

    reply = texted(exchange, "please quit texting me")

    assert reply.meaning is Meaning.ASKED_TO_STOP
    assert set(stops(exchange)) == {StopKind.PAUSED}
    held = exchange.records.conversation(MAPLE, reply.conversation_id)
    assert held is not None
    assert (held.rank, held.decide_by) == (3, (exchange.now + timedelta(days=14)).date())


def test_a_reply_costs_its_rate_once_even_if_told_five_times(exchange: Exchange) -> None:
    exchange.given_credits(10)

    for _ in range(5):
        texted(exchange, "What time is it?", told="same")

    balance = exchange.credits.balance(MAPLE)
    assert (balance.available, balance.spent) == (7, 3)
    (held,) = exchange.records.conversations(MAPLE, limit=10).items
    assert held.unread == 1


def test_a_rate_of_nothing_costs_nothing(exchange: Exchange) -> None:
    held = exchange.records.practice(MAPLE)
    exchange.records.save_practice(replace(held, credits_per_reply=0))

    texted(exchange, "What time is it?")

    assert exchange.credits.balance(MAPLE).entries == 0


def test_replies_without_credits_are_kept_and_paid_oldest_first_by_the_next_purchase(
    exchange: Exchange,
) -> None:
    for text in ("one", "two", "three"):
        texted(exchange, f"question {text}")
        exchange.now += timedelta(minutes=1)
    assert len(exchange.credits.unpaid(MAPLE, limit=10)) == 3

    purchase = buy(exchange.parts, practice_id=MAPLE, plan_id="1500", by="riley", at=exchange.now)
    for _ in range(2):
        payment_told(
            exchange.parts, purchase_ref=purchase.id, event=PaymentEvent.PAID, at=exchange.now
        )

    assert exchange.credits.balance(MAPLE).available == 1_500 - 9
    assert exchange.credits.unpaid(MAPLE, limit=10) == ()
    kinds = [each.kind for each in exchange.credits.entries(MAPLE, limit=10).items]
    assert kinds.count(EntryKind.RECEIVED) == 3


def test_as_many_as_the_credits_allow_are_paid_oldest_first(exchange: Exchange) -> None:
    first = texted(exchange, "question one")
    exchange.now += timedelta(minutes=1)
    second = texted(exchange, "question two")
    exchange.given_credits(4)

    exchange.when_swept()

    assert [each.cause_id for each in exchange.credits.unpaid(MAPLE, limit=9)] == []
    assert {first.id, second.id} == {
        each.cause_id
        for each in exchange.credits.entries(MAPLE, limit=9).items
        if each.kind is EntryKind.RECEIVED
    }


@pytest.mark.parametrize("word", ["1", "C", "Confirm", "Sí", "yes"])
def test_a_yes_after_a_reminder_confirms_that_appointment(exchange: Exchange, word: str) -> None:
    campaign = reminded(exchange, "amy")

    texted(exchange, word)

    held = visit(exchange, "amy")
    assert held.status is AppointmentStatus.CONFIRMED
    assert (held.confirmed_by, held.confirmed_at) == ("text", exchange.now)
    row = exchange.rows(campaign)["ben"]
    assert shown_status(row, is_released=True) is ShownStatus.CONFIRMED


def test_with_two_open_appointments_it_is_asked_which_one_and_the_letter_decides(
    exchange: Exchange,
) -> None:
    reminded(exchange, "amy", "art")

    texted(exchange, "1")
    (question,) = went_out(exchange)
    texted(exchange, "b")

    assert "Reply A Amy" in question
    assert ", or ALL" in question
    assert visit(exchange, "amy").status is AppointmentStatus.BOOKED
    assert visit(exchange, "art").status is AppointmentStatus.CONFIRMED


def test_all_confirms_all(exchange: Exchange) -> None:
    reminded(exchange, "amy", "art")
    texted(exchange, "C")

    texted(exchange, "ALL")

    assert visit(exchange, "amy").status is AppointmentStatus.CONFIRMED
    assert visit(exchange, "art").status is AppointmentStatus.CONFIRMED


def test_reschedule_changes_nothing_and_tells_staff(exchange: Exchange) -> None:
    reminded(exchange, "amy")

    reply = texted(exchange, "R")

    assert visit(exchange, "amy").status is AppointmentStatus.BOOKED
    held = exchange.records.conversation(MAPLE, reply.conversation_id)
    assert held is not None
    assert held.flagged == reply.message_ids != ()


def test_cancel_after_a_reminder_ends_texts_and_staff_look_at_the_visit(exchange: Exchange) -> None:
    reminded(exchange, "amy")

    reply = texted(exchange, "CANCEL")

    assert visit(exchange, "amy").status is AppointmentStatus.BOOKED
    assert StopKind.TEXTS in stops(exchange)
    held = exchange.records.conversation(MAPLE, reply.conversation_id)
    assert held is not None
    assert (held.flagged, held.unread) == (reply.message_ids, 1)
    assert len(went_out(exchange)) == 1


def test_a_yes_to_nothing_waits_for_staff(exchange: Exchange) -> None:
    exchange.given_family("ben")

    assert texted(exchange, "1").meaning is Meaning.OTHER


def test_at_night_one_answer_says_that_nobody_reads_it(exchange: Exchange) -> None:
    exchange.given_family("ben")
    exchange.now = datetime.fromisoformat("2026-11-23T21:00:00-05:00")

    texted(exchange, "is the office open?")
    exchange.now += timedelta(hours=5)
    texted(exchange, "hello?")

    (answer,) = went_out(exchange)
    assert "Nobody reads this now. Emergency: 911" in answer


def test_by_day_nobody_is_answered_by_a_machine(exchange: Exchange) -> None:
    exchange.now = datetime.fromisoformat("2026-11-23T11:00:00-05:00")

    texted(exchange, "is the office open?")

    assert went_out(exchange) == []


def test_a_number_of_nobody_is_somebodys_to_look_at(exchange: Exchange) -> None:
    exchange.records.save_practice(replace(practice(), id="oak", text_number="+16175550190"))

    with pytest.raises(NobodysNumber):
        receive_reply(exchange.parts, Incoming("in", BEN, "+19995550000", "hello", exchange.now))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("text", ["STOP", "START", "please quit texting me", "1", "when is it?"])
def test_a_worker_killed_at_any_call_leaves_nothing_twice_and_nothing_undone(
    text: str, *, after: bool
) -> None:
    for at_call in count():
        exchange = Exchange()
        held = exchange.records.practice(MAPLE)
        exchange.records.save_practice(replace(held, text_number=OURS))
        reminded(exchange, "amy")
        before = exchange.credits.balance(MAPLE).available
        told = Incoming("in", BEN, OURS, text, exchange.now)

        try:
            receive_reply(dying(exchange.parts, at_call=at_call, after=after), told)
            was_killed = False
        except Killed:
            was_killed = True
        for _ in range(2):
            reply = receive_reply(exchange.parts, told)

        assert exchange.credits.balance(MAPLE).available == before - reply.credits
        (talk,) = exchange.records.talks.values()
        assert talk.unread == (0 if text in ("STOP", "START", "1") else 1)
        assert exchange.records.replies[MAPLE, "in"].is_handled
        assert len(went_out(exchange)) == (1 if text in ("STOP", "START") else 0)
        confirmed = visit(exchange, "amy").status is AppointmentStatus.CONFIRMED
        assert confirmed is (text == "1")
        assert (StopKind.TEXTS in stops(exchange)) is (text == "STOP")
        assert all(
            each.state is CampaignState.DONE for each in exchange.campaigns.campaigns.values()
        )
        assert not any(
            row.status is MessageStatus.QUEUED for row in exchange.campaigns.held.values()
        )
        if not was_killed:
            return
