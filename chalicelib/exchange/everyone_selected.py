"""Everybody who was selected for one campaign, as a file: who gets a message, and who none."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.messages import Message
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.ports import Parts

ROWS_AT_ONCE = 5_000
"""More than that do not come in one answer; the API lists them page by page."""


class NoSuchList(LookupError):
    """The messages are not all made yet, or there are too many for one file."""


def may_be_taken(campaign: Campaign) -> bool:
    """Whether everybody is accounted for, in a list that is not too long."""
    is_whole = campaign.selected > 0 and campaign.ready_at is not None
    return is_whole and campaign.selected <= ROWS_AT_ONCE


def everyone_selected(
    parts: Parts, practice_id: str, campaign_id: str, *, by: str, at: datetime
) -> tuple[Campaign, Iterator[Message]]:
    """
    The campaign and all of its rows, in the order of the list; that it was taken is on record.

    :raises NoSuchCampaign: if there is none of that id.
    :raises NoSuchList: if there is no whole list to take.
    """
    campaign = campaign_of(parts, practice_id, campaign_id)
    if not may_be_taken(campaign):
        raise NoSuchList
    parts.audit.add(practice_id, actor=by, act="exported_selected", subject=campaign.id, at=at)
    return campaign, _rows(parts, campaign)


def _rows(parts: Parts, campaign: Campaign) -> Iterator[Message]:
    for block in range(campaign.blocks):
        yield from parts.campaigns.rows(campaign.practice_id, campaign.id, block=block)
