"""The nightly sum: silent as long as all adds up, and exact where it does not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.credits import Entry, EntryKind
from chalicelib.exchange.reconcile import is_stuck, reconcile
from tests.given import MAPLE, MONDAY, Exchange


@pytest.fixture
def busy(exchange: Exchange) -> Exchange:
    """100 credits; one campaign is done, one is under way, one only made."""
    opening = Entry(
        practice_id=MAPLE,
        kind=EntryKind.ADJUSTMENT,
        cause_id="opening-balance",
        caused_at=MONDAY,
        recorded_at=MONDAY,
        actor="opening balance",
        available=100,
    )
    exchange.credits.adjust(opening)
    for name in ("ana", "ben", "cleo"):
        exchange.given_family(name)
    exchange.when_all_is_done(exchange.when_created())
    exchange.now += timedelta(days=1)
    exchange.when_sent(exchange.when_created(tells_again=True))
    exchange.now += timedelta(days=1)
    exchange.when_created()
    return exchange


def rules(exchange: Exchange) -> list[tuple[str, int]]:
    found = reconcile(exchange.parts, MAPLE, at=exchange.now)
    return [(each.rule, each.credits) for each in found]


def test_what_adds_up_is_not_spoken_of(busy: Exchange) -> None:
    assert rules(busy) == []


@pytest.mark.parametrize("column", ["available", "reserved", "spent", "owed"])
def test_a_balance_that_is_not_its_entries_is_found(busy: Exchange, column: str) -> None:
    held = busy.credits.balance(MAPLE)
    busy.credits._balances[MAPLE] = replace(held, **{column: getattr(held, column) + 7})

    assert (f"{column}_is_the_sum_of_its_entries", 7) in rules(busy)


def test_a_balance_below_zero_is_found(busy: Exchange) -> None:
    busy.credits._balances[MAPLE] = replace(busy.credits.balance(MAPLE), available=-1)

    assert ("available_is_never_below_zero", 1) in rules(busy)


def test_a_reservation_without_its_campaign_is_found(busy: Exchange) -> None:
    for key, campaign in list(busy.campaigns.campaigns.items()):
        if campaign.sent_at and not campaign.finished_at:
            del busy.campaigns.campaigns[key]

    assert rules(busy) == [("reserved_is_what_is_under_way", 9)]


def test_a_message_that_was_billed_without_its_batch_knowing_is_found(busy: Exchange) -> None:
    (done,) = (each for each in busy.campaigns.campaigns.values() if each.finished_at)
    for row in busy.rows(done).values():
        if row.cost == 3:
            busy.campaigns.held[(MAPLE, row.id)] = replace(row, billed=False)
            break

    assert rules(busy) == [("batches_are_the_sum_of_messages", 3)]


def test_a_campaign_that_says_another_price_than_the_ledger_is_found(busy: Exchange) -> None:
    for key, campaign in list(busy.campaigns.campaigns.items()):
        if campaign.finished_at:
            busy.campaigns.campaigns[key] = replace(campaign, settled=8)

    found = dict(rules(busy))
    assert found["spent_is_what_was_settled"] == 1
    assert found["settled_is_the_sum_of_batches"] == 1


def test_what_waits_for_hours_where_it_should_move_is_stuck(busy: Exchange) -> None:
    (sending,) = (
        each for each in busy.campaigns.campaigns.values() if each.sent_at and not each.finished_at
    )
    busy.when_swept()
    two_hours = timedelta(hours=2)

    def stuck() -> bool:
        return is_stuck(busy.parts, sending, at=busy.now, after=two_hours)

    assert not stuck()
    busy.now += timedelta(hours=3)
    assert stuck()
