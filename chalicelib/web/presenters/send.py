"""The last step as a page: what goes to how many, for how much, and what is left then."""

from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.credits import Balance as Held
from chalicelib.domain.practices import Practice
from chalicelib.web import urls
from chalicelib.web.forms import FieldError, Form
from chalicelib.web.moments import moment
from chalicelib.web.pages.page import Frame
from chalicelib.web.pages.send import MadeAgain, SendPage
from chalicelib.web.presenters.preview import audience_href


def send_page(
    frame: Frame,
    *,
    campaign: Campaign,
    held: Held,
    form: Form,
    delay_seconds: int = 0,
    made_again: MadeAgain | None = None,
    errors: tuple[FieldError, ...] = (),
) -> SendPage:
    """`form` holds what was chosen; it is empty when the page is first seen."""
    return SendPage(
        frame=frame,
        errors=errors,
        kind=campaign.kind.value,
        campaign_id=campaign.id,
        name=campaign.name,
        message_href=urls.campaign_message(campaign.id),
        audience_href=audience_href(campaign),
        messages=campaign.created_count,
        skipped=campaign.skipped_count,
        credits=campaign.total,
        available=held.available,
        made_again=made_again,
        delay_seconds=delay_seconds,
        when="later" if form.typed("when") == "later" else "now",
        date=form.typed("date"),
        time=form.typed("time"),
    )


def made_again_of(campaign: Campaign, *, practice: Practice, at: datetime) -> MadeAgain:
    """Who made the messages that now have another price."""
    made_at = campaign.ready_at or campaign.created_at
    return MadeAgain(at=moment(made_at, zone=practice.time_zone, now=at), by=campaign.created_by)
