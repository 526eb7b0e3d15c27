"""The laptop's day: started in the evening or at night, its clock begins in the afternoon."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
"""Where the demo practices are."""
OPENS, CLOSES = 9, 17
"""While it is as early, texts and calls still go for hours."""
AFTERNOON = time(13)
"""Then it is daytime from coast to coast."""


def daytime(real: datetime) -> datetime:
    """The time itself; outside of the day the last afternoon, because it is never ahead of it."""
    local = real.astimezone(ZONE)
    if OPENS <= local.hour < CLOSES:
        return real
    day = local.date() if local.hour >= CLOSES else local.date() - timedelta(days=1)
    return datetime.combine(day, AFTERNOON, ZONE)


def begin(clock_file: Path) -> datetime | None:
    """
    Set the laptop's clock as it starts, unless somebody has set it by hand; what it was set to.

    Without this, whoever tries it in the evening would see every text held until the morning.
    """
    began = began_file(clock_file)
    if _seconds(clock_file) != _seconds(began):
        return None
    real = datetime.now(UTC)
    begins = daytime(real)
    for file in (clock_file, began):
        file.write_text(str((begins - real).total_seconds()))
    return None if begins == real else begins


def began_file(clock_file: Path) -> Path:
    """Beside the clock: how far it was off when the laptop started."""
    return clock_file.with_name(f"{clock_file.name}-began")


def _seconds(file: Path) -> float:
    try:
        return float(file.read_text())
    except FileNotFoundError:
        return 0.0
