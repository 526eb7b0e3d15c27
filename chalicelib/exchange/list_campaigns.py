"""The list behind a tab: what was made, newest first, and how far the moving ones have come."""

from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain.campaigns import RESERVING, Campaign, CampaignState, Shelf
from chalicelib.domain.messages import ShownStatus
from chalicelib.exchange.look import counts_of
from chalicelib.exchange.ports import Parts, Slice

LOOKS = 20
"""How often the store is asked for more, when few of those read are of the state asked for."""
COUNTED = 5
"""Only so many campaigns on their way are counted for a list."""
ALL_STATES = frozenset(CampaignState) - {CampaignState.DISCARDED}
NOT_GONE = frozenset(
    {
        ShownStatus.READY,
        ShownStatus.SKIPPED,
        ShownStatus.QUEUED,
        ShownStatus.HELD,
        ShownStatus.SENDING,
        ShownStatus.CANCELLED,
    }
)
"""Statuses of what has not left the building."""


def list_campaigns(
    parts: Parts,
    practice_id: str,
    *,
    shelf: Shelf,
    states: frozenset[CampaignState] = ALL_STATES,
    until: datetime | None = None,
    limit: int,
    cursor: str | None = None,
) -> Slice[Campaign]:
    """
    Campaigns of a list in these states; a page may be short and yet have a next one.

    :raises BadCursor: if the cursor is not one of this list.
    """
    found: list[Campaign] = []
    for _ in range(LOOKS):
        page = parts.campaigns.of_practice(
            practice_id, shelf=shelf, until=until, limit=limit - len(found), cursor=cursor
        )
        found += [each for each in page.items if each.state in states]
        cursor = page.next
        if cursor is None or len(found) >= limit:
            break
    return Slice(tuple(found), cursor)


def gone_so_far(parts: Parts, campaigns: tuple[Campaign, ...]) -> Mapping[str, int]:
    """How many messages have left, by campaign id, of those on their way."""
    moving = [campaign for campaign in campaigns if campaign.state in RESERVING]
    return {
        campaign.id: sum(
            count.messages
            for key, count in counts_of(parts, campaign).items()
            if key.status not in NOT_GONE
        )
        for campaign in moving[:COUNTED]
    }
