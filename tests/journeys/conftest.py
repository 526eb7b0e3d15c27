"""Practices for the journeys: each test has one of its own on the same running program."""

import secrets
from collections.abc import Callable, Iterator

import pytest

from chalicelib import bootstrap
from chalicelib.domain.credits import Entry, EntryKind
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.api_keys import RIGHTS, keep_key
from chalicelib.exchange.ports import Parts
from tests.infra.running import RunningLaptop
from tests.journeys.system import System

NewPractice = Callable[..., System]


@pytest.fixture(scope="session")
def records(laptop: RunningLaptop) -> Parts:
    """The running program's own stores: practices are opened there, for which it has no call."""
    caches = (bootstrap.settings, bootstrap.parts)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in laptop.environment.items():
            patch.setenv(name, value)
        for cache in caches:
            cache.cache_clear()
        parts = bootstrap.parts()
    for cache in caches:
        cache.cache_clear()
    return parts


@pytest.fixture(scope="session")
def new_practice(laptop: RunningLaptop, records: Parts) -> NewPractice:
    """Opens a practice with so many credits, and gives its system a key."""

    def opened(*, credits: int = 1_000, rights: frozenset[str] = RIGHTS) -> System:
        practice = _practice(f"j{secrets.token_hex(4)}")
        records.records.save_practice(practice)
        _give(records, practice.id, credits)
        return System(laptop.url, key=_key(records, practice.id, rights), practice_id=practice.id)

    return opened


@pytest.fixture
def practice(new_practice: NewPractice) -> System:
    """A practice with 1,000 credits and nobody in it yet."""
    return new_practice()


@pytest.fixture
def healed(practice: System) -> Iterator[System]:
    """The same, for a test that makes trouble: afterwards providers and clock are as before."""
    yield practice
    practice.do("POST", "/outbox/chaos", {})
    practice.do("POST", "/outbox/clock", {"now": None})


def _practice(practice_id: str) -> Practice:
    return Practice(
        id=practice_id,
        name="Elm Court Pediatrics",
        phone="+12125550100",
        postal_address="7 Elm Court, New York, NY 10025",
        zone="America/New_York",
        reply_to_phone="+12125550100",
        defaults={Need.RECALL: Choice.EMAIL},
    )


def _give(records: Parts, practice_id: str, credits: int) -> None:
    at = records.now()
    records.credits.adjust(
        Entry(
            practice_id=practice_id,
            kind=EntryKind.ADJUSTMENT,
            cause_id="opening-balance",
            caused_at=at,
            recorded_at=at,
            actor="opening balance",
            available=credits,
        )
    )


def _key(records: Parts, practice_id: str, rights: frozenset[str]) -> str:
    return keep_key(
        records,
        practice_id=practice_id,
        name="practice system",
        rights=rights,
        secret=secrets.token_hex(16),
    )
