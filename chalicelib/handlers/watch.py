"""Every few minutes: do addresses bounce, is something stuck, what did carriers say of texts?"""

import logging
from datetime import timedelta
from typing import Any

from chalice.app import Blueprint, Rate

from chalicelib import bootstrap
from chalicelib.domain.campaigns import Campaign
from chalicelib.exchange import brake
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.reconcile import is_stuck
from chalicelib.exchange.text_results import WINDOW, receive_text_results
from chalicelib.handlers.envelopes import on_schedule

watchers = Blueprint(__name__)
log = logging.getLogger(__name__)

CAMPAIGNS_LOOKED_AT = 200
STUCK_AFTER = timedelta(hours=2)
"""A batch that comes back is looked at again within a quarter of an hour."""


@watchers.schedule(Rate(5, unit=Rate.MINUTES))
@on_schedule
def watch_over(event: Any) -> None:
    """Brake what bounces; tell of what is stuck and of how much email may still leave."""
    parts, at = bootstrap.parts(), bootstrap.now()
    campaigns = _under_way(parts)
    stuck = [each for each in campaigns if is_stuck(parts, each, at=at, after=STUCK_AFTER)]
    for campaign in stuck:
        log.warning(
            "campaign stuck", extra={"practice": campaign.practice_id, "campaign": campaign.id}
        )
    seen = brake.brake(parts, campaigns, at=at)
    for reputation in seen:
        if reputation.bounce_rate >= brake.WARNED_FROM:
            log.warning("addresses bounce", extra={"practice": reputation.practice_id})
    unknown = sum(brake.in_doubt(parts, campaign) for campaign in campaigns)
    bootstrap.measure({"StuckCampaigns": len(stuck), "Doubt": unknown})
    bootstrap.measure(
        {
            "BounceRate": max((each.bounce_rate for each in seen), default=0.0),
            "ComplaintRate": max((each.complaint_rate for each in seen), default=0.0),
            "EmailQuotaUsed": bootstrap.email_quota_used(),
        },
        unit="Percent",
    )


@watchers.schedule(Rate(5, unit=Rate.MINUTES))
@on_schedule
def read_text_results(event: Any) -> None:
    """End User Messaging tells by itself; then there is nothing to read."""
    parts, at = bootstrap.parts(), bootstrap.now()
    told = bootstrap.text_results(start=at - WINDOW, end=at)
    receive_text_results(parts, told, at=at)


def _under_way(parts: Parts) -> list[Campaign]:
    found = (
        parts.campaigns.get(*each) for each in parts.campaigns.awake(limit=CAMPAIGNS_LOOKED_AT)
    )
    return [campaign for campaign in found if campaign is not None]
