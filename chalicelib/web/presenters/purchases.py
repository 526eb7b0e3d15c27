"""Buying credits: the plans, the check before the button, and what became of a purchase."""

from datetime import datetime

from chalicelib.domain.credits import CREDIT_PLANS, CreditPlan, Purchase, PurchaseState
from chalicelib.domain.practices import Practice
from chalicelib.web import moments, urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.page import Frame
from chalicelib.web.pages.usage_statistics import BuyCheckPage, BuyPage, PlanChoice, PurchasePage
from chalicelib.web.words import PURCHASES, counted, money

REFERENCE_CHARACTERS = 8


def buy_page(
    frame: Frame, *, available: int, plan_id: str, errors: tuple[FieldError, ...] = ()
) -> BuyPage:
    """The offers; one may be chosen already."""
    return BuyPage(
        frame=frame,
        available=available,
        plans=tuple(map(_choice, CREDIT_PLANS)),
        plan=plan_id,
        errors=errors,
    )


def check_page(frame: Frame, *, available: int, plan_id: str, once: str) -> BuyCheckPage | None:
    """The last look before buying; None if there is no such plan."""
    plan = next((plan for plan in CREDIT_PLANS if plan.id == plan_id), None)
    if plan is None:
        return None
    return BuyCheckPage(frame=frame, plan=_choice(plan), available=available, once=once)


def purchase_page(
    frame: Frame, *, purchase: Purchase, practice: Practice, has_pretend_payment: bool, at: datetime
) -> PurchasePage:
    """One purchase; on a laptop the payment page is one of its own."""
    is_pending = purchase.state is PurchaseState.PENDING
    pay_href = urls.url(f"/pretend-payment/{purchase.id}")
    return PurchasePage(
        frame=frame,
        purchase_id=purchase.id,
        reference=reference(purchase.id),
        credits=purchase.credits,
        free=purchase.free,
        price=money(purchase.price_cents),
        by=purchase.bought_by,
        at=moments.moment(purchase.bought_at, zone=practice.time_zone, now=at),
        status=PURCHASES[purchase.state.value],
        explanation=_explanation(purchase),
        pay_href=pay_href if is_pending and has_pretend_payment else None,
        is_pending=is_pending,
    )


def reference(purchase_id: str) -> str:
    """What people say on the telephone: the end of the id, in two halves."""
    end = purchase_id[-REFERENCE_CHARACTERS:].upper()
    half = REFERENCE_CHARACTERS // 2
    return f"{end[:half]}-{end[half:]}"


def _choice(plan: CreditPlan) -> PlanChoice:
    return PlanChoice(
        plan_id=plan.id, credits=plan.credits, free=plan.free, price_cents=plan.price_cents
    )


def _explanation(purchase: Purchase) -> str:
    total = counted(purchase.total, "credit")
    return {
        PurchaseState.PENDING: "We wait for the payment. The credits come when it is through.",
        PurchaseState.COMPLETED: f"{total} were added to your balance.",
        PurchaseState.FAILED: "The payment did not come through. No credits were added.",
        PurchaseState.REFUNDED: f"The payment was returned, and {total} were taken back.",
    }[purchase.state]
