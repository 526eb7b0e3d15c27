"""Each practice hears of its week once: on Monday at seven, on its own clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.periods import Period
from chalicelib.exchange.weeks import due_now, may_tell
from tests.given import MAPLE, Exchange

LAST_WEEK = Period(date(2026, 11, 16), date(2026, 11, 22))


@pytest.mark.parametrize(
    ("zone", "at", "is_due"),
    [
        ("America/New_York", datetime(2026, 11, 23, 12, 5, tzinfo=UTC), True),
        ("America/New_York", datetime(2026, 11, 23, 11, 59, tzinfo=UTC), False),
        ("America/New_York", datetime(2026, 11, 23, 13, 0, tzinfo=UTC), False),
        ("America/New_York", datetime(2026, 11, 24, 12, 5, tzinfo=UTC), False),
        ("Pacific/Honolulu", datetime(2026, 11, 23, 17, 5, tzinfo=UTC), True),
        ("Asia/Kolkata", datetime(2026, 11, 23, 1, 35, tzinfo=UTC), True),
    ],
)
def test_seven_oclock_is_the_practices_own(
    exchange: Exchange, zone: str, at: datetime, is_due: bool
) -> None:
    held = exchange.records.practice(MAPLE)
    exchange.records.save_practice(replace(held, zone=zone))

    due = [period for _, period in due_now(exchange.parts, at=at)]

    assert due == ([LAST_WEEK] if is_due else [])


def test_a_week_is_told_once(exchange: Exchange) -> None:
    at = exchange.now

    assert may_tell(exchange.parts, MAPLE, LAST_WEEK, at=at)
    assert not may_tell(exchange.parts, MAPLE, LAST_WEEK, at=at + timedelta(minutes=30))
    next_week = Period(LAST_WEEK.first + timedelta(days=7), LAST_WEEK.last + timedelta(days=7))
    assert may_tell(exchange.parts, MAPLE, next_week, at=at + timedelta(days=7))
