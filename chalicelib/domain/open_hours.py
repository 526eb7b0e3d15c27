"""When somebody at the practice reads what comes in; at other times one answer a night says so."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class OpenHours:
    """From … to … on these days of the week (Monday is 0), where the practice is."""

    opens_at: time = time(8)
    closes_at: time = time(17)
    days: tuple[int, ...] = WEEKDAYS

    def is_open(self, at: datetime, *, zone: ZoneInfo) -> bool:
        local = at.astimezone(zone)
        return local.weekday() in self.days and self.opens_at <= local.time() < self.closes_at

    def night(self, at: datetime, *, zone: ZoneInfo) -> date:
        """Which night it is, from one opening hour to the next: half past one belongs to before."""
        local = at.astimezone(zone)
        return local.date() - timedelta(days=1) if local.time() < self.opens_at else local.date()


WEEKDAYS_8_TO_17 = OpenHours()
