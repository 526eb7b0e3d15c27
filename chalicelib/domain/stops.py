"""What must not be used any more: addresses that bounced, and people who asked us to stop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.preferences import Need


class StopKind(StrEnum):
    """Why an address is not used, and with that how far the stop reaches."""

    HARD_BOUNCE = "hard_bounce"
    COMPLAINT = "complaint"
    NOT_FOR_TEXTS = "not_for_texts"
    """The carrier says for good that no text can reach the number."""
    NOT_FOR_CALLS = "not_for_calls"
    UNSUBSCRIBED = "unsubscribed"
    TEXTS = "texts"
    CALLS = "calls"
    EVERYTHING = "everything"
    PAUSED = "paused"


@dataclass(frozen=True)
class Stop:
    """One stop of one address; `source` says who recorded it (provider, staff id, key 9, link)."""

    practice_id: str
    address: str
    kind: StopKind
    at: datetime
    source: str
    detail: str = ""
    """Short machine word such as “no_such_address”; never a name or an address."""
    again_at: datetime | None = None
    """When it was asked for last, if more than once."""

    @property
    def last_at(self) -> datetime:
        return self.again_at or self.at

    def covers(self, *, channel: Channel, need: Need) -> bool:
        """Whether a message of that kind to this address must not go."""
        if self.kind is StopKind.UNSUBSCRIBED:
            return channel is Channel.EMAIL and need is Need.ANNOUNCEMENT
        if self.kind in (StopKind.TEXTS, StopKind.NOT_FOR_TEXTS):
            return channel is Channel.TEXT
        if self.kind in (StopKind.CALLS, StopKind.NOT_FOR_CALLS):
            return channel is Channel.PHONE
        if self.kind is StopKind.PAUSED:
            return channel in (Channel.TEXT, Channel.PHONE)
        if self.kind is StopKind.EVERYTHING:
            return True
        return channel is Channel.EMAIL

    @property
    def is_with_carrier(self) -> bool:
        """Whether the carrier may bar the number as well: what is texted to us, it reads first."""
        return self.kind is StopKind.TEXTS and self.source in (BY_TEXT, BY_PROVIDER)


BY_TEXT, BY_PROVIDER = "text", "provider"
"""Sources of stops: a word that they texted us; an answer or news of who carries our messages."""
OPTED_OUT = "opted_out"
"""The provider’s reason for a number that is on its own list: what it bars, we bar as well."""
NO_SUCH_NUMBER = "no_such_number"
"""The one reason of a failed text or call that is for good; all others may pass."""
OF_A_WRONG_NUMBER: Mapping[Channel, StopKind] = {
    Channel.TEXT: StopKind.NOT_FOR_TEXTS,
    Channel.PHONE: StopKind.NOT_FOR_CALLS,
}
CLEARED_BY_CORRECTION = frozenset(
    {StopKind.HARD_BOUNCE, StopKind.COMPLAINT, *OF_A_WRONG_NUMBER.values()}
)
"""Stops of the address itself; what a person asked for is never cleared by an edit."""
