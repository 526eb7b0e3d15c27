"""One campaign after its steps: how far it has come, stopping it, or throwing it away."""

from chalicelib.domain.campaigns import CampaignState
from chalicelib.domain.messages import TROUBLED_STATUSES, Message
from chalicelib.exchange.discard import discard_campaign
from chalicelib.exchange.drafts import REMAKEABLE
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.look import CampaignView, campaign_at_a_glance, campaign_view
from chalicelib.exchange.rows_standing import STANDING, rows_standing
from chalicelib.exchange.stop import resume_campaign, stop_campaign
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.pages.page import Notice
from chalicelib.web.pages.progress import ProgressFragment, ProgressPage
from chalicelib.web.presenters.campaign_list import campaign_href
from chalicelib.web.presenters.campaign_messages import ROWS, campaign_messages_page
from chalicelib.web.presenters.making import making_fragment
from chalicelib.web.presenters.progress import (
    STOPPABLE,
    ShownPage,
    discard_page,
    progress_page,
    stop_page,
)
from chalicelib.web.presenters.trail import read_trail

campaigns = StaffDoor(__name__)
TROUBLES_SHOWN = 20


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


@campaigns.get("/campaigns/{campaign_id}/messages", right="view")
def show_messages(visit: Visit, campaign_id: str) -> Page | Response:
    view = campaign_at_a_glance(visit.parts, visit.practice_id, campaign_id)
    show = visit.query.text("show")
    if not view.campaign.is_released or show not in STANDING:
        return see_other(urls.campaign(campaign_id))
    trail = read_trail(visit.query.text("after"))
    found = rows_standing(
        visit.parts,
        view,
        statuses=STANDING[show],
        limit=ROWS,
        cursor=trail.cursor,
    )
    return campaign_messages_page(
        visit.frame,
        view=view,
        show=show,
        found=found,
        practice=visit.practice,
        trail=trail,
        at=visit.at,
    )


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
        troubled=_troubled(visit, view),
        practice=visit.practice,
        per_second=visit.parts.per_second,
        at=visit.at,
    )


def _troubled(visit: Visit, view: CampaignView) -> tuple[Message, ...]:
    """The first of those that did not arrive, or of which nobody knows."""
    if not any(key.status in TROUBLED_STATUSES for key in view.counts):
        return ()
    found = rows_standing(visit.parts, view, statuses=TROUBLED_STATUSES, limit=TROUBLES_SHOWN)
    return found.items
