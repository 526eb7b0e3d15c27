"""A batch whose hours have not come waits for them; what would then come too late is left out."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.campaigns import Batch, Campaign
from chalicelib.domain.goes_at import opens_at
from chalicelib.domain.messages import Message, MessageStatus, SkipReason
from chalicelib.domain.quiet_hours import read_window
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.release import RETURN_AFTER

CLOCKS_DIFFER = timedelta(minutes=1)


def is_on_its_way(batch: Batch, *, at: datetime) -> bool:
    """Whether a batch that is not due was released; one that is held comes back much later."""
    return batch.due_at is not None and batch.due_at <= at + RETURN_AFTER + CLOCKS_DIFFER


def hold_back(parts: Parts, campaign: Campaign, batch: Batch, *, at: datetime) -> bool:
    """
    False if its hours are now. Else it is due again when they come, and never dropped for that.

    Only what would then be too late for its visit is skipped now, so that its credits return.
    """
    opens = opens_at(read_window(batch.window), hours=campaign.hours, at=at)
    if opens == at:
        return False
    rows = parts.campaigns.rows(
        batch.practice_id, batch.campaign_id, block=batch.block, numbers=batch.numbers
    )
    if any(has_come(row, at=at) for row in rows):
        return False
    late = [row for row in rows if _is_too_late(row, opens=opens)]
    closed = parts.campaigns.close([_skipped(row, opens=opens, at=at) for row in late])
    left = [row for row in rows if not row.is_final and row.id not in closed]
    if not left:
        cost = sum(row.cost for row in rows)
        parts.campaigns.settle_batch(batch, cost=cost, at=at)
        return True
    is_settled_later = any(_is_too_late(row, opens=opens) or _is_in_doubt(row) for row in left)
    due_at = at + RETURN_AFTER if opens is None or is_settled_later else opens
    known = [row.held_until for row in left if row.held_until is not None]
    parts.campaigns.postpone(batch, due_at=min([due_at, *known]))
    # Counted afresh, so that staff read how many are held.
    parts.campaigns.mark_stale(batch.practice_id, batch.campaign_id, block=batch.block, at=at)
    return True


def has_come(row: Message, *, at: datetime) -> bool:
    """Whether the last look held it until now: its reader moved, and has hours of their own."""
    is_queued = row.status is MessageStatus.QUEUED
    return is_queued and row.held_until is not None and row.held_until <= at


def _is_too_late(row: Message, *, opens: datetime | None) -> bool:
    if row.status is not MessageStatus.QUEUED or row.held_until is not None:
        return False
    return opens is None or (row.appointment_at is not None and row.appointment_at <= opens)


def _is_in_doubt(row: Message) -> bool:
    return row.status is MessageStatus.SENDING


def _skipped(row: Message, *, opens: datetime | None, at: datetime) -> Message:
    reason = SkipReason.NEVER_OPEN if opens is None else SkipReason.TOO_LATE
    return replace(
        row,
        status=MessageStatus.SKIPPED,
        reason=reason.value,
        at={**row.at, "skipped": at},
    )
