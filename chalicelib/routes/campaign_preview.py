"""The third step: the messages as they will be read, before anything is sent."""

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.exchange.everyone_selected import NoSuchList, everyone_selected
from chalicelib.exchange.exceed_caps import exceed_caps
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.look import preview as preview_of_id
from chalicelib.exchange.look import preview_of
from chalicelib.exchange.look_at_made import ROWS, Made
from chalicelib.exchange.send_test import own_number
from chalicelib.exchange.told_already import tellers
from chalicelib.reports.sent_rows import rows_csv
from chalicelib.routes.answers import answer_html
from chalicelib.routes.door import NotThere, Page, Response, StaffDoor, Visit, see_other
from chalicelib.routes.downloads import csv_download
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.left_out import left_out_page, told_by
from chalicelib.web.presenters.making import making_page
from chalicelib.web.presenters.preview import (
    Looking,
    Own,
    preview_page,
)
from chalicelib.web.presenters.preview_checks import Seen
from chalicelib.web.security import EMAIL_FRAME_HEADERS

previews = StaffDoor(__name__)
SEARCH_CHARACTERS = 100
BEYOND = Notice(tone="good", heading="Done", text="The limit of each number does not hold it back.")


@previews.get("/campaigns/{campaign_id}/preview", right="view")
def show(visit: Visit, campaign_id: str) -> Page | Response:
    campaign = campaign_of(visit.parts, visit.practice_id, campaign_id)
    if campaign.state is CampaignState.SPLITTING:
        return making_page(visit.frame, campaign=campaign)
    if campaign.state in (CampaignState.DRAFT, CampaignState.DISCARDED):
        return see_other(urls.campaign(campaign_id))
    if campaign.is_released:
        return _left_out(visit, campaign)
    return _preview(visit, campaign)


@previews.get("/campaigns/{campaign_id}/everyone.csv", right="view")
def take_everyone(visit: Visit, campaign_id: str) -> Response:
    try:
        campaign, rows = everyone_selected(
            visit.parts, visit.practice_id, campaign_id, by=visit.by, at=visit.at
        )
    except NoSuchList as error:
        raise NotThere from error
    lines = rows_csv(rows, zone=visit.practice.time_zone, is_released=campaign.is_released)
    return csv_download(lines, name="everybody-selected")


@previews.post("/campaigns/{campaign_id}/caps", right="admin")
def go_beyond_the_caps(visit: Visit, campaign_id: str) -> Response:
    exceed_caps(
        visit.parts,
        practice_id=visit.practice_id,
        campaign_id=campaign_id,
        by=visit.session.name,
        at=visit.at,
    )
    return see_other(urls.campaign_preview(campaign_id), notice=BEYOND)


@previews.get("/campaigns/{campaign_id}/messages/{message_id}/email", right="view")
def show_email(visit: Visit, campaign_id: str, message_id: str) -> Response:
    seen = preview_of_id(visit.parts, visit.practice_id, campaign_id, message_id)
    if not seen.email_html:
        raise NotThere
    return answer_html(seen.email_html, headers=EMAIL_FRAME_HEADERS)


def _preview(visit: Visit, campaign: Campaign) -> Page:
    made = Made(visit.parts, campaign)
    search = visit.query.text("search", at_most=SEARCH_CHARACTERS)
    position = visit.query.position("position")
    errors: tuple[FieldError, ...] = ()
    if search:
        found = made.position_of(search)
        position = found or position
        errors = () if found else (FieldError("search", f"Nobody here matches “{search}”"),)
    return _shown(visit, campaign, made, position=position, search=search, errors=errors)


def show_preview(
    visit: Visit, campaign: Campaign, *, position: int, errors: tuple[FieldError, ...]
) -> Page:
    """The page again, with what is wrong with a form on it."""
    made = Made(visit.parts, campaign)
    return _shown(visit, campaign, made, position=position, search="", errors=errors)


def _shown(
    visit: Visit,
    campaign: Campaign,
    made: Made,
    *,
    position: int,
    search: str,
    errors: tuple[FieldError, ...],
) -> Page:
    place = min(position, max(1, campaign.created_count))
    looking = Looking(
        place, search, visit.query.position("skipped", at_least=0), _why(visit, campaign)
    )
    typed = visit.form.typed("to")
    held = own_number(visit.parts, visit.practice_id, visit.session.user_id)
    return preview_page(
        visit.frame,
        campaign=campaign,
        practice=visit.practice,
        held=visit.parts.credits.balance(visit.practice_id),
        looking=looking,
        seen=_seen(visit, campaign, made, looking=looking),
        at=visit.at,
        own=Own(visit.session.email, typed or held),
        errors=errors,
    )


def _seen(visit: Visit, campaign: Campaign, made: Made, *, looking: Looking) -> Seen:
    message = made.at(looking.position)
    skipped = made.skipped(first=looking.skipped_page * ROWS, why=looking.why)
    return Seen(
        preview=None if message is None else preview_of(visit.parts, campaign, message),
        skipped=skipped,
        tellers=tellers(visit.parts, visit.practice_id, skipped),
        long_texts=made.long_texts(),
        in_spanish=made.in_spanish(),
        in_another_language=made.in_another_language(),
    )


def _left_out(visit: Visit, campaign: Campaign) -> Page:
    page, why = visit.query.position("skipped", at_least=0), _why(visit, campaign)
    skipped = Made(visit.parts, campaign).skipped(first=page * ROWS, why=why)
    earlier = tellers(visit.parts, visit.practice_id, skipped)
    return left_out_page(
        visit.frame,
        campaign=campaign,
        skipped=skipped,
        told=told_by(earlier, practice=visit.practice, at=visit.at),
        page=page,
        why=why,
    )


def _why(visit: Visit, campaign: Campaign) -> tuple[str, ...]:
    """Those of the reasons asked for that there are in this campaign; empty for all."""
    asked = visit.query.text("why").split(",")
    return tuple(reason for reason in campaign.skipped if reason in asked)
