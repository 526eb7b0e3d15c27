"""Times as they are kept: UTC, always as long, so that they sort as text."""

from datetime import UTC, datetime


def write_moment(at: datetime) -> str:
    """“2026-11-23T09:41:00.000000Z”."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_moment(text: str) -> datetime:
    """What `write_moment` wrote."""
    return datetime.fromisoformat(text)


def write_optional(at: datetime | None) -> str | None:
    """None stays None."""
    return None if at is None else write_moment(at)


def read_optional(text: str | None) -> datetime | None:
    """None stays None."""
    return None if text is None else read_moment(text)
