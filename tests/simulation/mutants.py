"""`make mutants`: each condition is taken away in turn, and some seed must notice."""

import os
import sys
from collections.abc import Iterator
from itertools import count, islice
from multiprocessing import get_context

from tests.simulation.faults import TURNS, Fault
from tests.simulation.limits import make_small
from tests.simulation.mutations import Mutation, mutated
from tests.simulation.mutations_of_exchange import EXCHANGE
from tests.simulation.mutations_of_replies import REPLIES
from tests.simulation.mutations_of_stores import STORES
from tests.simulation.run import run_seed

SEEDS = 1_000
HARMLESS_SEEDS = 300
"""A sentence is not taken on trust: so many seeds have to agree."""
MUTATIONS = STORES + EXCHANGE + REPLIES
Killer = tuple[int, str]


def main() -> int:
    """Try every mutant; 1 if one lives that should not, or dies that is said to be harmless."""
    is_well, killed = True, 0
    processes = min(2, os.cpu_count() or 1)
    with get_context("fork").Pool(processes, initializer=make_small) as pool:
        for number, killer in enumerate(pool.imap(_try, range(len(MUTATIONS)))):
            mutation = MUTATIONS[number]
            is_well = is_well and (killer is None) == bool(mutation.harmless)
            killed += killer is not None
            sys.stdout.write(f"{_verdict(mutation, killer)}\n")
            sys.stdout.flush()
    lived = len(MUTATIONS) - killed
    verdict = "as expected" if is_well else "NOT AS EXPECTED"
    sys.stdout.write(f"{len(MUTATIONS)} mutants, {killed} killed, {lived} lived: {verdict}\n")
    return not is_well


def killer_of(mutation: Mutation, *, seeds: int = SEEDS) -> Killer | None:
    """The first seed that notices, and what it says; None if none does."""
    with mutated(mutation):
        for seed in islice(_seeds_about(mutation.site, mutation.fault), seeds):
            outcome = run_seed(seed)
            if outcome.violation.startswith("NameError"):
                raise LookupError(f"{mutation.name}: {outcome.violation}")
            if outcome.violation:
                return seed, outcome.violation
    return None


def _seeds_about(site: str, fault: Fault | None) -> Iterator[int]:
    """Seeds in order; only those that try this place and this trouble most, if they are named."""
    turns = [site in ("", place) and fault in (None, each) for place, each in TURNS]
    return (seed for seed in count() if turns[seed % len(turns)])


def _try(number: int) -> Killer | None:
    mutation = MUTATIONS[number]
    return killer_of(mutation, seeds=HARMLESS_SEEDS if mutation.harmless else SEEDS)


def _verdict(mutation: Mutation, killer: Killer | None) -> str:
    if killer is not None:
        surprise = "  BUT SAID TO BE HARMLESS" if mutation.harmless else ""
        return f"{mutation.name}: killed by seed {killer[0]} ({killer[1]}){surprise}"
    return f"{mutation.name}: {mutation.harmless or 'LIVES'}"


if __name__ == "__main__":
    sys.exit(main())
