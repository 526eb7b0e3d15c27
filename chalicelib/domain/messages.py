"""One message to one person: where it stands, and what staff read of that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Self, TypedDict, Unpack

from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.credits import price_of
from chalicelib.domain.delivery import DeliveryEvent, rank_of
from chalicelib.domain.skip_reasons import SkipReason as SkipReason


class MessageStatus(StrEnum):
    """What is kept of a message’s own life; receipts never touch it."""

    QUEUED = "queued"
    SKIPPED = "skipped"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


FINAL = frozenset(MessageStatus) - {MessageStatus.QUEUED, MessageStatus.SENDING}


class ShownStatus(StrEnum):
    """What staff and the API read: the kept status and the receipts together."""

    READY = "ready"
    SKIPPED = "skipped"
    QUEUED = "queued"
    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    FAILED = "failed"
    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AlsoNamed:
    """A brother or sister whom the household’s one message names as well."""

    patient_id: str
    appointment_id: str = ""
    appointment_at: datetime | None = None


class Changes(TypedDict, total=False):
    """What may become different about a message while it is sent; who it is for never does."""

    status: MessageStatus
    reason: str
    detail: str
    held_until: datetime
    own: str
    attempt: int
    billed: bool
    at: Mapping[str, datetime]
    provider_id: str


@dataclass(frozen=True)
class Message:
    """
    One row: a patient and a contact selected, with what became of them.

    `own` names the one invocation that holds it while sending; `attempt` only grows;
    `billed` is set once, together with the provider’s acceptance; `rank` belongs to receipts.
    """

    practice_id: str
    campaign_id: str
    block: int
    number: int
    status: MessageStatus
    reason: str = ""
    detail: str = ""
    """What the reason speaks of, such as the name of an empty field; never personal."""
    patient_id: str = ""
    contact_id: str = ""
    appointment_id: str = ""
    appointment_at: datetime | None = None
    method: ContactMethod | None = None
    to: str = ""
    origin: str = ""
    window: str = ""
    """When texts and calls may reach them (quiet_hours.Window.key); empty: always."""
    held_until: datetime | None = None
    """Not to be tried again before; it counts only while the message is queued."""
    language: str = "en"
    values: Mapping[str, str] = field(default_factory=dict)
    """
    Frozen merge values, plus `patient` and `contact` names for staff lists, and the language that
    the contact `reads` where there are no words in it.
    """
    also_named: tuple[AlsoNamed, ...] = ()
    """Who else this message is about, where a household gets one for all."""
    own: str = ""
    attempt: int = 0
    billed: bool = False
    rank: int = 0
    flags: frozenset[str] = frozenset()
    at: Mapping[str, datetime] = field(default_factory=dict)
    """When each thing happened: created, claimed, sent, skipped …, and every receipt’s event."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """The provider’s short reason for an event, by event."""
    provider_id: str = ""
    is_free: bool = False
    """An answer that goes by itself: a stop confirmed, help, the question which visit."""
    campaign_name: str = ""  # So that lists need not read the campaign as well.

    @cached_property
    def id(self) -> str:
        return message_id(self.campaign_id, block=self.block, number=self.number)

    def but(self, **changes: Unpack[Changes]) -> Self:
        """The same message, but for these: what `replace` makes, at a fifth of its price."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.__dict__.update(changes)
        return made

    @property
    def channel(self) -> Channel | None:
        return None if self.method is None else self.method.channel

    @property
    def patients(self) -> frozenset[str]:
        """Everyone that it speaks of."""
        return frozenset({self.patient_id, *(each.patient_id for each in self.also_named)})

    @property
    def appointments(self) -> Mapping[str, datetime | None]:
        """Every appointment that it speaks of, with the start it names."""
        named = ((each.appointment_id, each.appointment_at) for each in self.also_named)
        return {
            visit: start
            for visit, start in ((self.appointment_id, self.appointment_at), *named)
            if visit
        }

    @property
    def credits(self) -> int:
        """What it costs if it is sent; skipped ones never cost."""
        if self.method is None or self.status is MessageStatus.SKIPPED or self.is_free:
            return 0
        return price_of(self.method)

    @property
    def cost(self) -> int:
        """What it did cost."""
        return self.credits if self.billed else 0

    @property
    def is_final(self) -> bool:
        return self.status in FINAL


BLOCK_DIGITS, NUMBER_DIGITS = 4, 5


class NoSuchMessage(LookupError):
    """No message has that id, or it is another practice’s."""


def message_id(campaign_id: str, *, block: int, number: int) -> str:
    """The id that tags carry to the provider and back; URL-safe."""
    return f"{campaign_id}-{block:0{BLOCK_DIGITS}d}-{number:0{NUMBER_DIGITS}d}"


def read_message_id(text: str) -> tuple[str, int, int]:
    """
    Campaign, block and number of a message id.

    :raises NoSuchMessage: if it cannot be one.
    """
    campaign_id, _, rest = text.partition("-")
    block, _, number = rest.partition("-")
    if not campaign_id or not (block.isascii() and block.isdigit() and len(block) <= 8):
        raise NoSuchMessage
    if not (number.isascii() and number.isdigit() and len(number) <= 8):
        raise NoSuchMessage
    return campaign_id, int(block), int(number)


SHOWN_BY_EVENT: dict[DeliveryEvent, ShownStatus] = {
    DeliveryEvent.DELAYED: ShownStatus.DELAYED,
    DeliveryEvent.SOFT_BOUNCE: ShownStatus.BOUNCED,
    DeliveryEvent.DELIVERED: ShownStatus.DELIVERED,
    DeliveryEvent.HARD_BOUNCE: ShownStatus.BOUNCED,
    DeliveryEvent.REJECTED: ShownStatus.FAILED,
    DeliveryEvent.NOT_RENDERED: ShownStatus.FAILED,
    DeliveryEvent.COMPLAINT: ShownStatus.COMPLAINED,
    DeliveryEvent.FAILED: ShownStatus.FAILED,
    DeliveryEvent.BUSY: ShownStatus.NO_ANSWER,
    DeliveryEvent.NO_ANSWER: ShownStatus.NO_ANSWER,
    DeliveryEvent.ANSWERED: ShownStatus.ANSWERED,
    DeliveryEvent.HEARD: ShownStatus.DELIVERED,
    DeliveryEvent.CONFIRMED: ShownStatus.CONFIRMED,
}


def last_event(message: Message) -> DeliveryEvent | None:
    """The receipt that stands: the one with the highest rank among those that came."""
    channel = message.channel
    if channel is None or message.rank == 0:
        return None
    known = [event for event in DeliveryEvent if event in message.at]
    standing = [event for event in known if rank_of(channel, event) == message.rank]
    return standing[0] if standing else None


def shown_status(message: Message, *, is_released: bool, is_held: bool = False) -> ShownStatus:
    """What staff read; whether its campaign has been sent, and whether it waits for its hour."""
    if message.status is MessageStatus.QUEUED:
        if is_released and is_held:
            return ShownStatus.HELD
        return ShownStatus.QUEUED if is_released else ShownStatus.READY
    if DeliveryEvent.CONFIRMED.value in message.flags:
        return ShownStatus.CONFIRMED
    if message.status is MessageStatus.SENT:
        event = last_event(message)
        if event is None:
            return ShownStatus.SENT
        return SHOWN_BY_EVENT.get(event, ShownStatus.SENT)
    return ShownStatus(message.status.value)


DELIVERED_STATUSES = frozenset({ShownStatus.DELIVERED, ShownStatus.ANSWERED, ShownStatus.CONFIRMED})
NOT_DELIVERED_STATUSES = frozenset(
    {ShownStatus.BOUNCED, ShownStatus.COMPLAINED, ShownStatus.FAILED, ShownStatus.NO_ANSWER}
)
WAITING_STATUSES = frozenset(
    {ShownStatus.READY, ShownStatus.QUEUED, ShownStatus.HELD, ShownStatus.SENDING}
)
TROUBLED_STATUSES = NOT_DELIVERED_STATUSES | {ShownStatus.UNKNOWN}
"""What staff should look into: it did not arrive, or nobody can know."""
