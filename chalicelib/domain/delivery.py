"""What a provider tells us of a message later, in our words, and which news outranks which."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.contact_methods import Channel


class DeliveryEvent(StrEnum):
    """Everything that a receipt can say."""

    SENT = "sent"
    DELAYED = "delayed"
    SOFT_BOUNCE = "soft_bounce"
    DELIVERED = "delivered"
    HARD_BOUNCE = "hard_bounce"
    REJECTED = "rejected"
    NOT_RENDERED = "not_rendered"
    COMPLAINT = "complaint"
    PENDING = "pending"
    CARRIER_ACCEPTED = "carrier_accepted"
    RESULT_UNKNOWN = "result_unknown"
    FAILED = "failed"
    STARTED = "started"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    ANSWERED = "answered"
    HEARD = "heard"
    CONFIRMED = "confirmed"
    OPENED = "opened"
    CLICKED = "clicked"
    UNSUBSCRIBED = "unsubscribed"
    STOP_CALLS = "stop_calls"


RANKS: dict[Channel, dict[DeliveryEvent, int]] = {
    Channel.EMAIL: {
        DeliveryEvent.SENT: 1,
        DeliveryEvent.DELAYED: 2,
        DeliveryEvent.SOFT_BOUNCE: 3,
        DeliveryEvent.DELIVERED: 4,
        DeliveryEvent.HARD_BOUNCE: 5,
        DeliveryEvent.REJECTED: 5,
        DeliveryEvent.NOT_RENDERED: 5,
        DeliveryEvent.COMPLAINT: 6,
    },
    Channel.TEXT: {
        DeliveryEvent.SENT: 1,
        DeliveryEvent.PENDING: 2,
        DeliveryEvent.CARRIER_ACCEPTED: 3,
        DeliveryEvent.RESULT_UNKNOWN: 4,
        DeliveryEvent.DELIVERED: 5,
        DeliveryEvent.FAILED: 6,
    },
    Channel.PHONE: {
        DeliveryEvent.STARTED: 1,
        DeliveryEvent.BUSY: 2,
        DeliveryEvent.NO_ANSWER: 2,
        DeliveryEvent.FAILED: 2,
        DeliveryEvent.ANSWERED: 3,
        DeliveryEvent.HEARD: 4,
        DeliveryEvent.CONFIRMED: 5,
    },
}
"""A later event counts only if its rank is higher: a bounce outranks a delivery in any order."""

FLAGS = frozenset(
    {
        DeliveryEvent.OPENED,
        DeliveryEvent.CLICKED,
        DeliveryEvent.UNSUBSCRIBED,
        DeliveryEvent.STOP_CALLS,
    }
)
"""Events beside the ranks: they are only ever added."""

BAD_NEWS = frozenset(
    {
        DeliveryEvent.SOFT_BOUNCE,
        DeliveryEvent.HARD_BOUNCE,
        DeliveryEvent.REJECTED,
        DeliveryEvent.NOT_RENDERED,
        DeliveryEvent.COMPLAINT,
        DeliveryEvent.FAILED,
        DeliveryEvent.BUSY,
        DeliveryEvent.NO_ANSWER,
    }
)
"""Events after which a message counts as not delivered, unless a higher one comes."""

SUPPRESSING = {
    DeliveryEvent.HARD_BOUNCE: "hard_bounce",
    DeliveryEvent.COMPLAINT: "complaint",
}
"""Events after which the address is not used again until corrected."""


@dataclass(frozen=True)
class Receipt:
    """One piece of news of one message; `reason` holds no name, address or body."""

    practice_id: str
    message_id: str
    event: DeliveryEvent
    at: datetime
    reason: str = ""
    provider_id: str = ""
    channel: Channel | None = None
    """By which it left, where the provider’s news say so."""

    @property
    def rank(self) -> int:
        """Its rank, as far as it says how the message left; else 0, as for a flag."""
        return 0 if self.channel is None else rank_of(self.channel, self.event)

    @property
    def says_all(self) -> bool:
        """
        Whether it is a rank, its moment and nothing else: no flag, reason, stop or visit.

        Bad news say more: by them the message comes into the lists of what did not arrive.
        """
        has_more = self.event in BAD_NEWS or self.event is DeliveryEvent.CONFIRMED
        return self.rank > 0 and not self.reason and not has_more


def rank_of(channel: Channel, event: DeliveryEvent) -> int:
    """Its rank on that channel; 0 for flags and for events that the channel does not know."""
    return RANKS[channel].get(event, 0)
