"""The third step as a page: the message as somebody gets it, the price, and what to look at."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.campaigns import PAIRS_PER_BLOCK, Campaign
from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address, shown
from chalicelib.domain.credits import Balance as Held
from chalicelib.domain.credits import QuoteLine
from chalicelib.domain.messages import Message, SkipReason
from chalicelib.domain.practices import Practice
from chalicelib.domain.templates import Kind
from chalicelib.exchange.look import Preview
from chalicelib.exchange.look_at_made import ROWS, Noticed
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.left_out import LeftOutPage
from chalicelib.web.pages.page import Frame, Pager
from chalicelib.web.pages.preview import (
    Check,
    MessageCard,
    PreviewPage,
    SkippedRow,
    UsageRow,
)
from chalicelib.web.presenters.goes_at import goes_at_words
from chalicelib.web.presenters.messages_sent import balance_of
from chalicelib.web.presenters.one_message import sent_card
from chalicelib.web.presenters.statuses import patient_name
from chalicelib.web.skip_words import skip_reason
from chalicelib.web.words import counted


@dataclass(frozen=True)
class Looking:
    """Where in the messages somebody is, and what they look for."""

    position: int = 1
    search: str = ""
    skipped_page: int = 0


@dataclass(frozen=True)
class Seen:
    """What was found there."""

    preview: Preview | None
    skipped: tuple[Message, ...]
    long_texts: Noticed
    in_spanish: Noticed
    in_another_language: Noticed


def preview_page(
    frame: Frame,
    *,
    campaign: Campaign,
    practice: Practice,
    held: Held,
    looking: Looking,
    seen: Seen,
    at: datetime,
    own_number: str = "",
    own_email: str = "",
    errors: tuple[FieldError, ...] = (),
) -> PreviewPage:
    """A campaign that is made and not sent; the two of `own` are where a test goes."""
    messages, position = campaign.created_count, looking.position
    return PreviewPage(
        frame=frame,
        errors=errors,
        kind=campaign.kind.value,
        campaign_id=campaign.id,
        name=campaign.name,
        balance=balance_of(practice, held),
        message_href=urls.campaign_message(campaign.id),
        audience_href=audience_href(campaign),
        selected=campaign.selected,
        messages=messages,
        credits=campaign.total,
        usage=tuple(_usage(line) for line in campaign.quote.lines),
        position=position,
        card=_card(seen.preview, campaign=campaign, practice=practice, at=at),
        previous_href=_at(campaign, position - 1) if position > 1 else None,
        next_href=_at(campaign, position + 1) if position < messages else None,
        search=looking.search,
        own_number=_as_typed(own_number),
        own_email=own_email,
        checks=tuple(_checks(campaign, practice=practice, seen=seen)) if messages else (),
        skipped_count=campaign.skipped_count,
        skipped=tuple(_skipped(row) for row in seen.skipped),
        skipped_pager=_pager(campaign, looking.skipped_page, rows=len(seen.skipped)),
    )


def left_out_page(
    frame: Frame, *, campaign: Campaign, skipped: tuple[Message, ...], skipped_page: int
) -> LeftOutPage:
    """Who did not get a campaign that was sent."""
    return LeftOutPage(
        frame=frame,
        kind=campaign.kind.value,
        campaign_id=campaign.id,
        name=campaign.name,
        skipped_count=campaign.skipped_count,
        skipped=tuple(_skipped(row) for row in skipped),
        skipped_pager=_pager(campaign, skipped_page, rows=len(skipped)),
    )


def audience_href(campaign: Campaign) -> str:
    """Where it is chosen who gets it."""
    if campaign.kind is Kind.PERSONALIZED:
        return urls.campaign_patients(campaign.id)
    return urls.campaign_addresses(campaign.id)


def _card(
    preview: Preview | None, *, campaign: Campaign, practice: Practice, at: datetime
) -> MessageCard | None:
    """Under the patient’s name here, with the contact who gets it, and when it goes."""
    if preview is None:
        return None
    return replace(
        sent_card(preview, campaign=campaign),
        recipient=_name(preview.message),
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


def _checks(campaign: Campaign, *, practice: Practice, seen: Seen) -> Iterator[Check]:
    noun = "patient" if campaign.kind is Kind.PERSONALIZED else "address"
    everyone = counted(campaign.created_count, noun)
    missing = campaign.skipped.get(SkipReason.DETAIL_MISSING.value, 0)
    if missing:
        text = f"{counted(missing, noun)} left out because a detail is missing"
        yield Check(is_good=False, text=text, href="#skipped")
    else:
        yield Check(is_good=True, text=f"Every detail is filled in for {everyone}")
    together = campaign.skipped.get(SkipReason.IN_HOUSEHOLD_MESSAGE.value, 0)
    if together:
        text = f"{counted(together, 'patient')} named in their household’s one message"
        yield Check(is_good=True, text=text, href="#skipped")
    yield from _noticed(campaign, seen)
    if campaign.reply_to:
        yield Check(is_good=True, text="Sender and reply address are set")
    else:
        text = "No reply address is set, so nobody can answer the emails"
        yield Check(is_good=False, text=text, href=urls.settings())
    if campaign.kind is Kind.BROADCAST and not campaign.postal_address.strip():
        text = "The practice’s postal address is missing; the law asks for it in a broadcast"
        yield Check(is_good=False, text=text, href=urls.settings())


def _noticed(campaign: Campaign, seen: Seen) -> Iterator[Check]:
    among = "" if campaign.selected <= PAIRS_PER_BLOCK else "Among the first 1,000: "
    for found, is_good, noun, one, many in (
        (seen.in_spanish, True, "message", "is in Spanish", "are in Spanish"),
        (
            seen.in_another_language,
            False,
            "family",
            "reads Spanish and gets the English words: there are none in Spanish",
            "read Spanish and get the English words: there are none in Spanish",
        ),
        (
            seen.long_texts,
            False,
            "text",
            "is longer than one segment; the price stays 3 credits",
            "are longer than one segment; the price stays 3 credits each",
        ),
    ):
        if found.count:
            text = f"{among}{counted(found.count, noun)} {one if found.count == 1 else many}"
            yield Check(is_good=is_good, text=text, href=_at(campaign, found.first))


def _skipped(row: Message) -> SkippedRow:
    method = row.method.value if row.method else ""
    reason = skip_reason(row.reason, method=method, detail=row.detail)
    return SkippedRow(
        name=_name(row),
        href=urls.patient(row.patient_id) if row.values.get("patient") else None,
        reason=reason.words,
        advice=reason.advice,
    )


def _name(row: Message) -> str:
    name, contact = patient_name(row), row.values.get("contact", "")
    return f"{name} ({contact})" if contact and contact != name else name


def _pager(campaign: Campaign, page: int, *, rows: int) -> Pager | None:
    count, first = campaign.skipped_count, page * ROWS
    if count <= ROWS:
        return None
    return Pager(
        first=first + 1,
        last=first + rows,
        total=count,
        newer_href=_skipped_at(campaign, page - 1) if page else None,
        older_href=_skipped_at(campaign, page + 1) if first + rows < count else None,
    )


def _skipped_at(campaign: Campaign, page: int) -> str:
    return f"{urls.campaign_preview(campaign.id, skipped=str(page))}#skipped"


def _at(campaign: Campaign, position: int) -> str:
    return urls.campaign_preview(campaign.id, position=position)
