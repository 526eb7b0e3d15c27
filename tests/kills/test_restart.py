"""A laptop is stopped in the middle of sending; started again, it goes on where it was."""

from pathlib import Path

import pytest

from infra.local.providers.store import OutboxStore
from tests.infra.running import start_laptop
from tests.journeys.opening import open_practice, stores_of
from tests.journeys.system import System
from tests.journeys.waiting import seen_when
from tests.kills.ordeal import people
from tests.kills.outcome import outcome_of

pytestmark = pytest.mark.journey
MANY_EMAILS = 160
"""Four batches, of which a worker sends two at a time."""
SECONDS_TO_FINISH = 120.0


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
    left_before = emails_in_outbox(data)
    again = start_laptop(data, "--empty")
    practice = System(again.url, key=practice.key, practice_id=practice.practice_id)
    done = practice.when_finished(campaign, seconds=SECONDS_TO_FINISH)

    outcome = outcome_of(practice, done, opening=1_000, kills=0, seconds=0)
    again.stop()
    assert left_before < MANY_EMAILS
    assert outcome.wrong == (), outcome
    # Whoever is asked to stop finishes what is under way, so that nothing is left in doubt.
    assert (outcome.sent, outcome.unknown, outcome.reached) == (MANY_EMAILS, 0, MANY_EMAILS)


def emails_in_outbox(data: Path) -> int:
    """Read from its file: nothing runs that could be asked."""
    outbox = OutboxStore(data)
    try:
        return outbox.counts()["email"]
    finally:
        outbox.close()
