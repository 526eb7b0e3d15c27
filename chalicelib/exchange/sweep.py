"""The one scheduler: it opens, releases, recovers, cancels and settles, and counts afresh."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.campaigns import Batch, BatchState, Campaign, CampaignState
from chalicelib.domain.messages import MessageStatus
from chalicelib.exchange.count_block import count_as_waiting, fold_block
from chalicelib.exchange.doubt import resolve_doubt
from chalicelib.exchange.hold import hold_back, is_on_its_way
from chalicelib.exchange.pay_replies import pay_all_replies
from chalicelib.exchange.ports import Changed, Parts
from chalicelib.exchange.release import Room, release_in_turn, whole_room
from chalicelib.exchange.settle import settle_campaign

CAMPAIGNS_PER_SWEEP = 200
STALE_BLOCKS_PER_SWEEP = 200
SPLIT_AGAIN_AFTER = timedelta(minutes=15)
SWEEP_LOCK = timedelta(minutes=5)


def sweep(parts: Parts) -> bool:
    """
    One round over everything that is under way; False when another round is running.

    Each step reads what it acts on consistently and writes under a condition, so that a round
    that dies, or two rounds at once, leave nothing half done.
    """
    own, at = parts.new_id(), parts.now()
    if not parts.leases.lock("sweep", own=own, until=at + SWEEP_LOCK, at=at):
        return False
    try:
        room, due = whole_room(parts), list[Batch]()
        for practice_id, campaign_id in parts.campaigns.awake(limit=CAMPAIGNS_PER_SWEEP):
            campaign = parts.campaigns.get(practice_id, campaign_id)
            if campaign is not None:
                due += _look_after(parts, campaign, room=room)
        release_in_turn(parts, due, room=room, at=parts.now())
        for block in parts.campaigns.stale_blocks(limit=STALE_BLOCKS_PER_SWEEP):
            fold_block(parts, block)
        pay_all_replies(parts)
    finally:
        parts.leases.unlock("sweep", own=own)
    return True


def _look_after(parts: Parts, campaign: Campaign, *, room: Room) -> Sequence[Batch]:
    """Do what there is to do for one campaign; its batches that are to leave now."""
    try:
        if campaign.state is CampaignState.SPLITTING:
            _split_again(parts, campaign)
        elif campaign.state is CampaignState.SCHEDULED:
            count_as_waiting(parts, campaign)
            _start(parts, campaign)
        elif campaign.state is CampaignState.SENDING:
            return _send_on(parts, campaign, room=room)
        elif campaign.state is CampaignState.STOPPING:
            _stop(parts, campaign)
        elif campaign.state is CampaignState.PAUSED:
            _recover(parts, campaign)
    except Changed:
        # Staff were faster; the next round sees what they did.
        return ()
    return ()


def _split_again(parts: Parts, campaign: Campaign) -> None:
    """A split whose queue message was lost, or whose worker died, is queued once more."""
    if parts.now() - campaign.created_at < SPLIT_AGAIN_AFTER:
        return
    name = f"split-again:{campaign.id}"
    at = parts.now()
    # Never let go of, and a name of its own each time: so it is queued once in so many minutes.
    if parts.leases.lock(name, own=parts.new_id(), until=at + SPLIT_AGAIN_AFTER, at=at):
        parts.queues.split(campaign.practice_id, campaign.id)


def _start(parts: Parts, campaign: Campaign) -> None:
    if campaign.starts_at is not None and campaign.starts_at <= parts.now():
        parts.campaigns.save(campaign.changed(state=CampaignState.SENDING))
        parts.queues.nudge_sweep()


def _send_on(parts: Parts, campaign: Campaign, *, room: Room) -> Sequence[Batch]:
    """The batches that are due in their hours; those on their way take up their room."""
    at = parts.now()
    due: list[Batch] = []
    is_done = True
    batches = _open(parts, campaign)
    if batches and not any(batch.releases for batch in batches):
        count_as_waiting(parts, campaign)
    for batch in batches:
        if not _is_due(batch, at=at):
            room[batch.method.channel] -= batch.size if is_on_its_way(batch, at=at) else 0
            is_done = False
        elif not _came_to_an_end(parts, campaign, batch, at=at):
            is_done = False
            if not hold_back(parts, campaign, batch, at=at):
                due.append(batch)
    if is_done:
        _settle(parts, campaign, at=at)
    return due


def _is_due(batch: Batch, *, at: datetime) -> bool:
    return batch.due_at is None or batch.due_at <= at


def _came_to_an_end(parts: Parts, campaign: Campaign, batch: Batch, *, at: datetime) -> bool:
    """
    Recover a batch that came back: True when it settled, so that nothing is left to release.

    Rows in doubt keep it open until evidence or time decides them.
    """
    if batch.releases == 0:
        return False
    rows = resolve_doubt(parts, campaign, batch, at=at)
    if all(row.is_final for row in rows):
        parts.campaigns.settle_batch(batch, cost=sum(row.cost for row in rows), at=at)
        return True
    return False


def _recover(parts: Parts, campaign: Campaign) -> None:
    """While paused nothing leaves, but what was in flight comes to its end."""
    at = parts.now()
    for batch in _open(parts, campaign):
        if _is_due(batch, at=at):
            _came_to_an_end(parts, campaign, batch, at=at)


def _stop(parts: Parts, campaign: Campaign) -> None:
    at = parts.now()
    is_done = True
    for batch in _open(parts, campaign):
        rows = resolve_doubt(parts, campaign, batch, at=at)
        queued = [row for row in rows if row.status is MessageStatus.QUEUED]
        cancelled = [
            replace(
                row,
                status=MessageStatus.CANCELLED,
                reason="stopped",
                at={**row.at, "cancelled": at},
            )
            for row in queued
        ]
        closed = parts.campaigns.close(cancelled) if cancelled else ()
        if len(closed) == len(queued) and not any(
            row.status is MessageStatus.SENDING for row in rows
        ):
            cost = sum(row.cost for row in rows)
            parts.campaigns.settle_batch(batch, cost=cost, at=at)
        else:
            is_done = False
    if is_done:
        _settle(parts, campaign, at=at)


def _settle(parts: Parts, campaign: Campaign, *, at: datetime) -> None:
    """Counted first, so that whoever reads that it is done reads the counts of the end as well."""
    for block in parts.campaigns.blocks(campaign.practice_id, campaign.id):
        if block.is_stale:
            fold_block(parts, block)
    settle_campaign(parts, campaign, at=at)


def _open(parts: Parts, campaign: Campaign) -> Sequence[Batch]:
    batches = parts.campaigns.batches(campaign.practice_id, campaign.id)
    return [batch for batch in batches if batch.state is BatchState.OPEN]
