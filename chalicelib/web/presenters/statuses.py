"""The word for where one message stands, from what is kept of it."""

from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.goes_at import HOLDING, goes_at, is_held
from chalicelib.domain.messages import Message, MessageStatus, last_event, shown_status
from chalicelib.domain.practices import Practice
from chalicelib.web import moments
from chalicelib.web.words import Tag, held_until, message_status


def status_of(
    message: Message,
    *,
    campaign: Campaign | None = None,
    practice: Practice | None = None,
    at: datetime | None = None,
) -> Tag:
    """The tag of a message that staff have sent; told of its campaign, it says until when held."""
    if campaign is not None and practice is not None and at is not None:
        found = goes_at(campaign, message, zone=practice.time_zone, at=at)
        if found is not None and found.rule in HOLDING and is_held(campaign, message, at=at):
            now = at.astimezone(found.at.tzinfo)
            return held_until(moments.words_of(found.at, now=now))
    shown = shown_status(message, is_released=True)
    # Only what was surely sent is described by its receipts.
    event = last_event(message) if message.status is MessageStatus.SENT else None
    method = message.method.value if message.method else "email"
    return message_status(shown.value, method=method, event=event.value if event else "")


def patient_name(message: Message) -> str:
    """Whom staff know it by: the patient, else the contact, else the address."""
    return message.values.get("patient") or message.values.get("contact") or message.to or "–"
