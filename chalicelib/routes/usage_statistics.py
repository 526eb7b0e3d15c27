"""The third tab: credits bought and used."""

from datetime import timedelta

from chalicelib import bootstrap
from chalicelib.domain.periods import Period
from chalicelib.exchange.check_purchases import check_pending, check_purchase
from chalicelib.exchange.credit_notices import (
    AskedAlready,
    NobodyBuys,
    ask_for_credits,
    buyers,
)
from chalicelib.exchange.list_purchases import all_purchases
from chalicelib.exchange.report import counts_of_period
from chalicelib.reports.usage import Usage, usage
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.routes.downloads import csv_download
from chalicelib.web import urls
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.usage_statistics import usage_csv, usage_page
from chalicelib.web.words import counted, listed

pages = StaffDoor(__name__)
MONTHS = 12


@pages.get("/usage-statistics", right="view")
def show_usage(visit: Visit) -> Page:
    return usage_page(
        visit.frame,
        practice=visit.practice,
        balance=visit.parts.credits.balance(visit.practice_id),
        purchases=tuple(all_purchases(visit.parts, visit.practice_id)),
        usage=_usage(visit),
        who_can_buy=tuple(name for name, _ in buyers(visit.parts, visit.practice_id)),
        at=visit.at,
    )


@pages.get("/usage-statistics.csv", right="view")
def download_usage(visit: Visit) -> Response:
    return csv_download(usage_csv(_usage(visit)), name="usage-statistics")


@pages.post("/usage-statistics/check", right="view")
def check_credits(visit: Visit) -> Response:
    """The payment service tells us by itself; where its news was lost, this asks."""
    purchase_id = visit.form.text("purchase")
    try:
        _check(visit, purchase_id)
    except (OSError, ValueError):
        wrong = Notice(
            tone="warning",
            heading="The payment service does not answer",
            text="Nothing has changed. Check again later; we ask every night as well.",
        )
        return see_other(_checked(purchase_id), notice=wrong)
    available = visit.parts.credits.balance(visit.practice_id).available
    said = Notice(
        tone="good",
        heading="Checked",
        text=f"You have {counted(available, 'credit')} available.",
    )
    return see_other(_checked(purchase_id), notice=said)


def _check(visit: Visit, purchase_id: str) -> None:
    parts, payments = visit.parts, bootstrap.payments()
    if purchase_id:
        check_purchase(
            parts,
            payments,
            practice_id=visit.practice_id,
            purchase_id=purchase_id,
            at=visit.at,
        )
    else:
        check_pending(parts, payments, visit.practice_id, at=visit.at)


def _checked(purchase_id: str) -> str:
    return urls.purchase(purchase_id) if purchase_id else urls.usage_statistics()


@pages.post("/usage-statistics/notify", right="view")
def ask_colleagues(visit: Visit) -> Response:
    """Whoever may not buy asks those who may, by email; it is free."""
    try:
        names = ask_for_credits(visit.parts, visit.practice_id, by=visit.by, at=visit.at)
    except NobodyBuys:
        said = Notice(
            tone="warning",
            heading="Nobody to ask",
            text="An administrator of your practice can give somebody the right to buy.",
        )
    except AskedAlready:
        said = Notice(
            tone="plain", heading="Asked already", text="Somebody asked within the last hour."
        )
    else:
        said = Notice(
            tone="good", heading="Done", text=f"We email {listed(names)} within five minutes."
        )
    return see_other(urls.usage_statistics(), notice=said)


def _usage(visit: Visit) -> Usage:
    """This month and the eleven before it, in the practice’s zone."""
    today = visit.at.astimezone(visit.practice.time_zone).date()
    first = today.replace(day=1)
    for _ in range(MONTHS - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    period, zone = Period(first=first, last=today), visit.practice.time_zone
    counts = counts_of_period(visit.parts, practice=visit.practice, period=period)
    in_period = (
        each
        for each in all_purchases(visit.parts, visit.practice_id)
        if each.bought_at >= period.start(zone)
    )
    ticks = visit.parts.records.ticks_between(
        visit.practice_id, start=period.start(zone), end=period.end(zone)
    )
    received = visit.parts.credits.received(visit.practice_id, since=period.start(zone))
    return usage(counts, purchases=in_period, ticks=ticks, received=received, zone=zone)
