"""A period: both ends included, in the practice’s zone, forward, and not too long."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.periods import BadPeriod, Period, local_day, read_period

NEW_YORK = ZoneInfo("America/New_York")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def test_the_last_second_of_the_last_day_is_in_and_the_next_is_out():
    last = datetime(2026, 12, 1, 4, 59, 59, tzinfo=UTC)

    assert NOVEMBER.holds(local_day(last, zone=NEW_YORK))
    assert last < NOVEMBER.end(NEW_YORK)
    assert not NOVEMBER.holds("2026-12-01")
    assert NOVEMBER.holds("2026-11-01")
    assert not NOVEMBER.holds("")


@pytest.mark.parametrize(
    ("first", "last", "field", "problem"),
    [
        (date(2026, 11, 2), date(2026, 11, 1), "to", "on or after From"),
        (date(2025, 11, 1), date(2026, 11, 2), "to", "at most 12 months"),
        (date(1, 1, 1), date(2026, 11, 2), "from", "after 1999"),
        (date(2026, 1, 1), date(9999, 12, 31), "to", "after 1999"),
    ],
)
def test_what_cannot_be_reported_on_is_said(first, last, field, problem):
    with pytest.raises(BadPeriod) as caught:
        read_period(first=first, last=last)

    assert caught.value.field == field
    assert problem in caught.value.problem


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 1), date(2026, 11, 1)),
        (date(2025, 11, 24), date(2026, 11, 23)),
        (date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_a_day_or_a_year_is_fine(first, last):
    assert read_period(first=first, last=last) == Period(first, last)


@given(
    at=st.datetimes(
        min_value=datetime(2026, 10, 20),  # noqa: DTZ001 - hypothesis wants it naive
        max_value=datetime(2026, 12, 10),  # noqa: DTZ001
        timezones=st.just(UTC),
    )
)
def test_a_moment_is_in_the_days_exactly_if_it_is_between_the_ends(at):
    within = NOVEMBER.start(NEW_YORK) <= at < NOVEMBER.end(NEW_YORK)

    assert NOVEMBER.holds(local_day(at, zone=NEW_YORK)) is within
