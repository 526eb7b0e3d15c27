"""When somebody reads the inbox, day by day, where the practice is."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.open_hours import Day, OpenHours

NEW_YORK = ZoneInfo("America/New_York")
HOURS = OpenHours((Day(), Day(time(7, 30), time(12)), None, Day(), Day(), None, None))
MONDAY = 23


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(MONDAY, 7, 59), False),
        (at(MONDAY, 8), True),
        (at(MONDAY, 16, 59), True),
        (at(MONDAY, 17), False),
        (at(MONDAY + 1, 7, 30), True),
        (at(MONDAY + 1, 12), False),
        (at(MONDAY + 2, 10), False),
    ],
)
def test_each_day_has_its_own_hours(moment: datetime, is_open: bool) -> None:
    assert HOURS.is_open(moment, zone=NEW_YORK) is is_open


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        (at(MONDAY, 18), MONDAY),
        (at(MONDAY + 1, 7, 29), MONDAY),
        (at(MONDAY + 1, 13), MONDAY + 1),
        (at(MONDAY + 2, 1, 30), MONDAY + 1),
        (at(MONDAY + 2, 8), MONDAY + 2),
    ],
)
def test_a_night_lasts_until_somebody_comes(moment: datetime, night: int) -> None:
    assert HOURS.night(moment, zone=NEW_YORK) == date(2026, 11, night)
