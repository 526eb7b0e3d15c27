"""A real browser over the running program, and over every page in every state."""

import json
import os
import urllib.request
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import install
from tests.browser.desk import Desk, desk_of
from tests.browser.opening import new_staff
from tests.infra.running import RunningLaptop, start_laptop
from tests.journeys.opening import open_practice, stores_of

OpenDesk = Callable[..., Desk]
Clock = Callable[..., None]
ALL_RIGHTS = ("view", "create", "billing", "admin")
OPENING_TIME = time(9, 30)
"""In New York, where the practices are: texts and calls leave by day."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""It is to talk to nobody but the program under test."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; where there is none the tests are skipped, in CI they fail."""
    path = Path(install.READY.read_text()) if install.READY.exists() else None
    if path is None or not path.exists():
        assert not os.environ.get("CI"), "no browser: python -m tests.browser.install says why"
        pytest.skip("!!! no browser of the Chromium kind: `make test` says why")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningLaptop]:
    """The whole program for these tests alone, so that they may go beside the other journeys."""
    running = start_laptop(tmp_path_factory.mktemp("house"))
    set_clock(running, OPENING_TIME)
    yield running
    running.stop()


@pytest.fixture
def open_desk(browser: Browser, house: RunningLaptop) -> Iterator[OpenDesk]:
    """Opens a practice with so many credits, and signs somebody in at its front desk."""
    stores = stores_of(house)
    desks: list[Desk] = []

    def opened(
        *, credits: int = 100, rights: tuple[str, ...] = ALL_RIGHTS, at: Desk | None = None
    ) -> Desk:
        system = at.system if at else open_practice(stores, url=house.url, credits=credits)
        staff = new_staff(house.environment, practice_id=system.practice_id, rights=rights)
        desks.append(desk_of(browser, url=house.url, system=system, staff=staff))
        return desks[-1]

    yield opened
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    """A front desk with 100 credits and every right."""
    return open_desk()


@pytest.fixture
def clock(house: RunningLaptop) -> Iterator[Clock]:
    """Lets it be another time; who had signed in before may have to do it again."""

    def moved(to: time, *, days: int = 0) -> None:
        set_clock(house, to, days=days)

    yield moved
    set_clock(house, OPENING_TIME)


def set_clock(house: RunningLaptop, to: time, *, days: int = 0) -> None:
    """Let it be that time of today at the practices, or of so many days later."""
    today = datetime.now(ZoneInfo("America/New_York"))
    moment = datetime.combine(today.date() + timedelta(days=days), to, today.tzinfo)
    asked = urllib.request.Request(  # noqa: S310 - loopback
        f"{house.url}/outbox/clock",
        data=json.dumps({"now": moment.isoformat()}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - loopback
        assert answer.status == 200
