"""Throwing a campaign away before it is sent."""

from datetime import datetime

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.ports import Changed, Parts


def discard_campaign(
    parts: Parts, *, practice_id: str, campaign_id: str, by: str, at: datetime
) -> Campaign:
    """
    Throw away a campaign that was not sent; it costs nothing.

    :raises NoSuchCampaign: if there is none; :raises WrongState: if it was sent.
    """
    while True:
        campaign = campaign_of(parts, practice_id, campaign_id)
        if campaign.state is CampaignState.DISCARDED:
            return campaign
        campaign.must_be(
            CampaignState.DRAFT,
            CampaignState.SPLITTING,
            CampaignState.READY,
            CampaignState.REFUSED,
        )
        discarded = campaign.changed(state=CampaignState.DISCARDED, finished_at=at)
        try:
            parts.campaigns.save(discarded)
        except Changed:
            continue
        parts.audit.add(practice_id, actor=by, act="discarded", subject=campaign_id, at=at)
        return discarded
