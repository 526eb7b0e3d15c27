"""The days that a report is about, both ends included, in the practice’s own time zone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EARLIEST = date(2000, 1, 1)
LATEST = date(2999, 12, 31)


class BadPeriod(ValueError):
    """These days cannot be reported on; `field` is the one to mend: from or to."""

    def __init__(self, *, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field
        self.problem = problem


@dataclass(frozen=True)
class Period:
    """From the first day’s midnight to the last second of the last day."""

    first: date
    last: date

    def holds(self, day: str) -> bool:
        """Whether a local day (2026-11-23; empty: never) lies within."""
        return day != "" and self.first.isoformat() <= day <= self.last.isoformat()

    def start(self, zone: ZoneInfo) -> datetime:
        """The first moment of it."""
        return datetime.combine(self.first, time.min, tzinfo=zone)

    def end(self, zone: ZoneInfo) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time.min, tzinfo=zone)


def read_period(*, first: date, last: date) -> Period:
    """:raises BadPeriod: if it runs backwards, or is longer than 12 months."""
    if not EARLIEST <= first <= LATEST:
        raise BadPeriod(field="from", problem="Choose a date after 1999.")
    if not EARLIEST <= last <= LATEST:
        raise BadPeriod(field="to", problem="Choose a date after 1999.")
    if last < first:
        raise BadPeriod(field="to", problem="To must be on or after From.")
    if (last.year - 1, last.month, last.day) > (first.year, first.month, first.day):
        raise BadPeriod(field="to", problem="Choose at most 12 months.")
    return Period(first, last)


def local_day(at: datetime, *, zone: ZoneInfo) -> str:
    """The day as counts are kept: 2026-11-23."""
    return at.astimezone(zone).date().isoformat()
