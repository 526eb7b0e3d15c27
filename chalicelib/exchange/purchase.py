"""Buying credits: pending until the payment page has said what became of it."""

from datetime import datetime

from chalicelib.domain.credits import (
    CREDIT_PLANS,
    Entry,
    EntryKind,
    PaymentEvent,
    Purchase,
    PurchaseState,
)
from chalicelib.exchange.pay_replies import pay_replies
from chalicelib.exchange.ports import Parts


class NoSuchPlan(LookupError):
    """That is none of the offers."""


class NoSuchPurchase(LookupError):
    """This practice has no purchase of that id."""


def buy(parts: Parts, *, practice_id: str, plan_id: str, by: str, at: datetime) -> Purchase:
    """
    Begin a purchase; credits come once it is paid.

    :raises NoSuchPlan: if it is none of the offers.
    """
    plan = next((plan for plan in CREDIT_PLANS if plan.id == plan_id), None)
    if plan is None:
        raise NoSuchPlan
    purchase = Purchase(
        practice_id=practice_id,
        id=f"{practice_id}.{parts.new_id()}",
        state=PurchaseState.PENDING,
        credits=plan.credits,
        free=plan.free,
        price_cents=plan.price_cents,
        bought_by=by,
        bought_at=at,
        changed_at=at,
    )
    parts.credits.add_purchase(purchase)
    parts.audit.add(practice_id, actor=by, act="bought", subject=purchase.id, at=at)
    return purchase


def purchase_of(parts: Parts, practice_id: str, purchase_id: str) -> Purchase:
    """:raises NoSuchPurchase: if this practice has none of that id."""
    purchase = parts.credits.purchase(practice_id, purchase_id)
    if purchase is None:
        raise NoSuchPurchase
    return purchase


def payment_told(parts: Parts, *, purchase_ref: str, event: PaymentEvent, at: datetime) -> Purchase:
    """
    The payment page has said something; told twice, it counts once.

    :raises NoSuchPurchase: if there is no such purchase.
    """
    practice_id, _, _ = purchase_ref.rpartition(".")
    purchase = purchase_of(parts, practice_id, purchase_ref)
    if event is PaymentEvent.PAID:
        parts.credits.complete(purchase, entry=_entry(purchase, sign=1, at=at))
        # Told again, it is done again: a worker that dies here leaves no reply unpaid.
        pay_replies(parts, practice_id)
    elif event is PaymentEvent.DECLINED:
        parts.credits.fail(purchase, at=at)
    else:
        parts.credits.refund(purchase, entry=_entry(purchase, sign=-1, at=at))
    return purchase_of(parts, practice_id, purchase_ref)


def _entry(purchase: Purchase, *, sign: int, at: datetime) -> Entry:
    """What the ledger is to say; the store splits it between available and owed."""
    return Entry(
        practice_id=purchase.practice_id,
        kind=EntryKind.PURCHASE if sign > 0 else EntryKind.REFUND,
        cause_id=purchase.id,
        caused_at=purchase.bought_at,
        recorded_at=at,
        actor="payment",
        available=sign * purchase.total,
    )


__all__ = [
    "NoSuchPlan",
    "NoSuchPurchase",
    "PaymentEvent",
    "buy",
    "payment_told",
    "purchase_of",
]
