"""One message as it was sent, what happened to it since, and what to do now."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import unescape

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Address, Channel, shown
from chalicelib.domain.messages import Message, MessageStatus, last_event
from chalicelib.domain.practices import Practice
from chalicelib.exchange.look import Preview
from chalicelib.web import moments, urls
from chalicelib.web.pages.messages_sent import OneMessagePage, TimelineEvent
from chalicelib.web.pages.page import Frame
from chalicelib.web.pages.preview import MessageCard, Told
from chalicelib.web.presenters.goes_at import goes_at_words
from chalicelib.web.presenters.statuses import patient_name, status_of
from chalicelib.web.skip_words import skip_reason
from chalicelib.web.timeline_words import EVENTS, EVENTS_BY_CHANNEL, event_words
from chalicelib.web.words import LANGUAGES, METHODS, ORIGINS, counted

TROUBLE = frozenset(
    {"hard_bounce", "soft_bounce", "rejected", "not_rendered", "complaint", "failed", "unknown"}
)
TO_DO = {
    "hard_bounce": "Ask for a new address. We will not use this one again until you correct it.",
    "complaint": "Ask how to reach them instead. We will not use this address again.",
    "soft_bounce": "The inbox may be full. Ask for another address if it happens again.",
    "failed": "Ask whether the number is right.",
    "busy": "Call them yourself if it is urgent.",
    "no_answer": "Call them yourself if it is urgent.",
}
"""What staff can do about a receipt."""
CORRECTABLE = frozenset({"hard_bounce", "complaint", "soft_bounce", "failed"})
OURS = ("created", "queued", "claimed", "sent")
"""What we did ourselves, in this order; everything else is news of it."""
KNOWN = frozenset({*EVENTS, *(name for _, name in EVENTS_BY_CHANNEL)})
NOT_CHARGED = frozenset(
    {
        MessageStatus.FAILED,
        MessageStatus.CANCELLED,
        MessageStatus.SKIPPED,
        MessageStatus.UNKNOWN,
    }
)
PARAGRAPH = re.compile(r"</p>\s*<p>")
MARK = re.compile(r"<[^>]*>")


def one_message_page(
    frame: Frame,
    *,
    campaign: Campaign,
    preview: Preview,
    practice: Practice,
    at: datetime,
    told: Told | None = None,
) -> OneMessagePage:
    """`preview` holds the very words that were sent, and the message’s row."""
    message = preview.message
    event = last_event(message) if message.status is MessageStatus.SENT else None
    return OneMessagePage(
        frame=frame,
        patient=patient_name(message),
        patient_href=urls.patient(message.patient_id) if message.patient_id else None,
        method=message.method.value if message.method else "email",
        campaign=campaign.name,
        campaign_href=urls.campaign(campaign.id),
        status=status_of(message, campaign=campaign, practice=practice, at=at),
        card=replace(
            sent_card(preview, campaign=campaign),
            goes_at=goes_at_words(campaign, message, practice=practice, at=at),
        ),
        timeline=tuple(_timeline(message, practice=practice, at=at)),
        credits_line=_credits_line(message),
        advice=_advice(message),
        told=told,
        correct_href=(
            urls.contact(message.contact_id, back=urls.message(message.id))
            if event is not None and event.value in CORRECTABLE and message.contact_id
            else None
        ),
    )


def sent_card(preview: Preview, *, campaign: Campaign) -> MessageCard:
    """The message as its reader met it."""
    message = preview.message
    channel = message.channel or Channel.EMAIL
    return MessageCard(
        channel=channel.value,
        recipient=message.values.get("contact") or patient_name(message),
        sentence=_sentence(message),
        credits=message.credits,
        language=message.language if message.language in campaign.texts else "en",
        reads=LANGUAGES.get(message.values.get("reads", ""), ""),
        subject=preview.subject,
        text={
            Channel.EMAIL: preview.email_text,
            Channel.TEXT: preview.text,
            Channel.PHONE: heard(preview.phone_opening_ssml),
        }[channel],
        after_key=heard(preview.phone_ssml),
        html_href=urls.campaign_email(campaign.id, message.id) if preview.email_html else "",
        segments=preview.segments,
    )


def heard(ssml: str) -> str:
    """The words of a call without the marks for the voice, a line each."""
    return unescape(MARK.sub("", PARAGRAPH.sub("\n", ssml))).strip()


def _sentence(message: Message) -> str:
    if message.method is None:
        return ""
    origin = ORIGINS.get(message.origin)
    said = f"{METHODS[message.method.value]} to {shown(Address(message.method, message.to))}"
    return f"{said} ({origin})" if origin else said


def _timeline(message: Message, *, practice: Practice, at: datetime) -> Iterator[TimelineEvent]:
    method = message.method.value if message.method else "email"
    known = [(when, name) for name, when in message.at.items() if name in KNOWN]
    for when, name in sorted(known, key=lambda pair: _place(*pair, message=message)):
        yield TimelineEvent(
            at=moments.moment(when, zone=practice.time_zone, now=at),
            words=event_words(name, method=method),
            detail=_detail(name, message),
            is_trouble=name in TROUBLE,
        )


def _place(when: datetime, name: str, *, message: Message) -> tuple[datetime, int]:
    """A provider’s clock may be ahead of ours: news of a message comes after its sending."""
    if name in OURS:
        return when, OURS.index(name)
    return max(when, message.at.get("sent", when)), len(OURS)


def _detail(name: str, message: Message) -> str:
    if name == "skipped":
        return _skip_words(message)
    if name == "hard_bounce":
        return "Correct it in the record; we will not use this address again until you do."
    if name == "complaint":
        return "We will not use this address again."
    if name == "unknown":
        return "It may have been sent or not. It is not charged, and never sent again by itself."
    return ""


def _skip_words(message: Message) -> str:
    method = message.method.value if message.method else ""
    return skip_reason(message.reason, method=method, detail=message.detail).words


def _credits_line(message: Message) -> str:
    price = counted(message.credits, "credit")
    if message.billed:
        return f"{price} spent"
    if message.status is MessageStatus.SKIPPED:
        return "Not sent: no credits"
    if message.status in NOT_CHARGED:
        return f"Not charged: {price} returned"
    return f"{price} reserved"


def _advice(message: Message) -> str:
    if message.status is MessageStatus.SKIPPED:
        method = message.method.value if message.method else ""
        return skip_reason(message.reason, method=method, detail=message.detail).advice
    if message.status is MessageStatus.UNKNOWN:
        return "Ask the family whether they got it before you send it again."
    event = last_event(message) if message.status is MessageStatus.SENT else None
    return TO_DO.get(event.value, "") if event else ""
