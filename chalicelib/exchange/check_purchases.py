"""A purchase that stays pending is asked for: the payment service’s own news may have been lost."""

from datetime import datetime, timedelta

from chalicelib.domain.credits import Purchase, PurchaseState
from chalicelib.exchange.list_purchases import all_purchases
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.ports.payments import Payments
from chalicelib.exchange.purchase import payment_told, purchase_of

ASKED_FOR = timedelta(days=30)
"""What was never paid within a month is not asked for any more."""
BETWEEN_CHECKS = timedelta(hours=20)


def check_purchase(
    parts: Parts, payments: Payments, *, practice_id: str, purchase_id: str, at: datetime
) -> Purchase:
    """
    Ask for one purchase; what is said counts once, whoever brings it.

    :raises NoSuchPurchase: if this practice has none of that id.
    :raises OSError: if the payment service does not answer.
    """
    purchase = purchase_of(parts, practice_id, purchase_id)
    if purchase.state is not PurchaseState.PENDING:
        return purchase
    event = payments.said_of(purchase.id)
    if event is None:
        return purchase
    return payment_told(parts, purchase_ref=purchase.id, event=event, at=at)


def check_pending(parts: Parts, payments: Payments, practice_id: str, *, at: datetime) -> int:
    """Ask for each that is pending; how many have come to their end."""
    ended = 0
    for purchase in all_purchases(parts, practice_id):
        if at - purchase.bought_at > ASKED_FOR:
            break
        if purchase.state is PurchaseState.PENDING:
            checked = check_purchase(
                parts, payments, practice_id=practice_id, purchase_id=purchase.id, at=at
            )
            ended += checked.state is not PurchaseState.PENDING
    return ended


def check_pending_nightly(parts: Parts, payments: Payments, practice_id: str) -> int:
    """Once in so many hours, by a lock that nobody lets go of."""
    at = parts.now()
    lock = f"check-purchases:{practice_id}"
    if not parts.leases.lock(lock, own=parts.new_id(), until=at + BETWEEN_CHECKS, at=at):
        return 0
    return check_pending(parts, payments, practice_id, at=at)
