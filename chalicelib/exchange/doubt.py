"""Messages whose worker fell silent: evidence makes them sent, time makes them unknown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.campaigns import Batch, Campaign
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.exchange.ports import Parts

WORKER_TIME = timedelta(minutes=15)
"""After this a worker that claimed a row is surely gone: its function may run 2 minutes."""
DOUBT_TIME = timedelta(hours=1)
"""How long evidence may take; after it the message stays unknown, and is not billed."""


def resolve_doubt(
    parts: Parts, campaign: Campaign, batch: Batch, *, at: datetime
) -> Sequence[Message]:
    """
    Decide what can be decided of a batch’s rows in doubt; nothing is ever sent again here.

    Gives back the rows as they now stand.
    """
    rows = parts.campaigns.rows(
        campaign.practice_id, campaign.id, block=batch.block, numbers=batch.numbers
    )
    decided = {row.id: found for row in rows if (found := _decide(row, at=at)) is not None}
    if not decided:
        return rows
    written = frozenset(parts.campaigns.resolve(tuple(decided.values())))
    parts.campaigns.mark_stale(campaign.practice_id, campaign.id, block=batch.block, at=at)
    return [decided[row.id] if row.id in written else row for row in rows]


def _decide(row: Message, *, at: datetime) -> Message | None:
    claimed = row.at.get("claimed")
    if row.status is not MessageStatus.SENDING or claimed is None:
        return None
    if at - claimed < WORKER_TIME:
        return None
    if row.rank > 0:
        return replace(row, status=MessageStatus.SENT, billed=True, at={**row.at, "sent": claimed})
    if at - claimed < DOUBT_TIME:
        return None
    return replace(
        row,
        status=MessageStatus.UNKNOWN,
        reason="no_evidence",
        at={**row.at, "unknown": at},
    )
