"""Workers die in the middle of sending, and each patient still gets a message at most once."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.infra.running import RunningLaptop, start_laptop
from tests.journeys.opening import open_practice, stores_of
from tests.kills.ordeal import Ordeal

pytestmark = pytest.mark.journey

MESSAGES = 120
KILLS = 3
SEED = 7


@pytest.fixture
def laptop_of_its_own(data: Path, unhurried: None) -> Iterator[RunningLaptop]:
    running = start_laptop(data, "--empty", "--workers", "2")
    yield running
    running.stop()


def test_killed_workers_send_nothing_twice_and_lose_nothing(
    laptop_of_its_own: RunningLaptop,
) -> None:
    laptop = laptop_of_its_own
    practice = open_practice(stores_of(laptop), url=laptop.url, credits=5_000)

    outcome = Ordeal(laptop, practice, Random(SEED)).run(  # noqa: S311 - repeatable
        messages=MESSAGES, kills=KILLS
    )

    assert outcome.wrong == (), outcome
    assert (outcome.created, outcome.kills) == (MESSAGES, KILLS)
    # The providers lost the answers to some texts, whoever was killed.
    assert outcome.unknown > 0
