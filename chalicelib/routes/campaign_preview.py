"""The third step: the messages as they will be read, before anything is sent."""

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.credits import NotEnoughCredits
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.look import preview as preview_of_id
from chalicelib.exchange.look import preview_of
from chalicelib.exchange.look_at_made import ROWS, Made
from chalicelib.exchange.save_template import TemplateTroubles
from chalicelib.exchange.send import AddressNotSet
from chalicelib.exchange.send_test import NoTest, send_test
from chalicelib.routes.answers import answer_html
from chalicelib.routes.door import NotThere, Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError, Form
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.preview import (
    Looking,
    Seen,
    left_out_page,
    making_page,
    preview_page,
)
from chalicelib.web.security import EMAIL_FRAME_HEADERS

previews = StaffDoor(__name__)
SEARCH_CHARACTERS = 100


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


@previews.get("/campaigns/{campaign_id}/messages/{message_id}/email", right="view")
def show_email(visit: Visit, campaign_id: str, message_id: str) -> Response:
    seen = preview_of_id(visit.parts, visit.practice_id, campaign_id, message_id)
    if not seen.email_html:
        raise NotThere
    return answer_html(seen.email_html, headers=EMAIL_FRAME_HEADERS)


@previews.post("/campaigns/{campaign_id}/test", right="create")
def send_to_me(visit: Visit, campaign_id: str) -> Response:
    campaign = campaign_of(visit.parts, visit.practice_id, campaign_id)
    campaign.must_be(CampaignState.READY)
    position = _number(visit.form, "position", at_least=1)
    message = Made(visit.parts, campaign).at(position)
    if message is None:
        raise NotThere
    email = visit.session.email
    try:
        send_test(visit.parts, campaign, message, to=email, by=visit.by, at=visit.at)
        notice = Notice(tone="good", heading="Done", text=f"A test is on its way to {email}.")
    except NotEnoughCredits:
        notice = _no_test("There are no credits left for it.")
    except AddressNotSet:
        notice = _no_test("Enter the practice’s postal address in Settings first.")
    except (NoTest, TemplateTroubles):
        notice = _no_test(f"No email can be sent to {email}.")
    return see_other(urls.campaign_preview(campaign_id, position=position), notice=notice)


def _preview(visit: Visit, campaign: Campaign) -> Page:
    made = Made(visit.parts, campaign)
    search = visit.query.text("search", at_most=SEARCH_CHARACTERS)
    position = _number(visit.query, "position", at_least=1)
    errors: tuple[FieldError, ...] = ()
    if search:
        found = made.position_of(search)
        position = found or position
        errors = () if found else (FieldError("search", f"Nobody here matches “{search}”"),)
    position = min(position, max(1, campaign.created_count))
    looking = Looking(position, search, _number(visit.query, "skipped", at_least=0))
    return preview_page(
        visit.frame,
        campaign=campaign,
        practice=visit.practice,
        held=visit.parts.credits.balance(visit.practice_id),
        looking=looking,
        seen=_seen(visit, campaign, made, looking=looking),
        errors=errors,
    )


def _seen(visit: Visit, campaign: Campaign, made: Made, *, looking: Looking) -> Seen:
    message = made.at(looking.position)
    long_texts, first_long_text = made.long_texts()
    return Seen(
        preview=None if message is None else preview_of(visit.parts, campaign, message),
        skipped=made.skipped(first=looking.skipped_page * ROWS),
        long_texts=long_texts,
        first_long_text=first_long_text,
    )


def _left_out(visit: Visit, campaign: Campaign) -> Page:
    page = _number(visit.query, "skipped", at_least=0)
    skipped = Made(visit.parts, campaign).skipped(first=page * ROWS)
    return left_out_page(visit.frame, campaign=campaign, skipped=skipped, skipped_page=page)


def _no_test(text: str) -> Notice:
    return Notice(tone="bad", heading="The test was not sent", text=text)


def _number(form: Form, name: str, *, at_least: int) -> int:
    """A number of the address; junk is the least."""
    typed = form.typed(name)
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < 8
    return max(at_least, int(typed)) if is_number else at_least
