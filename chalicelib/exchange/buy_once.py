"""Buying from a page: pressing the button twice buys once."""

from datetime import datetime, timedelta

from chalicelib.domain.credits import Purchase
from chalicelib.exchange.ports import Answered, Parts
from chalicelib.exchange.purchase import NoSuchPurchase, buy, purchase_of

REMEMBERED = timedelta(days=1)
RUNNING = 0
BOUGHT = 201


class StillBuying(Exception):
    """The same button was pressed a moment ago, and what it began has not ended yet."""


def buy_once(
    parts: Parts, *, practice_id: str, plan_id: str, once: str, by: str, at: datetime
) -> Purchase:
    """
    Begin a purchase; the same `once` again gives back the purchase that it began.

    :raises NoSuchPlan: if it is none of the offers; nothing was bought.
    :raises StillBuying: if the same is being bought right now.
    """
    key, until = f"buy {once}", at + REMEMBERED
    held = parts.leases.begin_call(practice_id, key=key, fingerprint=plan_id, until=until)
    if held is not None:
        return _bought_before(parts, practice_id, held)
    try:
        purchase = buy(parts, practice_id=practice_id, plan_id=plan_id, by=by, at=at)
    except LookupError:
        parts.leases.drop_call(practice_id, key=key)
        raise
    answered = Answered(fingerprint=plan_id, status=BOUGHT, body=purchase.id)
    parts.leases.end_call(practice_id, key=key, answered=answered, until=until)
    return purchase


def _bought_before(parts: Parts, practice_id: str, held: Answered) -> Purchase:
    if held.status == RUNNING:
        raise StillBuying
    try:
        return purchase_of(parts, practice_id, held.body)
    except NoSuchPurchase as error:
        raise StillBuying from error
