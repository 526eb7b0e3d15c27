"""A purchase whose news was lost comes to its end all the same, and once."""

from datetime import timedelta

import pytest

from chalicelib.domain.credits import PurchaseState
from chalicelib.exchange.check_purchases import (
    check_pending,
    check_pending_nightly,
    check_purchase,
)
from chalicelib.exchange.purchase import NoSuchPurchase, PaymentEvent, buy, payment_told
from tests.fakes.payments import FakePayments
from tests.given import MAPLE, Exchange


@pytest.fixture
def payments() -> FakePayments:
    return FakePayments()


def bought(exchange: Exchange) -> str:
    return buy(exchange.parts, practice_id=MAPLE, plan_id="4000", by="kim", at=exchange.now).id


def test_what_was_paid_in_silence_is_added_once(exchange: Exchange, payments: FakePayments) -> None:
    purchase_id = bought(exchange)
    where = {"practice_id": MAPLE, "purchase_id": purchase_id}
    still = check_purchase(exchange.parts, payments, at=exchange.now, **where)
    assert still.state is PurchaseState.PENDING
    payments.said[purchase_id] = PaymentEvent.PAID

    for _ in range(3):
        check_purchase(exchange.parts, payments, at=exchange.now, **where)
    payment_told(exchange.parts, purchase_ref=purchase_id, event=PaymentEvent.PAID, at=exchange.now)

    assert exchange.credits.balance(MAPLE).available == 4100


def test_every_pending_one_is_asked_for_once_a_night(
    exchange: Exchange, payments: FakePayments
) -> None:
    paid, declined, old = (bought(exchange) for _ in range(3))
    payments.said |= {paid: PaymentEvent.PAID, declined: PaymentEvent.DECLINED}

    ended = [check_pending_nightly(exchange.parts, payments, MAPLE) for _ in range(3)]

    assert ended == [2, 0, 0]
    assert sorted(payments.asked) == sorted([paid, declined, old])
    exchange.now += timedelta(days=1)
    check_pending_nightly(exchange.parts, payments, MAPLE)
    assert payments.asked[3:] == [old]
    exchange.now += timedelta(days=31)
    assert check_pending(exchange.parts, payments, MAPLE, at=exchange.now) == 0
    assert payments.asked[4:] == []


def test_a_service_that_is_away_changes_nothing(exchange: Exchange, payments: FakePayments) -> None:
    bought(exchange)
    payments.is_away = True

    with pytest.raises(OSError):  # noqa: PT011 - whichever it is
        check_pending(exchange.parts, payments, MAPLE, at=exchange.now)

    assert exchange.credits.balance(MAPLE).available == 0


def test_another_practice_s_purchase_is_not_there(
    exchange: Exchange, payments: FakePayments
) -> None:
    purchase_id = bought(exchange)

    with pytest.raises(NoSuchPurchase):
        check_purchase(
            exchange.parts, payments, practice_id="oak", purchase_id=purchase_id, at=exchange.now
        )
