"""Times as they are kept: UTC, always as long, so that they sort as text."""

from datetime import UTC, date, datetime

OFFSET = "+00:00"


def moment_text(at: datetime) -> str:
    """“2026-11-23T09:41:00.000000Z”."""
    return f"{at.astimezone(UTC).isoformat(timespec='microseconds')[: -len(OFFSET)]}Z"


def moment(text: str) -> datetime:
    """What `moment_text` wrote."""
    return datetime.fromisoformat(text)


def optional_moment_text(at: datetime | None) -> str | None:
    """None stays None."""
    return None if at is None else moment_text(at)


def optional_moment(text: str | None) -> datetime | None:
    """None stays None."""
    return None if text is None else moment(text)


def optional_day_text(day: date | None) -> str | None:
    """None stays None."""
    return None if day is None else day.isoformat()


def optional_day(text: str | None) -> date | None:
    """None stays None."""
    return None if text is None else date.fromisoformat(text)
