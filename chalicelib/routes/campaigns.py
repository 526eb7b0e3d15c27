"""One campaign after its steps: how far it has come, stopping it, or throwing it away."""

from chalicelib.domain.campaigns import CampaignState
from chalicelib.exchange.discard import discard_campaign
from chalicelib.exchange.drafts import REMAKEABLE
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.look import campaign_view
from chalicelib.exchange.look_at_made import Made
from chalicelib.exchange.stop import resume_campaign, stop_campaign
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.pages.page import Notice
from chalicelib.web.pages.progress import ProgressFragment, ProgressPage
from chalicelib.web.presenters.campaign_list import campaign_href
from chalicelib.web.presenters.preview import making_fragment
from chalicelib.web.presenters.progress import (
    STOPPABLE,
    ShownPage,
    discard_page,
    progress_page,
    stop_page,
)

campaigns = StaffDoor(__name__)


@campaigns.get("/campaigns/{campaign_id}", right="view")
def show(visit: Visit, campaign_id: str) -> Page | Response:
    campaign = campaign_of(visit.parts, visit.practice_id, campaign_id)
    if campaign.state is CampaignState.DISCARDED:
        gone = Notice(tone="plain", heading="Discarded", text=f"{campaign.name} was discarded.")
        return see_other(urls.campaigns(campaign.kind.value), notice=gone)
    if not campaign.is_released:
        return see_other(campaign_href(campaign))
    return _progress(visit, campaign_id, kind=ProgressPage)


@campaigns.refresh("/campaigns/{campaign_id}/progress", right="view")
def refresh(visit: Visit, campaign_id: str) -> Page:
    campaign = campaign_of(visit.parts, visit.practice_id, campaign_id)
    if not campaign.is_released:
        return making_fragment(visit.plain_frame, campaign=campaign)
    return _progress(visit, campaign_id, kind=ProgressFragment)


@campaigns.get("/campaigns/{campaign_id}/stop", right="create")
def ask_to_stop(visit: Visit, campaign_id: str) -> Page | Response:
    view = campaign_view(visit.parts, visit.practice_id, campaign_id)
    if view.campaign.state not in STOPPABLE:
        return see_other(urls.campaign(campaign_id))
    return stop_page(visit.frame, view=view)


@campaigns.post("/campaigns/{campaign_id}/stop", right="create")
def stop(visit: Visit, campaign_id: str) -> Response:
    stop_campaign(
        visit.parts,
        practice_id=visit.practice_id,
        campaign_id=campaign_id,
        by=visit.by,
        at=visit.at,
    )
    text = "Nothing more leaves. The credits of what was waiting come back."
    return see_other(
        urls.campaign(campaign_id), notice=Notice(tone="good", heading="Done", text=text)
    )


@campaigns.post("/campaigns/{campaign_id}/resume", right="create")
def resume(visit: Visit, campaign_id: str) -> Response:
    resume_campaign(
        visit.parts,
        practice_id=visit.practice_id,
        campaign_id=campaign_id,
        by=visit.by,
        at=visit.at,
    )
    return see_other(
        urls.campaign(campaign_id),
        notice=Notice(tone="good", heading="Done", text="Sending goes on."),
    )


@campaigns.get("/campaigns/{campaign_id}/discard", right="create")
def ask_to_discard(visit: Visit, campaign_id: str) -> Page | Response:
    campaign = campaign_of(visit.parts, visit.practice_id, campaign_id)
    if campaign.state not in (CampaignState.DRAFT, *REMAKEABLE):
        return see_other(urls.campaign(campaign_id))
    return discard_page(visit.frame, campaign=campaign)


@campaigns.post("/campaigns/{campaign_id}/discard", right="create")
def discard(visit: Visit, campaign_id: str) -> Response:
    gone = discard_campaign(
        visit.parts,
        practice_id=visit.practice_id,
        campaign_id=campaign_id,
        by=visit.by,
        at=visit.at,
    )
    return see_other(
        urls.campaigns(gone.kind.value),
        notice=Notice(tone="good", heading="Done", text=f"{gone.name} was discarded."),
    )


def _progress(visit: Visit, campaign_id: str, *, kind: type[ShownPage]) -> ShownPage:
    view = campaign_view(visit.parts, visit.practice_id, campaign_id)
    return progress_page(
        kind,
        visit.frame,
        view=view,
        troubled=Made(visit.parts, view.campaign).troubled(),
        practice=visit.practice,
        per_second=visit.parts.per_second,
        at=visit.at,
    )
