"""Practices for the journeys: each test has one of its own on the same running program."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from chalicelib.exchange.api_keys import RIGHTS
from chalicelib.exchange.ports import Parts
from infra.local.daytime import daytime
from tests.infra.running import RunningLaptop
from tests.journeys.opening import open_practice, stores_of
from tests.journeys.system import System

NewPractice = Callable[..., System]


@pytest.fixture(scope="session")
def records(laptop: RunningLaptop) -> Parts:
    """The running program’s own stores."""
    return stores_of(laptop)


@pytest.fixture(scope="session")
def new_practice(laptop: RunningLaptop, records: Parts) -> NewPractice:
    """Opens a practice with so many credits, and gives its system a key."""

    def opened(*, credits: int = 1_000, rights: frozenset[str] = RIGHTS) -> System:
        return open_practice(records, url=laptop.url, credits=credits, rights=rights)

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
    practice.do("POST", "/outbox/clock", {"now": daytime(datetime.now(UTC)).isoformat()})
