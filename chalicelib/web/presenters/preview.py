"""The third step as a page: the message as somebody gets it, the price, and what to look at."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.caps import NO_CAPS
from chalicelib.domain.contact_methods import (
    BadAddress,
    Channel,
    ContactMethod,
    read_address,
    shown,
)
from chalicelib.domain.credits import Balance as Held
from chalicelib.domain.credits import QuoteLine
from chalicelib.domain.practices import Practice
from chalicelib.domain.templates import Kind
from chalicelib.exchange.look import Preview
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.page import Frame, Pager
from chalicelib.web.pages.preview import (
    MessageCard,
    PreviewPage,
    UsageRow,
)
from chalicelib.web.presenters.goes_at import goes_at_words
from chalicelib.web.presenters.left_out import (
    everyone_href,
    name_in_list,
    reach_of,
    reasons,
    skipped_pager,
    skipped_rows,
    told_by,
)
from chalicelib.web.presenters.messages_sent import balance_of
from chalicelib.web.presenters.one_message import sent_card
from chalicelib.web.presenters.preview_checks import Seen, checks, preview_at


@dataclass(frozen=True)
class Looking:
    """Where in the messages somebody is, and what they look for."""

    position: int = 1
    search: str = ""
    skipped_page: int = 0
    why: tuple[str, ...] = ()
    """Only those left out for one of these reasons."""


@dataclass(frozen=True)
class Own:
    """Where a test of whoever looks goes."""

    email: str
    number: str = ""


def preview_page(
    frame: Frame,
    *,
    campaign: Campaign,
    practice: Practice,
    held: Held,
    looking: Looking,
    seen: Seen,
    at: datetime,
    own: Own,
    errors: tuple[FieldError, ...] = (),
) -> PreviewPage:
    """A campaign that is made and not sent; `own` is where a test goes."""
    return PreviewPage(
        frame=frame,
        errors=errors,
        kind=campaign.kind.value,
        campaign_id=campaign.id,
        name=campaign.name,
        balance=balance_of(practice, held),
        audience_href=audience_href(campaign),
        selected=campaign.selected,
        messages=campaign.created_count,
        credits=campaign.total,
        usage=tuple(_usage(line) for line in campaign.quote.lines),
        position=looking.position,
        card=_card(seen.preview, campaign=campaign, practice=practice, at=at),
        previous_href=_beside(campaign, looking.position - 1),
        next_href=_beside(campaign, looking.position + 1),
        search=looking.search,
        own_number=_as_typed(own.number),
        own_email=own.email,
        checks=tuple(checks(campaign, seen)) if campaign.created_count else (),
        limits=_limits(campaign, practice),
        reach=reach_of(campaign),
        skipped=skipped_rows(seen.skipped, told=told_by(seen.tellers, practice=practice, at=at)),
        **_left_out(campaign, looking, seen),
    )


def _left_out(
    campaign: Campaign, looking: Looking, seen: Seen
) -> dict[str, Any]:  # Any, because it is spread into typed fields.
    return {
        "skipped_count": campaign.skipped_count,
        "skipped_why": reasons(campaign, why=looking.why),
        "skipped_pager": _pager(campaign, looking, seen),
        "everyone_href": everyone_href(campaign),
    }


def _limits(campaign: Campaign, practice: Practice) -> str:
    goes_to_numbers = any(method.channel is not Channel.EMAIL for method in campaign.created)
    if not goes_to_numbers or practice.caps == NO_CAPS:
        return ""
    return "exceeded" if campaign.exceeds_caps else "kept"


def audience_href(campaign: Campaign) -> str:
    """Where it is chosen who gets it."""
    if campaign.kind is Kind.PERSONALIZED:
        return urls.campaign_patients(campaign.id)
    return urls.campaign_addresses(campaign.id)


def _beside(campaign: Campaign, position: int) -> str | None:
    return preview_at(campaign, position) if 1 <= position <= campaign.created_count else None


def _pager(campaign: Campaign, looking: Looking, seen: Seen) -> Pager | None:
    rows = len(seen.skipped)
    return skipped_pager(campaign, why=looking.why, page=looking.skipped_page, rows=rows)


def _card(
    preview: Preview | None, *, campaign: Campaign, practice: Practice, at: datetime
) -> MessageCard | None:
    """Under the patient’s name here, with the contact who gets it, and when it goes."""
    if preview is None:
        return None
    return replace(
        sent_card(preview, campaign=campaign),
        recipient=name_in_list(preview.message),
        goes_at=goes_at_words(campaign, preview.message, practice=practice, at=at),
    )


def _as_typed(number: str) -> str:
    try:
        return shown(read_address(ContactMethod.TEXT, number)) if number else ""
    except BadAddress:
        return number


def _usage(line: QuoteLine) -> UsageRow:
    return UsageRow(
        method=line.method.value,
        messages=line.messages,
        each=line.credits_each,
        credits=line.credits,
    )
