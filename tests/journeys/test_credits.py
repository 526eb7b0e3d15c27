"""Credits: bought, pending until paid, and every one of them on the ledger."""

import pytest

from tests.journeys.system import System

pytestmark = pytest.mark.journey


def buys(practice: System, plan: str = "4000"):
    return practice.do("POST", "/api/v1/purchases", {"plan": plan})


def payment_page_says(practice: System, purchase, event: str) -> None:
    practice.do("POST", f"/outbox/purchases/{purchase['id']}/pretend", {"event": event})


def state_of(practice: System, purchase) -> str:
    state: str = practice.get(f"/api/v1/purchases/{purchase['id']}")["state"]
    return state


def test_the_five_plans_are_those_of_the_offer(practice: System) -> None:
    plans = practice.get("/api/v1/credit-plans")["items"]

    assert [(plan["credits"], plan["free"], plan["price_cents"]) for plan in plans] == [
        (1_500, 0, 6_000),
        (4_000, 100, 16_000),
        (8_000, 400, 32_000),
        (16_000, 1_600, 64_000),
        (32_000, 4_800, 128_000),
    ]


def test_a_purchase_adds_its_credits_once_when_it_is_paid(practice: System) -> None:
    purchase = buys(practice)
    assert (purchase["state"], practice.balance()["available"]) == ("pending", 1_000)

    for _ in range(3):
        payment_page_says(practice, purchase, "paid")

    assert state_of(practice, purchase) == "completed"
    assert practice.balance()["available"] == 5_100
    assert [entry["available"] for entry in practice.ledger()] == [4_100, 1_000]


def test_a_declined_purchase_adds_nothing_and_may_still_be_paid(practice: System) -> None:
    purchase = buys(practice)

    payment_page_says(practice, purchase, "declined")

    assert (state_of(practice, purchase), practice.balance()["available"]) == ("failed", 1_000)
    payment_page_says(practice, purchase, "paid")
    assert (state_of(practice, purchase), practice.balance()["available"]) == ("completed", 5_100)


def test_a_refund_takes_its_credits_back_once(practice: System) -> None:
    purchase = buys(practice)
    payment_page_says(practice, purchase, "paid")

    for _ in range(2):
        payment_page_says(practice, purchase, "refunded")

    assert state_of(practice, purchase) == "refunded"
    assert practice.balance()["available"] == 1_000


def test_paid_after_a_refund_adds_nothing(practice: System) -> None:
    purchase = buys(practice)
    payment_page_says(practice, purchase, "refunded")

    payment_page_says(practice, purchase, "paid")

    assert (state_of(practice, purchase), practice.balance()["available"]) == ("refunded", 1_000)
