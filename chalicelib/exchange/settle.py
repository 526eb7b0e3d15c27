"""The end of a campaign: what was spent is written down, and the rest is given back."""

from datetime import datetime

from chalicelib.domain.campaigns import BatchState, Campaign, CampaignState
from chalicelib.domain.credits import Entry, EntryKind
from chalicelib.exchange.ports import Parts


def settle_campaign(parts: Parts, campaign: Campaign, *, at: datetime) -> Campaign | None:
    """
    Settle a campaign all of whose batches are settled; None if one is still open.

    A pure function of rows that no longer change, so that doing it twice does it once.

    :raises Changed: if the campaign was changed since it was read; nothing has changed.
    """
    batches = parts.campaigns.batches(campaign.practice_id, campaign.id)
    if any(batch.state is BatchState.OPEN for batch in batches) or len(batches) < campaign.batches:
        return None
    spent = sum(batch.cost for batch in batches)
    was_stopped = campaign.state is CampaignState.STOPPING
    settled = campaign.changed(
        state=CampaignState.STOPPED if was_stopped else CampaignState.DONE,
        settled=spent,
        finished_at=at,
    )
    if campaign.is_free:
        parts.campaigns.save(settled)
        return settled
    parts.credits.settle(settled, entries=_entries(campaign, spent=spent, at=at))
    return settled


def _entries(campaign: Campaign, *, spent: int, at: datetime) -> tuple[Entry, ...]:
    returned = campaign.total - spent
    entries = [
        Entry(
            practice_id=campaign.practice_id,
            kind=EntryKind.SPENT,
            cause_id=campaign.id,
            caused_at=campaign.created_at,
            recorded_at=at,
            actor="system",
            reserved=-spent,
            spent=spent,
        )
    ]
    if returned:
        entries.append(
            Entry(
                practice_id=campaign.practice_id,
                kind=EntryKind.RETURNED,
                cause_id=campaign.id,
                caused_at=campaign.created_at,
                recorded_at=at,
                actor="system",
                available=returned,
                reserved=-returned,
            )
        )
    return tuple(entries)
