"""What staff read of a message follows from its own status and from receipts in any order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.delivery import FLAGS, RANKS, DeliveryEvent, Receipt
from chalicelib.domain.messages import (
    DELIVERED_STATUSES,
    FINAL,
    NOT_DELIVERED_STATUSES,
    WAITING_STATUSES,
    Message,
    MessageStatus,
    NoSuchMessage,
    ShownStatus,
    last_event,
    message_id,
    read_message_id,
    shown_status,
)
from chalicelib.exchange.receive import with_receipts

NOW = datetime(2026, 11, 23, 14, 41, tzinfo=UTC)
OF_CHANNEL = {
    Channel.EMAIL: ContactMethod.EMAIL,
    Channel.TEXT: ContactMethod.TEXT,
    Channel.PHONE: ContactMethod.PHONE,
}


def message(channel: Channel = Channel.EMAIL, **changes: object) -> Message:
    held = {"status": MessageStatus.SENT, "at": {"sent": NOW}, **changes}
    return Message("demo", "C1", 0, 1, method=OF_CHANNEL[channel], **held)  # type: ignore[arg-type]


def test_a_message_but_for_some_things_is_what_replacing_them_makes() -> None:
    before = message(own="one", attempt=1)
    assert before.id == "C1-0000-00001"

    after = before.but(own="two", attempt=2, at={**before.at, "claimed": NOW})

    assert after == replace(before, own="two", attempt=2, at={**before.at, "claimed": NOW})
    assert (before.own, before.attempt, after.id) == ("one", 1, before.id)


def receipts(*events: DeliveryEvent) -> list[Receipt]:
    return [
        Receipt("demo", "C1-0000-00001", event, NOW + timedelta(seconds=place))
        for place, event in enumerate(events)
    ]


@pytest.mark.parametrize("channel", Channel)
def test_the_order_and_number_of_receipts_do_not_matter(channel):
    events = [event for event in DeliveryEvent if event in RANKS[channel]][:4]

    seen = set()
    for order in permutations(events):
        row = message(channel)
        for event in (*order, order[0]):
            row = with_receipts(row, receipts(event))
        seen.add(shown_status(row, is_released=True))

    assert len(seen) == 1


@pytest.mark.parametrize(
    ("channel", "events", "status"),
    [
        (Channel.EMAIL, [], ShownStatus.SENT),
        (Channel.EMAIL, ["delayed"], ShownStatus.DELAYED),
        (Channel.EMAIL, ["delivered", "delayed"], ShownStatus.DELIVERED),
        (Channel.EMAIL, ["delivered", "hard_bounce"], ShownStatus.BOUNCED),
        (Channel.EMAIL, ["hard_bounce", "delivered"], ShownStatus.BOUNCED),
        (Channel.EMAIL, ["complaint", "hard_bounce"], ShownStatus.COMPLAINED),
        (Channel.EMAIL, ["soft_bounce", "delivered"], ShownStatus.DELIVERED),
        (Channel.EMAIL, ["opened"], ShownStatus.SENT),
        (Channel.TEXT, ["pending", "failed", "delivered"], ShownStatus.FAILED),
        (Channel.TEXT, ["carrier_accepted"], ShownStatus.SENT),
        (Channel.PHONE, ["started"], ShownStatus.SENT),
        (Channel.PHONE, ["busy"], ShownStatus.NO_ANSWER),
        (Channel.PHONE, ["answered", "no_answer"], ShownStatus.ANSWERED),
        (Channel.PHONE, ["answered", "heard"], ShownStatus.DELIVERED),
        (Channel.PHONE, ["heard", "confirmed", "answered"], ShownStatus.CONFIRMED),
        (Channel.PHONE, ["failed"], ShownStatus.FAILED),
    ],
)
def test_the_news_that_outranks_the_others_is_shown(channel, events, status):
    row = with_receipts(message(channel), receipts(*map(DeliveryEvent, events)))

    assert shown_status(row, is_released=True) is status


@pytest.mark.parametrize(
    ("status", "is_released", "shown"),
    [
        (MessageStatus.QUEUED, False, ShownStatus.READY),
        (MessageStatus.QUEUED, True, ShownStatus.QUEUED),
        (MessageStatus.SENDING, True, ShownStatus.SENDING),
        (MessageStatus.SKIPPED, True, ShownStatus.SKIPPED),
        (MessageStatus.FAILED, True, ShownStatus.FAILED),
        (MessageStatus.UNKNOWN, True, ShownStatus.UNKNOWN),
        (MessageStatus.CANCELLED, True, ShownStatus.CANCELLED),
    ],
)
def test_without_being_sent_its_own_status_is_shown(status, is_released, shown):
    assert shown_status(message(status=status), is_released=is_released) is shown


@given(
    channel=st.sampled_from(Channel),
    events=st.lists(st.sampled_from(DeliveryEvent), max_size=8),
)
def test_receipts_never_lower_a_rank_or_touch_the_bill(channel, events):
    row = message(channel)

    for event in events:
        before, row = row, with_receipts(row, receipts(event))
        assert row.rank >= before.rank
        assert row.flags >= before.flags
        assert (row.status, row.billed, row.attempt) == (
            before.status,
            before.billed,
            before.attempt,
        )
        assert shown_status(row, is_released=True) in ShownStatus

    if row.rank:
        assert last_event(row) is not None


def test_flags_stand_beside_the_ranks():
    assert not any(FLAGS & ranks.keys() for ranks in RANKS.values())


def test_the_groups_of_the_reports_do_not_overlap():
    groups = (DELIVERED_STATUSES, NOT_DELIVERED_STATUSES, WAITING_STATUSES)

    assert sum(map(len, groups)) == len(frozenset().union(*groups))
    assert MessageStatus.QUEUED not in FINAL
    assert MessageStatus.SENDING not in FINAL


@pytest.mark.parametrize(
    ("changes", "credits", "cost"),
    [
        ({"billed": True}, 1, 1),
        ({}, 1, 0),
        ({"status": MessageStatus.SKIPPED}, 0, 0),
        ({"status": MessageStatus.UNKNOWN}, 1, 0),
    ],
)
def test_what_it_costs_and_what_it_did_cost(changes, credits, cost):
    row = message(**changes)

    assert (row.credits, row.cost) == (credits, cost)


@given(block=st.integers(0, 9999), number=st.integers(0, 99999))
def test_an_id_is_read_back_as_it_was_written(block, number):
    written = message_id("01JABCDEFGHJKMNPQRSTVWXYZ0", block=block, number=number)

    assert read_message_id(written) == ("01JABCDEFGHJKMNPQRSTVWXYZ0", block, number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "C1",
        "C1-",
        "C1-1",
        "C1-1-",
        "C1--1",
        "-1-1",
        "C1-x-1",
        "C1-1-1-1",
        "C1-١-1",
        "C1-" + "9" * 99 + "-1",
    ],
)
def test_what_is_no_id_is_no_message(text):
    with pytest.raises(NoSuchMessage):
        read_message_id(text)
