"""Every five minutes: what has to be looked after though nobody pressed a button."""

import time
from typing import Any

from chalice.app import Blueprint, Rate

from chalicelib import bootstrap
from chalicelib.exchange import chores as exchange

chores = Blueprint(__name__)

WORKING_SECONDS = 240
"""The function may run five minutes."""


@chores.schedule(Rate(5, unit=Rate.MINUTES))
def do_chores(event: Any) -> None:
    """One round over the practices."""
    until = time.monotonic() + WORKING_SECONDS
    exchange.do_chores(
        bootstrap.parts(),
        payments=bootstrap.payments(),
        link=f"{bootstrap.settings().public_url.rstrip('/')}/usage-statistics/buy",
        has_time=lambda: time.monotonic() < until,
    )
