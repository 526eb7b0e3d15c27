"""Whether the shared send rate holds: never more in a second than granted, and little unused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.measures import Measure
from chalicelib.exchange.deliver import RATE_TRIES, RATE_WAIT_SECONDS
from chalicelib.exchange.ports import Leases

GRANTED = 200
WORKERS = 8
WANTED = 50
SECONDS = 30
CALL_SECONDS = 0.25
"""How long a worker is busy with the messages that it was granted: SES’s own pace for fifty."""
START = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


@dataclass
class Worker:
    """One worker and its own time: asks, sends, asks again; waits as deliver_batch does."""

    at: float
    wanted: int = WANTED
    tries: int = 0


def measured_rate(leases: Leases) -> Iterator[Measure]:
    """More workers than the rate feeds, on a clock of our own, against the real lease."""
    taken: list[tuple[int, int]] = []
    workers = [Worker(at=number / 100) for number in range(WORKERS)]
    while (worker := min(workers, key=lambda each: each.at)).at < SECONDS:
        granted = leases.take_rate(
            "bench",
            count=worker.wanted,
            per_second=GRANTED,
            at=START + timedelta(milliseconds=(now := round(worker.at * 1_000))),
        )
        taken.append((now, granted))
        _go_on(worker, granted=granted)
    most = max(sum(n for at, n in taken if begin <= at < begin + 1_000) for begin, _ in taken)
    yield Measure("Rate limiter: most in any second ÷ granted", most / GRANTED, 1, 1)
    used = sum(n for _, n in taken) / (SECONDS * GRANTED)
    yield Measure("Rate limiter: use of what is granted", used, 0.90, 0.97, is_at_least=True)


def _go_on(worker: Worker, *, granted: int) -> None:
    if granted:
        left = worker.wanted - granted
        worker.at, worker.wanted, worker.tries = worker.at + CALL_SECONDS, left or WANTED, 0
    else:
        worker.tries += 1
        worker.at += RATE_WAIT_SECONDS
        if worker.tries == RATE_TRIES:
            worker.tries = 0
