"""One number hears from a practice once a day and three times a week, whatever is sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.campaigns import Campaign, WrongState
from chalicelib.domain.caps import Caps, Slot, Slots
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.goes_at import Rule
from chalicelib.domain.letters import NotTaken, Refused
from chalicelib.domain.messages import MessageStatus
from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.exceed_caps import exceed_caps
from chalicelib.exchange.look import when_it_goes
from tests.given import MAPLE, MONDAY, Exchange

BEN = "+12125550134"
NEEDS = (Need.RECALL, Need.BILLING, Need.RESULTS, Need.ANNOUNCEMENT)


@pytest.fixture
def ben(exchange: Exchange) -> Exchange:
    exchange.given_credits(100)
    exchange.given_family("ben", patients=("bea", "bo"))
    return exchange


def sent(ben: Exchange, need: Need) -> Campaign:
    return ben.when_all_is_done(ben.when_created(need=need))


def the_next_day(ben: Exchange) -> None:
    ben.now += timedelta(days=1)
    for _ in range(3):
        ben.when_swept()
        ben.when_delivered()


def test_brothers_and_sisters_of_one_campaign_do_not_block_each_other(ben: Exchange) -> None:
    sent(ben, Need.RECALL)

    assert ben.sent_to == [BEN, BEN]


def test_a_second_campaign_of_the_day_is_held_until_tomorrow_and_says_so(ben: Exchange) -> None:
    sent(ben, Need.RECALL)

    second = sent(ben, Need.BILLING)

    row = ben.rows(second)["ben"]
    assert (row.status, row.reason) == (MessageStatus.QUEUED, "over_cap")
    goes = when_it_goes(ben.parts, second, row)
    assert goes is not None
    assert goes.rule is Rule.OVER_CAP
    assert goes.at.isoformat() == "2026-11-24T09:00:00-05:00"

    the_next_day(ben)

    assert ben.sent_to == [BEN] * 4


def test_calls_and_texts_count_together(ben: Exchange) -> None:
    ben.given_family("cleo", methods={ContactMethod.PHONE: BEN}, preferred=Choice.PHONE)

    sent(ben, Need.RECALL)

    assert len(ben.sent_to) == 3
    second = sent(ben, Need.BILLING)
    assert {row.status for row in ben.rows(second).values()} == {MessageStatus.QUEUED}


def test_the_fourth_of_a_week_waits_until_the_first_is_a_week_ago(ben: Exchange) -> None:
    for need in NEEDS[:3]:
        sent(ben, need)
        ben.now += timedelta(days=1)

    fourth = sent(ben, NEEDS[3])

    held_until = ben.rows(fourth)["ben"].held_until
    assert held_until is not None
    assert held_until.date() == (MONDAY + timedelta(days=7)).date()


def test_over_the_cap_and_too_late_for_the_visit_it_is_left_out_for_nothing(
    ben: Exchange,
) -> None:
    for patient_id in ("bea", "bo"):
        ben.given_appointment(patient_id, starts_at=MONDAY + timedelta(hours=6))
    sent(ben, Need.RECALL)
    before = ben.credits.balance(MAPLE).available

    second = sent(ben, Need.APPOINTMENT)

    assert ben.rows(second)["ben"].reason == "too_many_messages"
    assert ben.credits.balance(MAPLE).available == before


def test_what_the_provider_refuses_counts_nothing(ben: Exchange) -> None:
    sender = ben.senders[Channel.TEXT]
    sender.answers = lambda _: Refused("no_such_number")
    sent(ben, Need.RECALL)
    sender.answers = lambda _: None

    sent(ben, Need.BILLING)

    assert len(ben.sent_to) == 2


def test_what_was_handed_back_goes_later_that_day(ben: Exchange) -> None:
    sender = ben.senders[Channel.TEXT]
    sender.answers = lambda _: NotTaken("throttled")
    campaign = sent(ben, Need.RECALL)
    sender.answers = lambda _: None

    ben.now += timedelta(minutes=2)
    for _ in range(3):
        ben.when_swept()
        ben.when_delivered()

    assert ben.rows(campaign)["ben"].status is MessageStatus.SENT


def test_a_practice_may_do_without(ben: Exchange) -> None:
    practice = ben.records.practice(MAPLE)
    ben.records.save_practice(replace(practice, caps=Caps(0, 0)))

    for need in NEEDS:
        sent(ben, need)

    assert len(ben.sent_to) == 8


def test_slots_are_free_again_only_for_whoever_held_them() -> None:
    day = MONDAY.date()
    slots = Slots().with_slots([Slot(day, "c1", "c1-0#1"), Slot(day, "c1", "c1-0#2")], today=day)

    freed = slots.without(["c1-0#1"])

    assert [slot.claim for slot in freed.taken] == ["c1-0#2"]
    assert not freed.has_room(day, campaign_id="c2", caps=Caps())
    assert freed.without(["c1-0#2"]).has_room(day, campaign_id="c2", caps=Caps())


def test_an_administrator_may_let_one_campaign_go_beyond_and_is_on_record(ben: Exchange) -> None:
    sent(ben, Need.RECALL)
    second = ben.when_created(need=Need.BILLING)

    for _ in range(2):
        exempt = exceed_caps(
            ben.parts, practice_id=MAPLE, campaign_id=second.id, by="riley", at=ben.now
        )
    ben.when_all_is_done(exempt)
    third = sent(ben, Need.RESULTS)

    assert ben.sent_to == [BEN] * 4
    assert ben.rows(third)["ben"].reason == "over_cap"
    acts = [row for row in ben.audit.rows if row.act == "exceeded_caps"]
    assert [(row.actor, row.subject) for row in acts] == [("riley", second.id)]
    with pytest.raises(WrongState):
        exceed_caps(ben.parts, practice_id=MAPLE, campaign_id=second.id, by="jo", at=ben.now)
