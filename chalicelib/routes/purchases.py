"""Buying credits: choose a plan, check the price, press once, and see what became of it."""

from chalicelib import bootstrap
from chalicelib.exchange.buy_once import StillBuying, buy_once
from chalicelib.exchange.purchase import NoSuchPlan, purchase_of
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.purchases import buy_page, check_page, purchase_page

pages = StaffDoor(__name__)
ONCE_CHARACTERS = 64
CHOOSE = (FieldError("plan", "Choose how many credits to buy"),)


@pages.get("/usage-statistics/buy", right="billing")
def show_plans(visit: Visit) -> Page:
    return buy_page(visit.frame, available=_available(visit), plan_id=visit.query.text("plan"))


@pages.get("/usage-statistics/buy/check", right="billing")
def check_plan(visit: Visit) -> Page:
    available, plan_id = _available(visit), visit.query.text("plan")
    page = check_page(visit.frame, available=available, plan_id=plan_id, once=visit.parts.new_id())
    return page or buy_page(visit.frame, available=available, plan_id="", errors=CHOOSE)


@pages.post("/usage-statistics/buy", right="billing")
def buy_plan(visit: Visit) -> Page | Response:
    # Without `once` nobody can tell a second press from the first: then each is its own.
    once = visit.form.text("once", at_most=ONCE_CHARACTERS) or visit.parts.new_id()
    try:
        purchase = buy_once(
            visit.parts,
            practice_id=visit.practice_id,
            plan_id=visit.form.text("plan"),
            once=once,
            by=visit.by,
            at=visit.at,
        )
    except NoSuchPlan:
        return buy_page(visit.frame, available=_available(visit), plan_id="", errors=CHOOSE)
    except StillBuying:
        said = Notice(tone="plain", heading="Bought already", text="It appears below in a moment.")
        return see_other(urls.usage_statistics(), notice=said)
    return see_other(urls.purchase(purchase.id))


@pages.get("/purchases/{purchase_id}", right="view")
def show_purchase(visit: Visit, purchase_id: str) -> Page:
    return purchase_page(
        visit.frame,
        purchase=purchase_of(visit.parts, visit.practice_id, purchase_id),
        practice=visit.practice,
        has_pretend_payment=bootstrap.settings().is_laptop,
        at=visit.at,
    )


def _available(visit: Visit) -> int:
    return visit.parts.credits.balance(visit.practice_id).available
