"""Receipts in any order and any number: what is known only grows."""

from datetime import timedelta
from itertools import permutations

import pytest

from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.messages import Message, ShownStatus, shown_status
from chalicelib.domain.stops import StopKind
from chalicelib.exchange.addresses_to_correct import addresses_to_correct
from chalicelib.exchange.correct_contact import use_again
from chalicelib.exchange.receive import receive
from chalicelib.exchange.unsubscribe import unsubscribe
from tests.given import MAPLE, REACHED_BY, Exchange


@pytest.fixture
def sent(exchange: Exchange) -> Exchange:
    """Ana, Ben and Cleo were sent something."""
    exchange.given_family("ana")
    exchange.given_family("ben")
    exchange.given_family("cleo")
    exchange.given_credits(100)
    exchange.when_all_is_done(exchange.when_created())
    return exchange


def row_of(exchange: Exchange, contact_id: str) -> Message:
    return next(row for row in exchange.campaigns.held.values() if row.contact_id == contact_id)


def told(exchange: Exchange, contact_id: str, *events: DeliveryEvent) -> int:
    row = row_of(exchange, contact_id)
    return receive(
        exchange.parts,
        [
            Receipt(MAPLE, row.id, event, exchange.now + timedelta(seconds=number))
            for number, event in enumerate(events)
        ],
    )


def test_a_delivery_turns_exactly_that_row_delivered(sent: Exchange) -> None:
    before = row_of(sent, "cleo")

    told(sent, "ana", DeliveryEvent.DELIVERED)

    assert shown_status(row_of(sent, "ana"), is_released=True) is ShownStatus.DELIVERED
    assert row_of(sent, "cleo") == before


@pytest.mark.parametrize(
    "order",
    list(permutations([DeliveryEvent.SENT, DeliveryEvent.DELIVERED, DeliveryEvent.HARD_BOUNCE])),
)
def test_a_bounce_outranks_a_delivery_in_any_order(
    sent: Exchange, order: tuple[DeliveryEvent, ...]
) -> None:
    for event in order:
        told(sent, "ana", event)

    assert shown_status(row_of(sent, "ana"), is_released=True) is ShownStatus.BOUNCED


def test_a_second_receipt_changes_nothing(sent: Exchange) -> None:
    assert told(sent, "ana", DeliveryEvent.DELIVERED) == 1
    before = row_of(sent, "ana")

    assert told(sent, "ana", DeliveryEvent.DELIVERED) == 0

    assert row_of(sent, "ana") == before


def test_a_hard_bounce_suppresses_the_address(sent: Exchange) -> None:
    told(sent, "ana", DeliveryEvent.HARD_BOUNCE)

    (stop,) = sent.records.stops(MAPLE, ["ana@example.com"])["ana@example.com"]
    assert stop.kind is StopKind.HARD_BOUNCE


def test_a_late_repeat_does_not_suppress_a_corrected_address_again(sent: Exchange) -> None:
    told(sent, "ana", DeliveryEvent.HARD_BOUNCE)
    sent.records.clear_stop(MAPLE, address="ana@example.com", kind=StopKind.HARD_BOUNCE)

    told(sent, "ana", DeliveryEvent.HARD_BOUNCE)

    assert not sent.records.stops(MAPLE, ["ana@example.com"]).get("ana@example.com")


@pytest.mark.parametrize(
    ("who", "number", "kind"),
    [
        ("ben", REACHED_BY["ben"][1], StopKind.NOT_FOR_TEXTS),
        ("cleo", "+12125550135", StopKind.NOT_FOR_CALLS),
    ],
)
def test_a_number_that_does_not_exist_is_to_be_corrected_and_not_used_again(
    sent: Exchange, who: str, number: str, kind: StopKind
) -> None:
    row = row_of(sent, who)
    gone = Receipt(MAPLE, row.id, DeliveryEvent.FAILED, sent.now, reason="no_such_number")

    receive(sent.parts, [gone])

    (stop,) = sent.records.stops(MAPLE, [number])[number]
    assert stop.kind is kind
    (listed,) = addresses_to_correct(sent.parts, MAPLE, limit=9, cursor=None).items
    assert (listed.contact.id, listed.method, listed.is_wrong) == (who, row.method, True)
    sent.now += timedelta(days=40)
    again = sent.when_created()
    assert again.skipped == {"no_such_number": 1}
    use_again(
        sent.parts, practice_id=MAPLE, contact_id=who, method=listed.method, by="jo", at=sent.now
    )
    assert not sent.records.stops(MAPLE, [number]).get(number)


@pytest.mark.parametrize("reason", ["not_reachable", "carrier_unreachable", "blocked", ""])
def test_what_may_pass_is_no_fault_of_the_number(sent: Exchange, reason: str) -> None:
    row = row_of(sent, "ben")

    receive(sent.parts, [Receipt(MAPLE, row.id, DeliveryEvent.FAILED, sent.now, reason=reason)])

    assert not sent.records.stops(MAPLE, [row.to]).get(row.to)


def test_key_nine_stops_calls_to_the_number(sent: Exchange) -> None:
    told(sent, "cleo", DeliveryEvent.ANSWERED, DeliveryEvent.STOP_CALLS)

    (stop,) = sent.records.stops(MAPLE, ["+12125550135"])["+12125550135"]
    assert stop.kind is StopKind.CALLS


def test_news_that_names_only_a_call_finds_its_message(sent: Exchange) -> None:
    row = row_of(sent, "cleo")
    sent.owners["contact-7"] = (MAPLE, row.id)

    receive(
        sent.parts,
        [Receipt("", "", DeliveryEvent.NO_ANSWER, sent.now, "no_answer", "contact-7")],
    )

    assert shown_status(row_of(sent, "cleo"), is_released=True) is ShownStatus.NO_ANSWER


def test_news_of_what_is_not_ours_is_passed_over(sent: Exchange) -> None:
    nobody = Receipt(MAPLE, "no-such-message", DeliveryEvent.DELIVERED, sent.now)
    stranger = Receipt("", "", DeliveryEvent.ANSWERED, sent.now, "", "contact-of-others")

    assert receive(sent.parts, [nobody, stranger]) == 0


def test_unsubscribing_stops_announcements_to_that_address(sent: Exchange) -> None:
    row = row_of(sent, "ana")

    unsubscribe(sent.parts, practice_id=MAPLE, message_id=row.id, at=sent.now)
    unsubscribe(sent.parts, practice_id=MAPLE, message_id=row.id, at=sent.now)

    (stop,) = sent.records.stops(MAPLE, ["ana@example.com"])["ana@example.com"]
    assert stop.kind is StopKind.UNSUBSCRIBED
    assert "unsubscribed" in row_of(sent, "ana").flags


def test_news_folds_into_the_counts_at_the_next_sweep(sent: Exchange) -> None:
    told(sent, "ana", DeliveryEvent.DELIVERED)

    sent.when_swept()

    row = row_of(sent, "ana")
    (block,) = sent.campaigns.blocks(MAPLE, row.campaign_id)
    counted = {key.status: count.messages for key, count in block.counts.items()}
    assert counted[ShownStatus.DELIVERED] == 1
    assert not sent.campaigns.stale_blocks(limit=9)


def test_news_told_again_after_a_death_still_counts(sent: Exchange) -> None:
    mark_stale = sent.campaigns.mark_stale
    sent.campaigns.mark_stale = _dies  # type: ignore[method-assign]
    with pytest.raises(RuntimeError):
        told(sent, "ana", DeliveryEvent.DELIVERED)
    sent.campaigns.mark_stale = mark_stale  # type: ignore[method-assign]

    told(sent, "ana", DeliveryEvent.DELIVERED)
    sent.when_swept()

    (block,) = sent.campaigns.blocks(MAPLE, row_of(sent, "ana").campaign_id)
    assert ShownStatus.DELIVERED in {key.status for key in block.counts}


def _dies(*told: object, **more: object) -> None:
    raise RuntimeError("the worker was killed")
