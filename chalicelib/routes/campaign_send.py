"""The last step: the price is on the button, and pressing it twice sends once."""

from datetime import UTC, datetime, time, timedelta

from chalicelib import bootstrap
from chalicelib.domain.campaigns import Campaign, CampaignState, WrongState
from chalicelib.domain.credits import NotEnoughCredits
from chalicelib.domain.practices import Practice
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.send import (
    DAYS_AHEAD,
    AddressNotSet,
    NothingToSend,
    PriceChanged,
    StartTooFar,
    send_campaign,
)
from chalicelib.routes.days import read_day
from chalicelib.routes.door import (
    HTTPStatus,
    Page,
    Response,
    StaffDoor,
    Visit,
    answer_page,
    see_other,
)
from chalicelib.web import urls
from chalicelib.web.forms import FieldError, Form
from chalicelib.web.moments import moment
from chalicelib.web.pages.page import Notice
from chalicelib.web.pages.send import MadeAgain
from chalicelib.web.presenters.campaign_list import campaign_href
from chalicelib.web.presenters.send import made_again_of, send_page

sending = StaffDoor(__name__)
NO_POSTAL_ADDRESS = (
    "A broadcast must carry the practice’s postal address. "
    "Enter it in Settings, then choose the addresses again"
)
TOO_FAR = f"Choose a time from now on, at most {DAYS_AHEAD} days ahead"


@sending.get("/campaigns/{campaign_id}/send", right="create")
def ask(visit: Visit, campaign_id: str) -> Page | Response:
    campaign = campaign_of(visit.parts, visit.practice_id, campaign_id)
    if campaign.state is not CampaignState.READY or not campaign.created_count:
        return see_other(campaign_href(campaign))
    return _page(visit, campaign)


@sending.post("/campaigns/{campaign_id}/send", right="create")
def send(visit: Visit, campaign_id: str) -> Page | Response:
    campaign = campaign_of(visit.parts, visit.practice_id, campaign_id)
    starts_at = _starts_at(visit)
    credits_seen = visit.form.whole_number("credits_seen")
    if not visit.form.is_valid:
        return _page(visit, campaign, errors=visit.form.errors)
    try:
        sent = send_campaign(
            visit.parts,
            practice_id=visit.practice_id,
            campaign_id=campaign_id,
            credits_seen=credits_seen,
            by=visit.by,
            at=visit.at,
            starts_at=starts_at,
        )
    except WrongState:
        return _already(visit, campaign_id)
    except PriceChanged:
        again = made_again_of(campaign, practice=visit.practice, at=visit.at)
        return answer_page(_page(visit, campaign, made_again=again), status=HTTPStatus.CONFLICT)
    except NotEnoughCredits:
        return answer_page(_page(visit, campaign), status=HTTPStatus.CONFLICT)
    except (StartTooFar, AddressNotSet, NothingToSend) as refused:
        return _page(visit, campaign, errors=(REFUSALS[type(refused)],))
    return see_other(urls.campaign(sent.id))


REFUSALS: dict[type[Exception], FieldError] = {
    StartTooFar: FieldError("date", TOO_FAR),
    AddressNotSet: FieldError("", NO_POSTAL_ADDRESS),
    NothingToSend: FieldError("", "Nobody would get a message. Choose others"),
}


def _page(
    visit: Visit,
    campaign: Campaign,
    *,
    made_again: MadeAgain | None = None,
    errors: tuple[FieldError, ...] = (),
) -> Page:
    return send_page(
        visit.frame,
        campaign=campaign,
        held=visit.parts.credits.balance(visit.practice_id),
        form=visit.form,
        delay_seconds=bootstrap.settings().send_delay_seconds,
        made_again=made_again,
        errors=errors,
    )


def _already(visit: Visit, campaign_id: str) -> Response:
    """
    Somebody was faster, or pressed twice: then it has been sent once, and is shown.

    :raises WrongState: if it was not sent but discarded, or is being made again.
    """
    campaign = campaign_of(visit.parts, visit.practice_id, campaign_id)
    if not campaign.is_released or campaign.sent_at is None:
        raise WrongState(state=campaign.state, changed_by=campaign.sent_by)
    sent_at = moment(campaign.sent_at, zone=visit.practice.time_zone, now=visit.at)
    notice = Notice(
        tone="warning",
        heading="Already sent",
        text=f"{campaign.sent_by} sent this {sent_at.in_sentence}. Nothing was sent again.",
    )
    return see_other(urls.campaign(campaign_id), notice=notice)


def _starts_at(visit: Visit) -> datetime | None:
    """When to begin; None is at once. What is wrong with it, the form says."""
    if visit.form.typed("when") == "later":
        return _typed_start(visit.form, practice=visit.practice)
    delay = bootstrap.settings().send_delay_seconds
    return visit.at + timedelta(seconds=delay) if delay else None


def _typed_start(form: Form, *, practice: Practice) -> datetime | None:
    day = read_day(form.typed("date"))
    if day is None:
        form.refuse("date", "Enter the day to begin")
        return None
    try:
        hour = time.fromisoformat(form.typed("time").strip())
    except ValueError:
        form.refuse("time", "Enter the time to begin, such as 09:30")
        return None
    return datetime.combine(day, hour.replace(tzinfo=None), practice.time_zone).astimezone(UTC)
