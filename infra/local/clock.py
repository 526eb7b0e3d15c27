"""The laptop's clock, which may be set to another day to see what the program does then."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.local.daytime import began_file


def now() -> datetime:
    """What time it is on the laptop: the real time, moved by as much as the clock was set."""
    return datetime.now(UTC) + timedelta(seconds=offset_seconds())


def offset_seconds() -> float:
    """How far the laptop's clock is ahead of the real one."""
    try:
        return float(_file().read_text())
    except FileNotFoundError:
        return 0.0


def set_now(iso: str | None) -> datetime:
    """
    Let it be this moment on the laptop from here on; None goes back to the real time.

    :raises ValueError: if it is no moment, or says no offset from UTC.
    """
    if iso is None:
        _write(0.0)
    else:
        moment = datetime.fromisoformat(iso)
        if moment.tzinfo is None:
            raise ValueError(
                "The time must say its offset from UTC, like 2026-12-01T20:30:00-05:00"
            )
        _write((moment - datetime.now(UTC)).total_seconds())
    return now()


def set_as_started() -> datetime:
    """Let it be as it was when the laptop started, which may be an afternoon."""
    began = began_file(_file())
    _write(float(began.read_text()) if began.exists() else 0.0)
    return now()


def _write(seconds: float) -> None:
    """Every process may read this at any time, so it is replaced whole."""
    draft = _file().with_suffix(".new")
    draft.write_text(str(seconds))
    draft.replace(_file())


def _file() -> Path:
    return Path(os.environ["PMX_CLOCK_FILE"])
