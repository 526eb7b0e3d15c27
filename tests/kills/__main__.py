"""Round after round of killed workers, one line for each: `python -m tests.kills --rounds 10`."""

import argparse
import os
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.infra.running import start_laptop
from tests.journeys.opening import open_practice, stores_of
from tests.kills.ordeal import Ordeal
from tests.kills.outcome import MONEY, Outcome

CREDITS = 32_000
RATES = {"EMAIL": "100", "TEXT": "40", "PHONE": "40"}
"""Providers take few messages a second, so that every kill meets some on their way."""
KILLS = 8
COLUMNS = (
    "round",
    "seed",
    "kills",
    "created",
    "sent",
    "failed",
    "unknown",
    "in outbox",
    "twice or lost",
    "balance",
    "seconds",
)


def main() -> int:
    """0 if every promise was kept in every round."""
    asked = _asked()
    for channel, rate in RATES.items():
        os.environ.setdefault(f"PMX_{channel}_PER_SECOND", rate)
    _say("  ".join(COLUMNS))
    broken = 0
    for number in range(1, asked.rounds + 1):
        seed = asked.seed + number - 1
        outcome = _round(seed=seed, messages=asked.messages, kills=asked.kills)
        _say(_line(outcome, number=number, seed=seed))
        broken += bool(outcome.wrong)
    _say(f"{asked.rounds} rounds, {broken} with a broken promise")
    return 1 if broken else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--messages", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=KILLS, help="in each round")
    parser.add_argument("--seed", type=int, default=1, help="of the first round")
    return parser.parse_args()


def _round(*, seed: int, messages: int, kills: int) -> Outcome:
    """On a laptop of its own, so that no round leans on the one before."""
    with TemporaryDirectory(prefix="pmx-kills-") as folder:
        laptop = start_laptop(Path(folder), "--empty", "--workers", "2")
        try:
            practice = open_practice(stores_of(laptop), url=laptop.url, credits=CREDITS)
            ordeal = Ordeal(laptop, practice, Random(seed))  # noqa: S311 - repeatable
            return ordeal.run(messages=messages, kills=kills)
        finally:
            laptop.stop()


def _line(outcome: Outcome, *, number: int, seed: int) -> str:
    money = [promise for promise in outcome.wrong if promise in MONEY]
    cells = (
        number,
        seed,
        outcome.kills,
        outcome.created,
        outcome.sent,
        outcome.failed,
        outcome.unknown,
        outcome.reached,
        "none" if len(money) == len(outcome.wrong) else "BROKEN",
        "WRONG" if money else "right",
        f"{outcome.seconds:.0f}",
    )
    line = "  ".join(str(cell).rjust(len(name)) for cell, name in zip(cells, COLUMNS, strict=True))
    return "\n".join([line, *(f"    not kept: {promise}" for promise in outcome.wrong)])


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
