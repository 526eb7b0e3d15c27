"""A part of the laptop that is killed is started again for ever; one that is broken is not."""

import signal
import sys
from pathlib import Path
from threading import Event

from infra.local.parts import Part


def part_that(code: str, *, log: Path) -> Part:
    return Part("part", (sys.executable, "-c", code), {}, log, floor=0)


def ended(part: Part, *, by: signal.Signals | None = None) -> Part:
    part.start()
    assert part._process is not None
    if by is not None:
        part._process.send_signal(by)
    part._process.wait(30)
    part.note_its_end()
    return part


def test_ending_by_itself_at_once_is_counted(tmp_path: Path) -> None:
    part = part_that("raise SystemExit(1)", log=tmp_path / "log")

    for _ in range(3):
        ended(part)

    assert part.failures == 3


def test_being_killed_is_no_failure(tmp_path: Path) -> None:
    part = part_that("import time; time.sleep(60)", log=tmp_path / "log")

    ended(part, by=signal.SIGKILL)

    assert part.failures == 0
    part.wait_until_ready(stopping=Event())
