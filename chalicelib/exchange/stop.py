"""Stopping what has not left, and letting a paused campaign go on."""

from datetime import datetime

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.ports import Changed, Parts

ALREADY_STOPPED = frozenset({CampaignState.STOPPING, CampaignState.STOPPED})


def stop_campaign(
    parts: Parts, *, practice_id: str, campaign_id: str, by: str, at: datetime
) -> Campaign:
    """
    Let nothing more leave than what is in flight; the sweep cancels the rest and settles.

    Stopping what is stopped already changes nothing.

    :raises NoSuchCampaign: if there is none; :raises WrongState: if it is not on its way.
    """
    while True:
        campaign = campaign_of(parts, practice_id, campaign_id)
        if campaign.state in ALREADY_STOPPED:
            return campaign
        campaign.must_be(CampaignState.SCHEDULED, CampaignState.SENDING, CampaignState.PAUSED)
        stopping = campaign.changed(state=CampaignState.STOPPING, stopped_by=by, stopped_at=at)
        if _saved(parts, stopping):
            parts.audit.add(practice_id, actor=by, act="stopped", subject=campaign_id, at=at)
            parts.queues.nudge_sweep()
            return stopping


def pause_campaign(parts: Parts, *, practice_id: str, campaign_id: str, reason: str) -> None:
    """A provider takes nothing more for now: hold what waits until somebody has looked."""
    while True:
        campaign = campaign_of(parts, practice_id, campaign_id)
        if campaign.state is not CampaignState.SENDING:
            return
        if _saved(parts, campaign.changed(state=CampaignState.PAUSED, pause_reason=reason)):
            return


def resume_campaign(
    parts: Parts, *, practice_id: str, campaign_id: str, by: str, at: datetime
) -> Campaign:
    """
    Go on with a paused campaign.

    :raises NoSuchCampaign: if there is none; :raises WrongState: if it is not paused.
    """
    while True:
        campaign = campaign_of(parts, practice_id, campaign_id)
        campaign.must_be(CampaignState.PAUSED)
        resumed = campaign.changed(state=CampaignState.SENDING, pause_reason="")
        if _saved(parts, resumed):
            parts.audit.add(practice_id, actor=by, act="resumed", subject=campaign_id, at=at)
            parts.queues.nudge_sweep()
            return resumed


def _saved(parts: Parts, campaign: Campaign) -> bool:
    try:
        parts.campaigns.save(campaign)
    except Changed:
        return False
    return True
