"""Once a minute, and whenever somebody pressed a button, everything under way is looked after."""

from typing import Any

from chalice.app import Blueprint, Rate

from chalicelib import bootstrap
from chalicelib.exchange import sweep as exchange
from chalicelib.handlers.envelopes import Failures, gathered, on_schedule

sweeps = Blueprint(__name__)


@sweeps.on_sqs_message(queue="pmx-sweep", batch_size=10)
def sweep(event: Any) -> Failures:
    """Somebody pressed Send or Stop: do not wait for the minute."""
    return gathered(event, read=lambda note: (note,), work=_sweep)


@sweeps.schedule(Rate(1, unit=Rate.MINUTES))
@on_schedule
def sweep_on_schedule(event: Any) -> None:
    """The minute’s round."""
    _sweep([])


def _sweep(nudges: list[object]) -> None:
    if exchange.sweep(bootstrap.parts()):
        bootstrap.measure({"Sweeps": 1})
