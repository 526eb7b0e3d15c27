"""Started at night, the laptop's clock begins in the last afternoon, and is never ahead."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.local import clock
from infra.local.daytime import ZONE, began_file, begin, daytime


@pytest.mark.parametrize(
    ("real", "begins"),
    [
        ("2026-11-25T10:20:00-05:00", "2026-11-25T10:20:00-05:00"),
        ("2026-11-25T16:59:00-05:00", "2026-11-25T16:59:00-05:00"),
        ("2026-11-25T17:00:00-05:00", "2026-11-25T13:00:00-05:00"),
        ("2026-11-25T23:30:00-05:00", "2026-11-25T13:00:00-05:00"),
        ("2026-11-25T03:00:00-05:00", "2026-11-24T13:00:00-05:00"),
        ("2026-11-25T08:59:00-05:00", "2026-11-24T13:00:00-05:00"),
    ],
)
def test_by_day_it_is_the_time_and_else_the_last_afternoon(real: str, begins: str) -> None:
    assert daytime(datetime.fromisoformat(real)) == datetime.fromisoformat(begins)


def test_it_is_daytime_whenever_it_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMX_CLOCK_FILE", str(tmp_path / "clock"))

    begin(tmp_path / "clock")

    assert 9 <= clock.now().astimezone(ZONE).hour < 20
    assert clock.now() <= datetime.now(UTC) + timedelta(seconds=1)


def test_a_clock_that_was_set_by_hand_stays_and_the_demo_finds_its_beginning_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMX_CLOCK_FILE", str(tmp_path / "clock"))
    begin(tmp_path / "clock")
    began = began_file(tmp_path / "clock").read_text()
    clock.set_now("2031-01-01T00:00:00Z")

    assert begin(tmp_path / "clock") is None
    assert clock.now().year == 2031

    clock.set_as_started()

    assert clock.offset_seconds() == float(began)
