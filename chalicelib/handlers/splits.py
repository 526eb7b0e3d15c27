"""A campaign waits to have its messages made."""

from datetime import timedelta
from typing import Any

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.exchange.split import finish_by, split_campaign
from chalicelib.handlers.envelopes import Failures, Note, each_note

splits = Blueprint(__name__)

LEG = timedelta(minutes=2)
"""A split that is not done then goes on in a new leg; the function may run 150 seconds."""


@splits.on_sqs_message(queue="pmx-splits")
def split(event: Any) -> Failures:
    """Make messages for one leg; queue another leg if some are left."""
    return each_note(event, _split)


def _split(note: Note) -> None:
    parts = bootstrap.parts()
    is_done = split_campaign(
        parts,
        practice_id=note["practice"],
        campaign_id=note["campaign"],
        has_time=finish_by(parts.now, until=parts.now() + LEG),
    )
    if not is_done:
        parts.queues.split(note["practice"], note["campaign"])
