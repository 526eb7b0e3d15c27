"""Dates and times as staff read them, in the practice’s zone: “Today, 9:40 am”."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

NAMED_DAYS = {0: "Today", 1: "Yesterday", -1: "Tomorrow"}
"""By how many days ago they are."""


@dataclass(frozen=True)
class Moment:
    """A time twice over: `iso` for machines, `words` for people."""

    iso: str
    words: str

    @property
    def in_sentence(self) -> str:
        """The words inside a sentence: “today 9:40 am”."""
        day, comma, rest = self.words.partition(", ")
        return f"{day.lower()} {rest}" if comma and day in NAMED_DAYS.values() else self.words


def moment(at: datetime, *, zone: ZoneInfo, now: datetime) -> Moment:
    """When something was or will be, as seen now: today and yesterday are named."""
    local = at.astimezone(zone)
    return Moment(local.isoformat(timespec="minutes"), _words(local, now.astimezone(zone)))


def words_of(local: datetime, *, now: datetime) -> str:
    """A moment of any zone inside a sentence, both by the same clock: “tomorrow 9:00 am”."""
    return Moment("", _words(local, now)).in_sentence


def clock(at: datetime, *, zone: ZoneInfo) -> Moment:
    """The time of day alone: “9:40 am”."""
    local = at.astimezone(zone)
    return Moment(local.isoformat(timespec="minutes"), _clock_words(local))


def day(value: date, *, now_year: int | None = None) -> Moment:
    """A date alone: “Nov 23” within the year, “Nov 23, 2026” otherwise."""
    return Moment(value.isoformat(), day_words(value, now_year=now_year))


def day_words(value: date, *, now_year: int | None = None) -> str:
    """The date in words; the year is left out where it is the one meant."""
    within = f"{value:%b} {value.day}"
    return within if value.year == now_year else f"{within}, {value.year}"


def month(value: date) -> Moment:
    """A month of a report: “November 2026”."""
    return Moment(f"{value:%Y-%m}", f"{value:%B} {value.year}")


def printed(at: datetime, *, zone: ZoneInfo) -> str:
    """The full date and time for the head of a print: “Nov 23, 2026 9:41 am”."""
    local = at.astimezone(zone)
    return f"{day_words(local.date())} {_clock_words(local)}"


def duration(seconds: float) -> str:
    """About how long something still takes: “About 2 minutes left.”"""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "Less than a minute left."
    if minutes == 1:
        return "About 1 minute left."
    if minutes < 90:
        return f"About {minutes} minutes left."
    return f"About {round(minutes / 60)} hours left."


def _words(local: datetime, now: datetime) -> str:
    time_of_day = _clock_words(local)
    days_ago = (now.date() - local.date()) // timedelta(days=1)
    named = NAMED_DAYS.get(days_ago)
    if named:
        return f"{named}, {time_of_day}"
    return f"{day_words(local.date(), now_year=now.year)}, {time_of_day}"


def _clock_words(local: datetime) -> str:
    return f"{local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"
