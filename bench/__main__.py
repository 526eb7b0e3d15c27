"""`make bench`: one command, one table, and the same in JSON beside it."""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import redirect_stdout, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from bench.calls import measured_calls
from bench.cold_start import measured_cold_start
from bench.compiles import measured_compiles
from bench.emulated import in_a_process
from bench.grown import measured_growth
from bench.measures import Measure, table
from bench.practice import enter, environment, fill
from bench.races import Contestant, race, ratio
from bench.redis_server import running_redis
from bench.stub.client import ROOT, Stub, running_stub
from chalicelib.exchange.ports import Parts

FAMILIES = 1_000
OURS = Contestant("ours", "bench.contest.ours", Path(sys.executable))
BARE = Contestant("bare boto3 loop", "bench.contest.bare", Path(sys.executable))
PEERS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
PEERS = (
    Contestant("django-post_office + django-ses", "bench.contest.django_post_office", PEERS_PYTHON),
    Contestant("django-mailer + django-ses", "bench.contest.django_mailer", PEERS_PYTHON),
    Contestant("Powertools idempotency a message", "bench.contest.powertools", PEERS_PYTHON),
)
ON_REDIS = (
    Contestant("Celery on Redis", "bench.contest.celery_worker", PEERS_PYTHON),
    Contestant("dramatiq on Redis", "bench.contest.dramatiq_worker", PEERS_PYTHON),
)
"""They keep nothing of a message: no row, no claim, no result."""


@dataclass(frozen=True)
class Size:
    """How thorough a run is."""

    emulated_families: int
    growth: tuple[int, ...]
    race_messages: int
    race_rounds: int
    cold_rounds: int


WHOLE = Size(500, (1_000, 10_000, 100_000), 200, 15, 9)
QUICK = Size(300, (1_000, 4_000), 100, 3, 3)


def main(arguments: Sequence[str]) -> None:
    """Measure everything; say which figure is met and which is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="", help="calls, emulator, growth, cold or race")
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "results")
    given = parser.parse_args(arguments)
    size = QUICK if given.quick else WHOLE
    began, load = datetime.now(UTC), os.getloadavg()
    measured = list(_measured(size, only=given.only))
    _say(table(measured))
    _keep(given.results, measured, size=size, began=began, load=load)


def _measured(size: Size, *, only: str) -> Iterator[Measure]:
    with running_stub() as stub:
        parts = enter(environment(aws=stub.url, providers=stub.url))
        fill(parts, stub, families=FAMILIES)
        parts_of_bench: dict[str, Callable[[], Iterable[Measure]]] = {
            "calls": lambda: _counted(parts, stub),
            "emulator": lambda: in_a_process(families=size.emulated_families),
            "cold": lambda: measured_cold_start(rounds=size.cold_rounds),
            "race": lambda: _raced(stub, size),
            "growth": lambda: measured_growth(size.growth),
        }
        for name, measure in parts_of_bench.items():
            if only in ("", name):
                began = time.monotonic()
                with redirect_stdout(StringIO()):  # the program tells its metrics there
                    found = list(measure())
                _say(f"{table(found)}\n… {name}: {time.monotonic() - began:.0f} s")
                yield from found


def _counted(parts: Parts, stub: Stub) -> Iterator[Measure]:
    yield from measured_calls(parts, stub)
    yield from measured_compiles(parts)


def _raced(stub: Stub, size: Size) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as logs, running_redis() as redis:
        peers = _peers(redis)
        taken = race(
            (BARE, OURS, *peers),
            stub=stub,
            messages=size.race_messages,
            rounds=size.race_rounds,
            logs=Path(logs),
            told={"REDIS_URL": redis or ""},
        )
    for each in (BARE, *peers):
        found = ratio(taken[each.name], taken[OURS.name])
        yield Measure(
            f"CPU of {each.name} ÷ ours, an email",
            found.median,
            *_wanted(each),
            is_at_least=True,
            range=(found.lowest, found.highest),
            note=_microseconds(taken[each.name], taken[OURS.name], messages=size.race_messages),
        )


def _wanted(contestant: Contestant) -> tuple[float, float]:
    """What must be and what should be; of a task queue that keeps nothing: not dearer than it."""
    if contestant is BARE:
        return 2.5, 5
    return (1, 2) if contestant in ON_REDIS else (6, 12)


def _peers(redis: str | None) -> tuple[Contestant, ...]:
    """Whoever can run here; who cannot is missed aloud."""
    if not PEERS_PYTHON.exists():
        _warn("NO PEERS IN THE RACE: they are not set up; `make bench` does that.")
        return ()
    if redis is None:
        _warn("NO CELERY AND NO DRAMATIQ IN THE RACE: install `redis-server` for them.")
        return PEERS
    return (*PEERS, *ON_REDIS)


def _microseconds(theirs: Sequence[float], ours: Sequence[float], *, messages: int) -> str:
    said = (f"{statistics.median(each) / messages * 1e6:.0f} µs" for each in (theirs, ours))
    return "an email, theirs and ours: " + ", ".join(said)


def _keep(
    folder: Path,
    measured: Sequence[Measure],
    *,
    size: Size,
    began: datetime,
    load: tuple[float, float, float],
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    told: dict[str, Any] = {
        "began": began.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_before": load,
        "load_after": os.getloadavg(),
        "size": asdict(size),
        "measures": [
            {**asdict(each), "meets_must": each.meets_must, "meets_goal": each.meets_goal}
            for each in measured
        ],
    }
    kept = folder / f"{began:%Y-%m-%d-%H%M}.json"
    kept.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    with suppress(ValueError):
        kept = kept.relative_to(ROOT)
    _say(f"Kept in {kept}")


def _warn(line: str) -> None:
    """Where what the program prints is not heard."""
    sys.stderr.write(f"{line}\n")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
