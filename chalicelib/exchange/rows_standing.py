"""The messages of one campaign that stand at a certain point, a page at a time, however many."""

from collections.abc import Iterator, Mapping

from chalicelib.domain.campaigns import PAIRS_PER_BLOCK, Campaign
from chalicelib.domain.counts import Counts
from chalicelib.domain.messages import (
    DELIVERED_STATUSES,
    NOT_DELIVERED_STATUSES,
    TROUBLED_STATUSES,
    Message,
    ShownStatus,
    shown_status,
)
from chalicelib.exchange.look import CampaignView, read_place, write_place
from chalicelib.exchange.ports import Parts, Slice

ROWS_READ = 80
"""Ten units at most. A page is short, and has a next one, where few of so many stand there."""
TO_SPARE = 2
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
READS_OF_TROUBLE = 2
"""Most that ran into trouble are still in it, and what was asked for is most of that."""


def rows_standing(
    parts: Parts,
    view: CampaignView,
    *,
    statuses: frozenset[ShownStatus],
    limit: int,
    cursor: str | None = None,
) -> Slice[Message]:
    """
    Messages in these statuses, in the order of the frozen list; a page may be short.

    Those in trouble are few among many, and stand in a list of their own.

    :raises BadCursor: if the cursor is not one of this campaign.
    """
    campaign = view.campaign
    if statuses <= TROUBLED_STATUSES:
        return _in_trouble(parts, campaign, statuses=statuses, limit=limit, cursor=cursor)
    place = 0 if cursor is None else read_place(cursor, campaign_id=campaign.id)
    made = min(campaign.selected, campaign.cursor * PAIRS_PER_BLOCK)
    found: list[Message] = []
    # What was counted before Send as ready waits in the queue now.
    asked = statuses | {ShownStatus.READY} if ShownStatus.QUEUED in statuses else statuses
    pieces = _read(parts, view, place=place, made=made, statuses=asked, wanted=limit)
    for rows, following in pieces:
        for row in rows:
            if shown_status(row, is_released=campaign.is_released) in statuses:
                found.append(row)
            if len(found) == limit:
                seen = row.block * PAIRS_PER_BLOCK + row.number + 1
                return _up_to(campaign, found, place=seen, made=made)
        place = following
    return _up_to(campaign, found, place=place, made=made)


def _in_trouble(
    parts: Parts,
    campaign: Campaign,
    *,
    statuses: frozenset[ShownStatus],
    limit: int,
    cursor: str | None,
) -> Slice[Message]:
    found: list[Message] = []
    for _ in range(READS_OF_TROUBLE):
        page = parts.campaigns.troubled(
            campaign.practice_id, campaign.id, limit=limit - len(found), cursor=cursor
        )
        found += [row for row in page.items if shown_status(row, is_released=True) in statuses]
        cursor = page.next
        if cursor is None or len(found) >= limit:
            break
    return Slice(tuple(found), cursor)


def _read(
    parts: Parts,
    view: CampaignView,
    *,
    place: int,
    made: int,
    statuses: frozenset[ShownStatus],
    wanted: int,
) -> Iterator[tuple[tuple[Message, ...], int]]:
    """Rows from a place on, and the place after them: at most ROWS_READ in all."""
    if view.rows:
        yield view.rows[place:], made
        return
    campaign, counted = view.campaign, {block.number: block.counts for block in view.blocks}
    left = ROWS_READ
    while place < made and left:
        block, number = divmod(place, PAIRS_PER_BLOCK)
        end = min((block + 1) * PAIRS_PER_BLOCK, made)
        likely = _rows_for(wanted, counts=counted.get(block, {}), statuses=statuses)
        if not likely:
            place = end
            yield (), place
            continue
        piece = min(likely, left, end - place)
        # A page that somebody reads may be a moment behind, and costs half.
        rows = parts.campaigns.glance(
            campaign.practice_id, campaign.id, block=block, first=number, limit=piece
        )
        place, left = place + piece, left - piece
        yield rows, place


def _rows_for(wanted: int, *, counts: Counts, statuses: frozenset[ShownStatus]) -> int:
    """How many rows of a block are likely to hold so many; 0 if by its counts there are none."""
    of = sum(count.messages for count in counts.values())
    those = sum(count.messages for key, count in counts.items() if key.status in statuses)
    return -(-wanted * of // those) + TO_SPARE if those else 0


def _up_to(campaign: Campaign, rows: list[Message], *, place: int, made: int) -> Slice[Message]:
    following = write_place(place, campaign_id=campaign.id) if place < made else None
    return Slice(tuple(rows), following)
