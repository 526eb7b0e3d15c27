"""Whose week is to be told of now, to whom, and that it is told once."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.exchange.addresses_to_correct import addresses_to_correct
from chalicelib.exchange.ports import NoSuchPractice, Parts

MONDAY = 0
TOLD_AT = 7
"""The hour of the practice’s own clock."""
REMEMBERED = timedelta(days=8)
LOOKED_AT = 100
A_WEEK = timedelta(days=7)


def due_now(parts: Parts, *, at: datetime) -> Iterator[tuple[Practice, Period]]:
    """Practices on whose clock it is Monday at seven, with the week that has ended."""
    for practice_id in parts.records.practices():
        try:
            practice = parts.records.practice(practice_id)
        except NoSuchPractice:
            continue
        there = at.astimezone(practice.time_zone)
        if there.weekday() == MONDAY and there.hour == TOLD_AT:
            yield practice, week_before(there.date())


def week_before(monday: date) -> Period:
    return Period(monday - A_WEEK, monday - timedelta(days=1))


def may_tell(parts: Parts, practice_id: str, period: Period, *, at: datetime) -> bool:
    """
    True for the first who asks, once for each practice and week.

    Written down before anything is sent: whoever dies in between leaves a week untold, and never
    told twice.
    """
    name = f"week:{practice_id}:{period.first.isoformat()}"
    return parts.leases.lock(name, own=parts.new_id(), until=at + REMEMBERED, at=at)


def to_correct(parts: Parts, practice_id: str) -> int:
    """Addresses that nothing can reach until corrected; of many, the newest hundred."""
    found = addresses_to_correct(parts, practice_id, limit=LOOKED_AT, cursor=None)
    return sum(1 for each in found.items if each.is_wrong)


def managers(parts: Parts, practice_id: str) -> Sequence[str]:
    """Emails of those who look after the practice’s settings and staff."""
    staff = parts.records.colleagues(practice_id)
    return [each.email for each in staff if each.may("admin") and each.email]
