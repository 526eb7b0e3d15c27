"""When somebody at the practice reads what comes in; at other times one answer a night says so."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MORNING = time(8)
"""A night ends then, on a day on which nobody comes."""


@dataclass(frozen=True)
class Day:
    """From … to …, by the clock of the practice."""

    opens_at: time = MORNING
    closes_at: time = time(17)

    @property
    def is_possible(self) -> bool:
        return self.opens_at < self.closes_at


@dataclass(frozen=True)
class OpenHours:
    """The days of a week, Monday first; None: closed."""

    days: tuple[Day | None, ...] = (*(Day() for _ in range(5)), None, None)

    def is_open(self, at: datetime, *, zone: ZoneInfo) -> bool:
        local = at.astimezone(zone)
        day = self.days[local.weekday()]
        return day is not None and day.opens_at <= local.time() < day.closes_at

    def night(self, at: datetime, *, zone: ZoneInfo) -> date:
        """Which night it is, from one opening hour to the next: half past one belongs to before."""
        local = at.astimezone(zone)
        day = self.days[local.weekday()]
        morning = MORNING if day is None else day.opens_at
        return local.date() - timedelta(days=1) if local.time() < morning else local.date()


WEEKDAYS_8_TO_17 = OpenHours()
