"""A patient has texted back."""

from typing import Any

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.exchange.reply import receive_reply
from chalicelib.handlers.envelopes import Failures, Note, each_note

inbound = Blueprint(__name__)


@inbound.on_sqs_message(queue="pmx-inbound", batch_size=10)
def receive_replies(event: Any) -> Failures:
    """Each text by itself: one that cannot be read does not hold up the others."""
    return each_note(event, _receive)


def _receive(note: Note) -> None:
    receive_reply(bootstrap.parts(), bootstrap.read_reply(note))
