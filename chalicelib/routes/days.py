"""A day that somebody typed or chose."""

from datetime import date

from chalicelib.domain.periods import EARLIEST, LATEST


def read_day(typed: str) -> date | None:
    """The day, or None if it is none that a calendar of ours has."""
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
