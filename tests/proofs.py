"""`make proofs`: everything too long for `make test`, part after part, on both processors."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from subprocess import Popen
from time import perf_counter

SEEDS, OPERATIONS, EXAMPLES, RECIPIENTS = "20000", "10000", "5000", "100000"
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")


@dataclass(frozen=True)
class Command:
    """What is run of this Python, and what it is told besides."""

    words: Sequence[str]
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One proof; its commands run at the same time, so that both processors have work."""

    name: str
    commands: Sequence[Command]


PARTS = (
    Part("seeds", [Command(["-m", "tests.simulation", "--seeds", SEEDS])]),
    Part("every pair of faults", [Command(["-m", "tests.simulation.exhaustive"])]),
    Part("mutants", [Command(["-m", "tests.simulation.mutants"])]),
    Part(
        "random operations, random ledgers, a hundred thousand recipients",
        [
            Command(
                [*PYTEST, "-rs", "tests/storage/test_random_operations.py"],
                {"PMX_RANDOM_OPERATIONS": OPERATIONS},
            ),
            Command([*PYTEST, "tests/storage/test_ledger.py"], {"PMX_LEDGER_EXAMPLES": EXAMPLES}),
            Command(
                [*PYTEST, "tests/exchange/test_large_campaign.py"], {"PMX_RECIPIENTS": RECIPIENTS}
            ),
        ],
    ),
)


def main() -> int:
    """Run every part, whatever became of the one before; 1 if any of them failed."""
    told, is_well = list[str](), True
    for part in PARTS:
        _say(f"— {part.name} —")
        started = perf_counter()
        held = _run(part)
        is_well = is_well and held
        verdict = "held" if held else "BROKEN"
        told.append(f"{perf_counter() - started:7.0f} s  {part.name}: {verdict}")
    _say("\n".join(("", "Proofs:", *told)))
    return not is_well


def _run(part: Part) -> bool:
    running = [
        Popen([sys.executable, *command.words], env={**os.environ, **command.told})
        for command in part.commands
    ]
    ends = [process.wait() for process in running]
    return not any(ends)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
