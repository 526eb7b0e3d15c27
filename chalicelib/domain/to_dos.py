"""What staff do themselves, because a contact asked for a letter or for a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.messages import Message, MessageStatus, SkipReason

BY_MAIL, BY_PERSON = SkipReason.CHOSE_MAIL.value, SkipReason.CHOSE_PERSON.value
BY_HAND = (BY_MAIL, BY_PERSON)
"""Why these got no message: what is to be done instead, in the order of pages."""


@dataclass(frozen=True)
class Tick:
    """One of them is done: by whom and when. It costs nothing and is counted as manual."""

    practice_id: str
    message_id: str
    how: str
    """One of `BY_HAND`."""
    by: str
    at: datetime


def to_do_of(campaign: Campaign) -> Mapping[str, int]:
    """How many letters and talks a campaign leaves to staff, once it has been sent."""
    if not campaign.is_released:
        return dict.fromkeys(BY_HAND, 0)
    return {how: campaign.skipped.get(how, 0) for how in BY_HAND}


def is_to_do(message: Message) -> bool:
    """Whether this pair is left to staff."""
    return message.status is MessageStatus.SKIPPED and message.reason in BY_HAND
