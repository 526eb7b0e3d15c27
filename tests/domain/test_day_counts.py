"""A day holds what left on it, and what waits since staff pressed Send on it."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Block, Count, CountKey, fold, total
from chalicelib.domain.day_counts import FEW, on_its_day, shares_of
from chalicelib.domain.messages import Message, MessageStatus, ShownStatus

NEW_YORK = ZoneInfo("America/New_York")
LATE = datetime(2026, 11, 24, 4, 59, 30, tzinfo=UTC)
"""23:59:30 of the 23rd in New York."""
QUEUED = Message("maple", "c", 0, 0, MessageStatus.QUEUED, method=ContactMethod.TEXT)
SENT = replace(QUEUED, status=MessageStatus.SENT, billed=True, at={"sent": LATE})
SKIPPED = replace(QUEUED, status=MessageStatus.SKIPPED, reason="no_contact", method=None)


def shares(rows, *, before=(), pressed_on="2026-11-23"):
    numbered = [replace(row, number=number) for number, row in enumerate(rows)]
    counts = fold(numbered, zone=NEW_YORK, is_released=True)
    block = Block("maple", "c", 0, counts=counts, marks=7)
    return shares_of(
        block,
        before=fold(before, zone=NEW_YORK, is_released=True),
        rows=numbered,
        pressed_on=pressed_on,
        zone=NEW_YORK,
    )


def test_half_a_minute_before_midnight_is_still_that_day() -> None:
    (share,) = shares([SENT])

    assert share.day == "2026-11-23"
    assert share.counts == {
        CountKey("2026-11-23", ContactMethod.TEXT, ShownStatus.SENT): Count(1, 3)
    }
    assert share.marks == 7


def test_what_waits_stands_on_the_day_of_sending_and_what_was_skipped_on_none() -> None:
    first, second = shares([QUEUED, SENT, SKIPPED], pressed_on="2026-11-20")

    assert (first.day, second.day) == ("2026-11-20", "2026-11-23")
    assert [key.status for key in first.counts] == [ShownStatus.QUEUED]
    assert [key.status for key in second.counts] == [ShownStatus.SENT]


def test_a_day_of_which_nothing_is_left_is_emptied() -> None:
    first, second = shares([SENT], before=[QUEUED], pressed_on="2026-11-20")

    assert (first.day, first.counts) == ("2026-11-20", {})
    assert second.day == "2026-11-23"


def test_rare_messages_are_found_by_their_numbers_and_many_are_not() -> None:
    bounced = replace(SENT, rank=6, at={**SENT.at, "failed": LATE})
    (share,) = shares([*[SENT] * (FEW + 1), bounced, bounced])
    rare, many = (
        CountKey("2026-11-23", ContactMethod.TEXT, status)
        for status in (ShownStatus.FAILED, ShownStatus.SENT)
    )

    assert share.numbers([rare]) == (FEW + 1, FEW + 2)
    assert share.numbers([rare, many]) is None


ROWS = some.lists(
    some.builds(
        lambda row, method, hours: replace(
            row,
            method=method if row.method else None,
            at={name: at.replace(hour=hours) for name, at in row.at.items()},
        ),
        some.sampled_from([QUEUED, SENT, SKIPPED]),
        some.sampled_from(ContactMethod),
        some.integers(0, 23),
    ),
    max_size=60,
)


@given(ROWS)
def test_shares_hold_every_message_of_a_day_once(rows: list[Message]) -> None:
    held = total(share.counts for share in shares(rows))
    counts = fold(rows, zone=NEW_YORK, is_released=True)
    placed = ((on_its_day(key, pressed_on="2026-11-23"), count) for key, count in counts.items())

    assert held == {key: count for key, count in placed if key is not None}
