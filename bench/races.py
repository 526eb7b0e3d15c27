"""Contestants in processes of their own take turns at the same stub; only CPU time counts."""

import os
import statistics
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.practice import nobodys_account
from bench.stub.client import ROOT, Stub

WARM_UP = 50
"""Messages that everybody sends before anything counts: imports, connections, compiled texts."""


class GaveUp(Exception):
    """A contestant ended before its time; what it said last is in its log."""

    def __init__(self, *, name: str, log: Path) -> None:
        super().__init__(f"{name}: {log.read_text()[-2_000:]}")


@dataclass(frozen=True)
class Contestant:
    """A module of bench/contest, and the Python that it runs in."""

    name: str
    module: str
    python: Path


@dataclass(frozen=True)
class Ratio:
    """How many times the CPU of ours another takes: the median of paired rounds, and the range."""

    median: float
    lowest: float
    highest: float


def race(
    contestants: Sequence[Contestant],
    *,
    stub: Stub,
    messages: int,
    rounds: int,
    logs: Path,
    told: Mapping[str, str],
) -> Mapping[str, tuple[float, ...]]:
    """CPU seconds for so many messages, by name, one figure a round; in turn, in changing order."""
    taken: dict[str, list[float]] = {each.name: [] for each in contestants}
    with ExitStack() as stack:
        running = [
            stack.enter_context(_started(each, stub=stub, logs=logs, told=told))
            for each in contestants
        ]
        for each in running:
            each.turn(WARM_UP)
        for number in range(rounds):
            for each in running if number % 2 else reversed(running):
                taken[each.name].append(each.turn(messages))
    return {name: tuple(seconds) for name, seconds in taken.items()}


def ratio(others: Sequence[float], ours: Sequence[float]) -> Ratio:
    """Of what was taken in the same rounds."""
    each = [other / own for other, own in zip(others, ours, strict=True)]
    return Ratio(statistics.median(each), min(each), max(each))


class _Running:
    def __init__(self, name: str, process: subprocess.Popen[str], log: Path) -> None:
        self.name, self._process, self._log = name, process, log
        self.heard()

    def turn(self, messages: int) -> float:
        """Its CPU seconds for so many messages."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{messages}\n")
        self._process.stdin.flush()
        return float(self.heard())

    def heard(self) -> str:
        """Its next line."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise GaveUp(name=self.name, log=self._log)
        return line


@contextmanager
def _started(
    contestant: Contestant, *, stub: Stub, logs: Path, told: Mapping[str, str]
) -> Iterator[_Running]:
    log = logs / f"{contestant.module}.log"
    with log.open("w") as errors:
        process = subprocess.Popen(
            [str(contestant.python), "-m", contestant.module],
            cwd=ROOT,
            env={
                **os.environ,
                **nobodys_account(),
                **told,
                "STUB_URL": stub.url,
                "BENCH_DATA": str(logs),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        try:
            yield _Running(contestant.name, process, log)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=30)
