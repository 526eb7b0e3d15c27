"""Buying: credits come once, go once, and every change stands in the ledger."""

import pytest

from chalicelib.domain.credits import CREDIT_PLANS, Balance, PurchaseState
from chalicelib.exchange.purchase import (
    NoSuchPlan,
    NoSuchPurchase,
    PaymentEvent,
    buy,
    payment_told,
)
from tests.given import MAPLE, Exchange


def told(exchange: Exchange, purchase_id: str, *events: PaymentEvent) -> PurchaseState:
    for event in events:
        purchase = payment_told(
            exchange.parts, purchase_ref=purchase_id, event=event, at=exchange.now
        )
    return purchase.state


def bought(exchange: Exchange, plan_id: str = "4000") -> str:
    return buy(exchange.parts, practice_id=MAPLE, plan_id=plan_id, by="riley", at=exchange.now).id


@pytest.mark.parametrize("plan", CREDIT_PLANS)
def test_a_plan_adds_its_credits_and_the_free_ones(exchange: Exchange, plan) -> None:
    told(exchange, bought(exchange, plan.id), PaymentEvent.PAID)

    assert exchange.credits.balance(MAPLE).available == plan.credits + plan.free


def test_a_purchase_adds_nothing_until_it_is_paid(exchange: Exchange) -> None:
    bought(exchange)

    assert exchange.credits.balance(MAPLE) == Balance()


def test_a_callback_delivered_twice_adds_once(exchange: Exchange) -> None:
    state = told(exchange, bought(exchange), PaymentEvent.PAID, PaymentEvent.PAID)

    assert state is PurchaseState.COMPLETED
    assert exchange.credits.balance(MAPLE).available == 4100


def test_a_declined_purchase_adds_nothing_and_may_still_be_paid(exchange: Exchange) -> None:
    purchase_id = bought(exchange)

    assert told(exchange, purchase_id, PaymentEvent.DECLINED) is PurchaseState.FAILED
    assert exchange.credits.balance(MAPLE).available == 0
    assert told(exchange, purchase_id, PaymentEvent.PAID) is PurchaseState.COMPLETED


def test_a_refund_takes_back_once_what_is_there_and_the_rest_is_owed(
    exchange: Exchange,
) -> None:
    exchange.given_family("cleo")
    purchase_id = bought(exchange, "1500")
    told(exchange, purchase_id, PaymentEvent.PAID)
    exchange.when_all_is_done(exchange.when_created())

    told(exchange, purchase_id, PaymentEvent.REFUNDED, PaymentEvent.REFUNDED)

    balance = exchange.credits.balance(MAPLE)
    assert (balance.available, balance.spent, balance.owed) == (0, 5, 5)
    told(exchange, bought(exchange, "1500"), PaymentEvent.PAID)
    assert exchange.credits.balance(MAPLE).available == 1495


def test_a_late_paid_after_a_refund_is_ignored(exchange: Exchange) -> None:
    purchase_id = bought(exchange)

    told(exchange, purchase_id, PaymentEvent.REFUNDED, PaymentEvent.PAID)

    assert exchange.credits.balance(MAPLE) == Balance()


def test_the_balance_is_the_sum_of_the_ledger(exchange: Exchange) -> None:
    exchange.given_family("ana")
    first, second = bought(exchange), bought(exchange, "1500")
    told(exchange, first, PaymentEvent.PAID)
    told(exchange, second, PaymentEvent.PAID)
    exchange.when_all_is_done(exchange.when_created())
    told(exchange, first, PaymentEvent.REFUNDED)

    entries = exchange.credits.entries(MAPLE, limit=99).items

    assert exchange.credits.balance(MAPLE) == Balance(
        available=sum(entry.available for entry in entries),
        reserved=sum(entry.reserved for entry in entries),
        spent=sum(entry.spent for entry in entries),
        owed=sum(entry.owed for entry in entries),
        entries=len(entries),
    )


def test_what_is_no_offer_and_no_purchase_is_said(exchange: Exchange) -> None:
    with pytest.raises(NoSuchPlan):
        bought(exchange, "999")
    with pytest.raises(NoSuchPurchase):
        told(exchange, "maple.none", PaymentEvent.PAID)
