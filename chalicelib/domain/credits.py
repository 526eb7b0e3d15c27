"""What messages cost, what credits cost, and how every credit is accounted for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.contact_methods import Channel, ContactMethod

CREDITS_PER_MESSAGE = {Channel.EMAIL: 1, Channel.TEXT: 3, Channel.PHONE: 5}


def price_of(method: ContactMethod) -> int:
    """Credits for one message: not per part, minute or attempt."""
    return CREDITS_PER_MESSAGE[method.channel]


@dataclass(frozen=True)
class CreditPlan:
    """One of the offers; `price_cents` in US cents."""

    id: str
    credits: int
    free: int
    price_cents: int


CREDIT_PLANS = (
    CreditPlan("1500", 1500, 0, 6000),
    CreditPlan("4000", 4000, 100, 16000),
    CreditPlan("8000", 8000, 400, 32000),
    CreditPlan("16000", 16000, 1600, 64000),
    CreditPlan("32000", 32000, 4800, 128000),
)


@dataclass(frozen=True)
class QuoteLine:
    """One contact method’s share of the price."""

    method: ContactMethod
    messages: int

    @property
    def credits_each(self) -> int:
        return price_of(self.method)

    @property
    def credits(self) -> int:
        return self.messages * self.credits_each


@dataclass(frozen=True)
class Quote:
    """What a campaign would cost, by contact method in the reports’ order."""

    lines: tuple[QuoteLine, ...]

    @property
    def messages(self) -> int:
        return sum(line.messages for line in self.lines)

    @property
    def credits(self) -> int:
        return sum(line.credits for line in self.lines)


def quote(methods: Iterable[ContactMethod]) -> Quote:
    """Price one message per recipient, grouped by contact method."""
    counted = Counter(methods)
    return Quote(tuple(QuoteLine(m, counted[m]) for m in ContactMethod if counted[m]))


@dataclass(frozen=True)
class Balance:
    """A practice’s credits; all integers ≥ 0."""

    available: int = 0
    reserved: int = 0
    spent: int = 0
    owed: int = 0
    entries: int = 0


class EntryKind(StrEnum):
    """Why a balance changed."""

    PURCHASE = "purchase"
    REFUND = "refund"
    RESERVE = "reserve"
    SPENT = "spent"
    RETURNED = "returned"
    ADJUSTMENT = "adjustment"
    RECEIVED = "received"


@dataclass(frozen=True)
class Entry:
    """One line of the ledger, never changed; its key is its cause, so it can be applied once."""

    practice_id: str
    kind: EntryKind
    cause_id: str
    caused_at: datetime
    """When the cause (campaign, purchase) was made: part of the key, therefore never “now”."""
    recorded_at: datetime
    actor: str
    available: int = 0
    reserved: int = 0
    spent: int = 0
    owed: int = 0


class PurchaseState(StrEnum):
    """How far a purchase has come."""

    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"
    REFUNDED = "refunded"


class PaymentEvent(StrEnum):
    """What a payment service can say."""

    PAID = "paid"
    DECLINED = "declined"
    REFUNDED = "refunded"


@dataclass(frozen=True)
class Purchase:
    """Credits bought; `credits` and `free` are added together once it is completed."""

    practice_id: str
    id: str
    state: PurchaseState
    credits: int
    free: int
    price_cents: int
    bought_by: str
    bought_at: datetime
    changed_at: datetime

    @property
    def total(self) -> int:
        return self.credits + self.free


class NotEnoughCredits(Exception):
    """The balance does not cover it; nothing has changed."""

    def __init__(self, *, needed: int, available: int) -> None:
        super().__init__(f"{needed} needed, {available} available")
        self.needed = needed
        self.available = available
