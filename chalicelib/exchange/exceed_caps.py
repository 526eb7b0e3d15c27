"""An administrator lets one campaign reach numbers that had enough of the practice lately."""

from contextlib import suppress
from datetime import datetime

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.ports import Changed, Parts


def exceed_caps(
    parts: Parts, *, practice_id: str, campaign_id: str, by: str, at: datetime
) -> Campaign:
    """
    Before it is sent: no message of it waits, or is left out, for the caps. On record, for good.

    Its messages count for later campaigns all the same. A second time changes nothing.

    :raises NoSuchCampaign: if there is none; :raises WrongState: if it is not ready, or was sent.
    """
    while True:
        campaign = campaign_of(parts, practice_id, campaign_id)
        campaign.must_be(CampaignState.READY)
        if campaign.exceeds_caps:
            return campaign
        # On record first: that it holds and nobody knows who said so is what must not be.
        parts.audit.add(practice_id, actor=by, act="exceeded_caps", subject=campaign_id, at=at)
        exempt = campaign.changed(exceeds_caps=True)
        with suppress(Changed):
            parts.campaigns.save(exempt)
            return exempt
