"""`make simulate SEEDS=1000 FROM=0`: many runs, and for one that fails the command to replay it."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from tests.simulation.faults import PLACES, TURNS, Hits
from tests.simulation.limits import make_small, small_limits
from tests.simulation.run import Outcome, run_seed

CORPUS = Path(__file__).with_name("corpus.txt")
THOROUGH_SEEDS, THOROUGH_FAULTS, THOROUGH_HITS = 20_000, 200_000, 100
"""From so many seeds on, it is a failure as well if less went wrong: in all, or at any place."""
MORE_SEEDS, MORE_ROUNDS = 50, 30
"""Where a place was spared, so many seeds more at a time, and so often, try just this one."""
FAILURES_SHOWN = 10


def main() -> int:
    """Run the seeds asked for; 1 if a promise was broken."""
    asked = _asked()
    say = sys.stdout.write
    if asked.steps:
        with small_limits():
            outcome = run_seed(asked.first, with_lines=True)
        say("\n".join((*outcome.lines, outcome.violation or "Every promise held.", "")))
        return bool(outcome.violation)
    started = perf_counter()
    hits, failed, steps, seeds = Hits(), list[Outcome](), 0, 0
    for outcome in _all_outcomes(asked, hits):
        hits += outcome.hits
        steps, seeds = steps + outcome.steps, seeds + 1
        if outcome.violation:
            failed.append(outcome)
            if len(failed) <= FAILURES_SHOWN:
                say(f"{outcome.violation}\n  make simulate FROM={outcome.seed} STEPS=1\n")
    seconds = perf_counter() - started
    say(
        f"{seeds} seeds, {steps} steps, {hits.total()} faults at {len(PLACES)} places "
        f"(fewest hits: {min(hits[place] for place in PLACES)}), {len(failed)} failed, "
        f"{seeds / seconds:.0f} seeds a second\n"
    )
    if asked.table:
        say("".join(f"{hits[place]:7d}  {place[0]}: {place[1].value}\n" for place in PLACES))
    spared = _spared(hits) if asked.seeds >= THOROUGH_SEEDS else ()
    say("".join(f"Too few: {each}\n" for each in spared))
    return bool(failed or spared)


def _spared(hits: Hits) -> tuple[str, ...]:
    """Where less went wrong than a thorough run has to see."""
    places = (place for place in PLACES if hits[place] < THOROUGH_HITS)
    few = tuple(f"{hits[place]} of {place[0]}: {place[1].value}" for place in places)
    return few if hits.total() >= THOROUGH_FAULTS else (f"{hits.total()} faults in all", *few)


def corpus() -> tuple[int, ...]:
    """Every seed that ever failed."""
    lines = (line.partition("#")[0].strip() for line in CORPUS.read_text().splitlines())
    return tuple(int(line) for line in lines if line)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make simulate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1_000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--steps", action="store_true", help="one seed, step by step")
    parser.add_argument("--table", action="store_true", help="how often each place was hit")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    return parser.parse_args()


def _all_outcomes(asked: argparse.Namespace, hits: Hits) -> Iterator[Outcome]:
    """Those asked for; after a thorough run also more seeds for each place that was spared."""
    end = asked.first + asked.seeds
    yield from _outcomes(range(asked.first, end), asked.processes)
    for place in PLACES if asked.seeds >= THOROUGH_SEEDS else ():
        turns = [each == place for each in TURNS]
        about = (seed for seed in count(end) if turns[seed % len(turns)])
        for _ in range(MORE_ROUNDS):
            if hits[place] >= THOROUGH_HITS:
                break
            yield from _outcomes(tuple(islice(about, MORE_SEEDS)), asked.processes)


def _outcomes(seeds: Sequence[int], processes: int) -> Iterator[Outcome]:
    if processes == 1:
        with small_limits():
            yield from map(run_seed, seeds)
        return
    with get_context("fork").Pool(processes, initializer=make_small) as pool:
        yield from pool.imap_unordered(run_seed, seeds, chunksize=20)


if __name__ == "__main__":
    sys.exit(main())
