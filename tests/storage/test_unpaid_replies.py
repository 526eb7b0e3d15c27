"""Replies on the ledger, fake and real: debited once, or waiting until they can be."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.credits import Balance, Entry, EntryKind, NotEnoughCredits
from tests.storage.places import Stores

AT = datetime(2026, 11, 23, 14, 41, tzinfo=UTC)


def reply(practice: str, number: int) -> Entry:
    return Entry(
        practice_id=practice,
        kind=EntryKind.RECEIVED,
        cause_id=f"reply{number}",
        caused_at=AT + timedelta(minutes=number),
        recorded_at=AT,
        actor="provider",
        available=-3,
        spent=3,
    )


def given(stores: Stores, practice: str, credits_given: int) -> None:
    stores.credits.adjust(
        Entry(practice, EntryKind.ADJUSTMENT, "opening", AT, AT, "system", available=credits_given)
    )


def test_a_reply_is_debited_once(stores: Stores, practice: str) -> None:
    given(stores, practice, 10)

    told = [stores.credits.receive(reply(practice, 1)) for _ in range(3)]

    assert told == [True, False, False]
    assert stores.credits.balance(practice) == Balance(available=7, spent=3, entries=2)


@pytest.mark.parametrize("held", [None, 0, 2])
def test_without_enough_nothing_changes(stores: Stores, practice: str, held: int | None) -> None:
    if held is not None:
        given(stores, practice, held)
    before = stores.credits.balance(practice)

    with pytest.raises(NotEnoughCredits) as refused:
        stores.credits.receive(reply(practice, 1))

    assert (refused.value.needed, refused.value.available) == (3, held or 0)
    assert stores.credits.balance(practice) == before


def test_what_waits_is_found_oldest_first_and_no_longer_once_it_is_paid(
    stores: Stores, practice: str
) -> None:
    for number in (2, 1, 3, 1):
        stores.credits.keep_unpaid(reply(practice, number))

    waiting = stores.credits.unpaid(practice, limit=10)
    assert waiting == tuple(reply(practice, number) for number in (1, 2, 3))
    assert stores.credits.unpaid(practice, limit=2) == waiting[:2]
    assert practice in stores.credits.practices_with_unpaid(limit=1_000)

    given(stores, practice, 6)
    for entry in waiting[:2]:
        assert stores.credits.receive(entry)

    assert stores.credits.unpaid(practice, limit=10) == waiting[2:]
    assert stores.credits.balance(practice).available == 0


def test_replies_that_were_paid_for_are_found_by_when_they_came(
    stores: Stores, practice: str
) -> None:
    given(stores, practice, 100)
    for number in (3, 1, 2):
        stores.credits.receive(reply(practice, number))
    stores.credits.keep_unpaid(reply(practice, 4))

    found = stores.credits.received(practice, since=AT + timedelta(minutes=2))

    assert found == (reply(practice, 2), reply(practice, 3))


def test_one_that_was_paid_before_it_was_kept_as_unpaid_is_not_paid_again(
    stores: Stores, practice: str
) -> None:
    given(stores, practice, 10)
    stores.credits.receive(reply(practice, 1))
    stores.credits.keep_unpaid(reply(practice, 1))

    assert not stores.credits.receive(reply(practice, 1))

    assert stores.credits.unpaid(practice, limit=10) == ()
    assert stores.credits.balance(practice).available == 7
