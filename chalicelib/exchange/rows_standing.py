"""The messages of one campaign that stand at a certain point, a page at a time, however many."""

from collections.abc import Iterator, Mapping

from chalicelib.domain.campaigns import LIVE_FOLD_ROWS, PAIRS_PER_BLOCK, Campaign
from chalicelib.domain.messages import (
    DELIVERED_STATUSES,
    NOT_DELIVERED_STATUSES,
    Message,
    ShownStatus,
    shown_status,
)
from chalicelib.exchange.look import read_place, write_place
from chalicelib.exchange.ports import Parts, Slice

ROWS_PER_READ = 100
READS = 5
"""A page is short, and has a next one, where few of so many rows stand there."""
ON_THE_WAY = frozenset({ShownStatus.SENDING, ShownStatus.SENT, ShownStatus.DELAYED})
WAITING = frozenset({ShownStatus.QUEUED, ShownStatus.HELD, ShownStatus.READY})
STANDING: Mapping[str, frozenset[ShownStatus]] = {
    "delivered": DELIVERED_STATUSES,
    "sending": ON_THE_WAY,
    "not_delivered": NOT_DELIVERED_STATUSES,
    "waiting": WAITING,
    "unknown": frozenset({ShownStatus.UNKNOWN}),
    "stopped": frozenset({ShownStatus.CANCELLED}),
}
"""The numbers of the progress page, each with the statuses that it counts."""
TROUBLED = NOT_DELIVERED_STATUSES | {ShownStatus.UNKNOWN}


def rows_standing(
    parts: Parts,
    campaign: Campaign,
    *,
    statuses: frozenset[ShownStatus],
    limit: int,
    cursor: str | None = None,
) -> Slice[Message]:
    """
    Messages in these statuses, in the order of the frozen list; a page may be short.

    :raises BadCursor: if the cursor is not one of this campaign.
    """
    place = 0 if cursor is None else read_place(cursor, campaign_id=campaign.id)
    made = min(campaign.selected, campaign.cursor * PAIRS_PER_BLOCK)
    found: list[Message] = []
    for start, stop in _ranges(parts, campaign, place=place, made=made, statuses=statuses):
        for row in _read(parts, campaign, start=start, stop=stop):
            if shown_status(row, is_released=campaign.is_released) in statuses:
                found.append(row)
            if len(found) == limit:
                seen = row.block * PAIRS_PER_BLOCK + row.number + 1
                return _up_to(campaign, found, place=seen, made=made)
        place = stop
    return _up_to(campaign, found, place=place, made=made)


def _read(parts: Parts, campaign: Campaign, *, start: int, stop: int) -> tuple[Message, ...]:
    block, number = divmod(start, PAIRS_PER_BLOCK)
    # A page that somebody reads may be a moment behind, and costs half.
    return parts.campaigns.glance(
        campaign.practice_id, campaign.id, block=block, first=number, limit=stop - start
    )


def _ranges(
    parts: Parts, campaign: Campaign, *, place: int, made: int, statuses: frozenset[ShownStatus]
) -> Iterator[tuple[int, int]]:
    """Where to read: at most READS pieces, without the blocks that have none of them."""
    empty = _empty_blocks(parts, campaign, statuses=statuses)
    reads = 0
    while place < made and reads < READS:
        block = place // PAIRS_PER_BLOCK
        if block in empty:
            place = (block + 1) * PAIRS_PER_BLOCK
            continue
        stop = min(place + ROWS_PER_READ, (block + 1) * PAIRS_PER_BLOCK, made)
        yield place, stop
        place, reads = stop, reads + 1


def _empty_blocks(
    parts: Parts, campaign: Campaign, *, statuses: frozenset[ShownStatus]
) -> frozenset[int]:
    """Blocks of which the count, if it is fresh, knows that nothing in them stands there."""
    if campaign.selected <= LIVE_FOLD_ROWS:
        return frozenset()
    # What was counted before Send as ready waits in the queue now.
    asked = statuses | {ShownStatus.READY} if ShownStatus.QUEUED in statuses else statuses
    return frozenset(
        block.number
        for block in parts.campaigns.blocks(campaign.practice_id, campaign.id, may_lag=True)
        if not block.is_stale and not any(key.status in asked for key in block.counts)
    )


def _up_to(campaign: Campaign, rows: list[Message], *, place: int, made: int) -> Slice[Message]:
    following = write_place(place, campaign_id=campaign.id) if place < made else None
    return Slice(tuple(rows), following)
