"""A front desk: the pages over a practice in memory, with a browser for each of its people."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from chalice.test import Client

from app import app
from chalicelib import bootstrap
from chalicelib.exchange.ports.staff import StaffMember
from chalicelib.exchange.sign_in import begin_session
from chalicelib.routes.visits import IDLE
from tests.fakes.colleagues import FakeStaffPool
from tests.given import MAPLE, Exchange
from tests.routes.browser import Browser

ADDRESS = "http://127.0.0.1:8000"
SETTINGS = {"PMX_STAGE": "local", "PMX_SECRET": "secret", "PMX_PUBLIC_URL": ADDRESS}
NAMES = {
    "riley": ("R. Alvarez", frozenset({"view", "create", "billing", "admin"})),
    "jo": ("J. Kim", frozenset({"view", "create"})),
    "pat": ("P. Singh", frozenset({"view"})),
}


@dataclass
class Desk:
    """The practice in memory, and whoever works there."""

    exchange: Exchange
    client: Client
    pool: FakeStaffPool = field(default_factory=FakeStaffPool)

    def browser(self, who: str = "riley", *, practice_id: str = MAPLE) -> Browser:
        """The browser of somebody who has signed in."""
        name, rights = NAMES[who]
        member = StaffMember(who, name, f"{who}@maple.example", practice_id, rights)
        session = begin_session(
            self.exchange.parts, member, before=None, at=self.exchange.now, idle=IDLE
        )
        return Browser(self.client, cookies={"pmx-session": session.id})


@contextmanager
def open_desk() -> Iterator[Desk]:
    """
    The whole program with everything outside of it in memory.

    Its one seam, `bootstrap`, is taken by force: doors ask it for their parts, and nobody else.
    """
    exchange = Exchange()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SETTINGS.items():
            patch.setitem(os.environ, name, value)
        bootstrap.settings.cache_clear()
        patch.setattr(bootstrap, "parts", lambda: exchange.parts)
        patch.setattr(bootstrap, "now", lambda: exchange.now)
        with Client(app) as client:
            desk = Desk(exchange, client)
            patch.setattr(bootstrap, "staff_pool", lambda: desk.pool)
            yield desk
    bootstrap.settings.cache_clear()
