"""Somebody of the staff reads what one patient was sent; that they did is written down."""

from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.messages import Message, NoSuchMessage
from chalicelib.exchange.find import message_of
from chalicelib.exchange.ports import Parts


def open_message(
    parts: Parts, practice_id: str, message_id: str, *, by: str, at: datetime
) -> tuple[Campaign, Message]:
    """:raises NoSuchMessage: if there is none of that id, or its campaign was not sent."""
    campaign, message = message_of(parts, practice_id, message_id)
    if not campaign.is_released:
        raise NoSuchMessage
    parts.audit.add(practice_id, actor=by, act="opened_message", subject=message.id, at=at)
    return campaign, message
