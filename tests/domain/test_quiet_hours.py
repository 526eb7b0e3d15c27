"""When somebody may be texted or called: the floor, the practice, the state, and summer time."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.places import ZONES_OF_STATE
from chalicelib.domain.quiet_hours import (
    ALWAYS,
    DEFAULT_HOURS,
    STATE_RULES,
    Hours,
    Place,
    Window,
    read_window,
)

EASTERN, PACIFIC = "America/New_York", "America/Los_Angeles"
ZONES = sorted({zone for zones in ZONES_OF_STATE.values() for zone in zones} | {"Europe/London"})
RECIPIENTS = 10_000
WIDEST = Hours(8, 21)

places = st.builds(Place, st.sampled_from(ZONES), st.sampled_from(["", *STATE_RULES]))
windows = st.builds(Window, st.lists(places, min_size=1, max_size=3).map(tuple))
moments = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001  (hypothesis wants them without a zone)
    max_value=datetime(2028, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
hours = st.builds(Hours, st.integers(8, 12), st.integers(14, 21))


def is_lawful(window: Window, at: datetime, practice: Hours) -> bool:
    """The rules once more, said another way."""
    for place in window.places:
        local = at.astimezone(ZoneInfo(place.zone))
        minute = local.hour * 60 + local.minute
        first, last = max(practice.opens, 8) * 60, min(practice.closes, 21) * 60
        if place.state in ("CT", "FL", "MA", "MD", "MS", "NJ", "OK", "WA"):
            last = min(last, 20 * 60)
        if place.state == "CT":
            first = max(first, 9 * 60)
        if place.state == "TX":
            first = max(first, (12 if local.isoweekday() == 7 else 9) * 60)
        if not first <= minute < last:
            return False
    return True


@given(windows, moments, hours)
def test_it_is_open_exactly_when_every_rule_of_every_place_allows(window, at, practice) -> None:
    assert window.is_open(at, practice_hours=practice) == is_lawful(window, at, practice)


@given(windows, moments, hours)
def test_it_opens_at_the_first_lawful_moment_and_not_a_minute_later(window, at, practice) -> None:
    opens = window.opens_at(at, practice_hours=practice)

    if opens is None:
        steps = range(0, 8 * 24 * 60, 20)
        assert not any(is_lawful(window, at + timedelta(minutes=m), practice) for m in steps)
        return
    assert is_lawful(window, opens, practice)
    assert opens == at or not is_lawful(window, opens - timedelta(minutes=1), practice)
    before = [at + timedelta(minutes=m) for m in range(int((opens - at).total_seconds() // 60))]
    assert not any(is_lawful(window, each, practice) for each in before[::20])


def test_ten_thousand_recipients_at_any_moment_are_reached_in_their_hours_or_later() -> None:
    random = Random(47)  # noqa: S311  (it decides what is tried)
    for _ in range(RECIPIENTS):
        state = random.choice(sorted(ZONES_OF_STATE))
        zones = random.sample(
            ZONES_OF_STATE[state], k=random.randint(1, len(ZONES_OF_STATE[state]))
        )
        kept = state if state in STATE_RULES else ""
        window = Window(tuple(Place(zone, kept) for zone in zones))
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(
            seconds=random.randrange(2 * 365 * 86_400)
        )

        opens = window.opens_at(at, practice_hours=DEFAULT_HOURS)

        assert opens is not None, f"{window.key} at {at} is lost"
        assert is_lawful(window, opens, DEFAULT_HOURS)
        assert opens - at < timedelta(days=2)


@pytest.mark.parametrize(
    ("zone", "night", "opens"),
    [
        # The nights in which clocks go forward and back: nine in the morning stays nine.
        (EASTERN, "2026-03-07T22:00:00-05:00", "2026-03-08T09:00:00-04:00"),
        (EASTERN, "2026-10-31T22:00:00-04:00", "2026-11-01T09:00:00-05:00"),
        (PACIFIC, "2026-03-07T22:00:00-08:00", "2026-03-08T09:00:00-07:00"),
        ("America/Phoenix", "2026-03-07T22:00:00-07:00", "2026-03-08T09:00:00-07:00"),
        ("Pacific/Honolulu", "2026-07-01T05:00:00-10:00", "2026-07-01T09:00:00-10:00"),
    ],
)
def test_nine_in_the_morning_is_by_the_clock_on_their_wall(zone, night, opens) -> None:
    window = Window((Place(zone),))

    found = window.opens_at(datetime.fromisoformat(night), practice_hours=DEFAULT_HOURS)

    assert found == datetime.fromisoformat(opens)


def test_in_the_evening_the_east_waits_and_the_west_does_not() -> None:
    evening = datetime.fromisoformat("2026-11-24T20:30:00-05:00")

    east = Window((Place(EASTERN),)).opens_at(evening, practice_hours=DEFAULT_HOURS)
    west = Window((Place(PACIFIC),)).opens_at(evening, practice_hours=DEFAULT_HOURS)

    assert east == datetime.fromisoformat("2026-11-25T09:00:00-05:00")
    assert west == evening


def test_texas_sleeps_until_noon_on_sunday() -> None:
    window = Window((Place("America/Chicago", "TX"),))
    sunday = datetime.fromisoformat("2026-11-22T09:30:00-06:00")

    found = window.opens_at(sunday, practice_hours=WIDEST)

    assert found == datetime.fromisoformat("2026-11-22T12:00:00-06:00")


def test_a_practice_cannot_widen_the_floor() -> None:
    window = Window((Place(EASTERN),))
    early = datetime.fromisoformat("2026-11-24T07:59:00-05:00")

    assert not window.is_open(early, practice_hours=Hours(0, 24))
    assert window.is_open(early + timedelta(minutes=1), practice_hours=Hours(0, 24))


def test_places_without_a_common_hour_never_open() -> None:
    window = Window((Place("America/New_York"), Place("Asia/Tokyo")))

    assert window.opens_at(datetime(2026, 11, 24, tzinfo=UTC), practice_hours=Hours(9, 15)) is None


def test_without_a_place_it_is_always_open() -> None:
    night = datetime(2026, 11, 24, 3, tzinfo=UTC)

    assert ALWAYS.opens_at(night, practice_hours=DEFAULT_HOURS) == night
    assert read_window("") == ALWAYS


@given(windows)
def test_a_window_is_read_back_as_it_was_kept(window) -> None:
    assert read_window(window.key) == window
    assert read_window(window.batch_key).batch_key == window.batch_key
