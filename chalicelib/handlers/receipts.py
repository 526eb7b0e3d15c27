"""A provider has news of messages that were handed to it."""

from typing import Any

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.domain.delivery import Receipt
from chalicelib.exchange import receive as exchange
from chalicelib.handlers.envelopes import Failures, gathered

receipts = Blueprint(__name__)


RECEIPTS_AT_ONCE = 100
"""A busy second brings hundreds; read and written together, each costs a tenth."""
WAIT_SECONDS = 1


@receipts.on_sqs_message(
    queue="pmx-receipts",
    batch_size=RECEIPTS_AT_ONCE,
    maximum_batching_window_in_seconds=WAIT_SECONDS,
)
def receive(event: Any) -> Failures:
    """Fold a batch of receipts into their messages."""
    return gathered(event, read=bootstrap.read_receipts, work=_receive)


@receipts.lambda_function(name="call_step")
def call_step(event: Any, context: Any) -> dict[str, str]:
    """The contact flow says how far a call has come; the answer is not spoken."""
    parts = bootstrap.parts()
    exchange.receive(parts, [bootstrap.read_call_step(event, at=parts.now())])
    return {"noted": "yes"}


def _receive(news: list[Receipt]) -> None:
    exchange.receive(bootstrap.parts(), news)
