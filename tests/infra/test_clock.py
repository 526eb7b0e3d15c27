"""The laptop's clock can be set to another day, goes on from there, and can be set right again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.local import clock

NEARLY = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def clock_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMX_CLOCK_FILE", str(tmp_path / "clock"))


def test_a_clock_that_was_never_set_is_right() -> None:
    assert clock.offset_seconds() == 0.0


def test_it_goes_on_from_where_it_was_set() -> None:
    evening = datetime.fromisoformat("2026-12-01T20:30:00-05:00")

    answered = clock.set_now(evening.isoformat())

    assert evening <= answered < evening + NEARLY
    assert evening <= clock.now() < evening + NEARLY


def test_none_sets_it_right() -> None:
    clock.set_now("2030-01-01T00:00:00Z")

    clock.set_now(None)

    assert abs(clock.now() - datetime.now(UTC)) < NEARLY


@pytest.mark.parametrize("nonsense", ["tomorrow", "2026-12-01T20:30:00", ""])
def test_a_time_that_is_none_changes_nothing(nonsense: str) -> None:
    with pytest.raises(ValueError, match=r"offset|isoformat"):
        clock.set_now(nonsense)

    assert clock.offset_seconds() == 0.0
