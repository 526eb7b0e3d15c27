"""A batch of messages waits to be sent; one function for each channel."""

import time
from collections import Counter
from functools import cache
from typing import Any

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.exchange.deliver import deliver_batch
from chalicelib.handlers.envelopes import Failures, Note, each_note

batches = Blueprint(__name__)

WORKING_SECONDS = 110
"""The functions may run 120 seconds; what is left after this is for writing down."""


@batches.on_sqs_message(queue="pmx-email")
def send_email(event: Any) -> Failures:
    """Send batches of emails."""
    return each_note(event, _deliver)


@batches.on_sqs_message(queue="pmx-text")
def send_text(event: Any) -> Failures:
    """Send batches of texts."""
    return each_note(event, _deliver)


@batches.on_sqs_message(queue="pmx-phone")
def send_phone(event: Any) -> Failures:
    """Place batches of calls."""
    return each_note(event, _deliver)


def _deliver(note: Note) -> None:
    _let_lie()
    until = time.monotonic() + WORKING_SECONDS
    told: list[Message] = []
    deliver_batch(
        bootstrap.parts(),
        practice_id=note["practice"],
        campaign_id=note["campaign"],
        number=note["batch"],
        block=note["block"],
        numbers=note["rows"],
        seconds_left=lambda: until - time.monotonic(),
        tell=told.append,
    )
    _measure(told)


@cache
def _let_lie() -> None:
    """What a worker has loaded stays as long as it does: its garbage collector need not look."""
    import gc  # only now: what is loaded before the first message is counted

    gc.freeze()


def _measure(rows: list[Message]) -> None:
    """How many left, and how many were refused: numbers only."""
    if rows and rows[0].channel is not None:
        status = Counter(row.status for row in rows)
        sent, failed = status[MessageStatus.SENT], status[MessageStatus.FAILED]
        bootstrap.measure({"Sent": sent, "Failed": failed}, channel=rows[0].channel.value)
