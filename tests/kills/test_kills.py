"""Workers die in the middle of sending, and each patient still gets a message at most once."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.infra.running import RunningLaptop, start_laptop
from tests.journeys.opening import open_practice, stores_of
from tests.journeys.system import System
from tests.journeys.waiting import seen_when
from tests.kills.ordeal import Ordeal, people
from tests.kills.outcome import outcome_of

pytestmark = pytest.mark.journey

MESSAGES = 120
KILLS = 3
SEED = 7
MANY_EMAILS = 120
SECONDS_TO_FINISH = 120.0


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Providers take few messages a second, so that sending can be met in its middle."""
    for channel, rate in {"EMAIL": "20", "TEXT": "10", "PHONE": "10"}.items():
        monkeypatch.setenv(f"PMX_{channel}_PER_SECOND", rate)


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


def test_what_was_not_sent_when_it_was_stopped_is_sent_when_it_starts_again(
    data: Path, unhurried: None
) -> None:
    laptop = start_laptop(data, "--empty")
    practice = open_practice(stores_of(laptop), url=laptop.url, credits=1_000)
    practice.imports("patients", people(MANY_EMAILS, methods=("email",)))
    campaign = practice.creates({"everyone": True})
    practice.sends(campaign)
    seen_when(lambda: practice.outbox(campaign), has_come=lambda items: len(items) > 0)

    assert laptop.press_ctrl_c() == 0
    again = start_laptop(data, "--empty")
    practice = System(again.url, key=practice.key, practice_id=practice.practice_id)
    reached_before = len(practice.outbox(campaign))
    done = practice.when_finished(campaign, seconds=SECONDS_TO_FINISH)

    outcome = outcome_of(practice, done, opening=1_000, kills=0, seconds=0)
    again.stop()
    assert reached_before < MANY_EMAILS
    assert outcome.wrong == (), outcome
    # Whoever is asked to stop finishes what is under way, so that nothing is left in doubt.
    assert (outcome.sent, outcome.unknown, outcome.reached) == (MANY_EMAILS, 0, MANY_EMAILS)
