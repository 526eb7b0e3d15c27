"""The fourth tab: what was sent in a period, and each message with its history."""

from datetime import date, timedelta
from itertools import islice

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.messages import Message
from chalicelib.domain.periods import BadPeriod, Period, read_period
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.list_sent import STATUSES, sent_by_method, sent_of_method
from chalicelib.exchange.look import preview
from chalicelib.exchange.open_message import open_message
from chalicelib.exchange.ports import Slice
from chalicelib.exchange.report import counts_of_period, each_row_of_period
from chalicelib.reports.messages_sent import MessagesSent, messages_sent
from chalicelib.reports.sent_rows import rows_csv
from chalicelib.routes.door import Page, Response, StaffDoor, Visit
from chalicelib.routes.downloads import csv_download
from chalicelib.web.forms import FieldError
from chalicelib.web.presenters.messages_sent import (
    ROWS_PER_PAGE,
    Asked,
    Found,
    counted_as,
    print_page,
    sent_page,
    wrong_page,
)
from chalicelib.web.presenters.one_message import one_message_page
from chalicelib.web.presenters.trail import read_trail

pages = StaffDoor(__name__)
USUAL_DAYS = timedelta(days=30)
ROWS_PER_DOWNLOAD = 20_000
"""About 4 MB; a gateway passes 6."""
ROWS_PER_PRINT = 2_000
"""Of each contact method; more paper than that is nobody’s wish."""


@pages.get("/messages-sent", right="view")
def show_sent(visit: Visit) -> Page:
    asked = _asked(visit)
    try:
        period, method = _period(asked), _method(asked)
    except WrongQuestion as wrong:
        return _wrong(visit, asked, wrong)
    return sent_page(
        visit.frame,
        practice=visit.practice,
        held=visit.parts.credits.balance(visit.practice_id),
        asked=asked,
        found=_found(visit, asked, period=period, method=method, limit=ROWS_PER_PAGE),
        at=visit.at,
    )


@pages.get("/messages-sent/print", right="view")
def print_sent(visit: Visit) -> Page:
    asked = _asked(visit)
    try:
        period, method = _period(asked), _method(asked)
    except WrongQuestion as wrong:
        return _wrong(visit, asked, wrong)
    return print_page(
        visit.frame,
        practice=visit.practice,
        held=visit.parts.credits.balance(visit.practice_id),
        asked=asked,
        found=_found(visit, asked, period=period, method=method, limit=ROWS_PER_PRINT),
        at=visit.at,
    )


@pages.get("/messages-sent.csv", right="view")
def download_sent(visit: Visit) -> Page | Response:
    asked = _asked(visit)
    try:
        period, method = _period(asked), _method(asked)
    except WrongQuestion as wrong:
        return _wrong(visit, asked, wrong)
    found = each_row_of_period(visit.parts, practice=visit.practice, period=period, method=method)
    rows = tuple(islice(found, ROWS_PER_DOWNLOAD + 1))
    if len(rows) > ROWS_PER_DOWNLOAD:
        problem = f"More than {ROWS_PER_DOWNLOAD:,} messages. Choose fewer days"
        return _wrong(visit, asked, WrongQuestion("from", problem))
    name = f"messages-sent-{period.first.isoformat()}-to-{period.last.isoformat()}"
    return csv_download(rows_csv(rows, zone=visit.practice.time_zone), name=name)


@pages.get("/messages-sent/{message_id}", right="view")
def show_message(visit: Visit, message_id: str) -> Page:
    campaign, message = open_message(
        visit.parts, visit.practice_id, message_id, by=visit.by, at=visit.at
    )
    return one_message_page(
        visit.frame,
        campaign=campaign,
        preview=preview(visit.parts, visit.practice_id, campaign.id, message.id),
        practice=visit.practice,
        at=visit.at,
    )


class WrongQuestion(ValueError):
    """The days or the method in the form cannot be; `field` is the one to mend."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field
        self.problem = problem


def _asked(visit: Visit) -> Asked:
    today = visit.at.astimezone(visit.practice.time_zone).date()
    status = visit.query.text("status")
    return Asked(
        from_date=visit.query.text("from") or (today - USUAL_DAYS).isoformat(),
        to_date=visit.query.text("to") or today.isoformat(),
        method=visit.query.text("method"),
        status=status if status in STATUSES else "",
    )


def _period(asked: Asked) -> Period:
    first, last = _day(asked.from_date, field="from"), _day(asked.to_date, field="to")
    try:
        return read_period(first=first, last=last)
    except BadPeriod as error:
        raise WrongQuestion(error.field, error.problem) from error


def _day(typed: str, *, field: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise WrongQuestion(field, "Enter a date such as 2026-11-23") from error


def _method(asked: Asked) -> ContactMethod | None:
    if not asked.method:
        return None
    try:
        return ContactMethod(asked.method)
    except ValueError as error:
        raise WrongQuestion("method", "Choose one of the list") from error


def _wrong(visit: Visit, asked: Asked, wrong: WrongQuestion) -> Page:
    return wrong_page(
        visit.frame,
        practice=visit.practice,
        held=visit.parts.credits.balance(visit.practice_id),
        asked=asked,
        errors=(FieldError(wrong.field, wrong.problem),),
        at=visit.at,
    )


def _found(
    visit: Visit, asked: Asked, *, period: Period, method: ContactMethod | None, limit: int
) -> Found:
    parts, practice = visit.parts, visit.practice
    counts = counts_of_period(parts, practice=practice, period=period)
    report = messages_sent(counts, period=period, method=method)
    trail = read_trail(visit.query.text("page") if method else "")
    if method is None:
        rows = _every_method(visit, asked, report=report, limit=limit)
    else:
        rows = {
            method: sent_of_method(
                parts,
                practice=practice,
                period=period,
                method=method,
                status=asked.status,
                limit=limit,
                cursor=trail.cursor,
            )
        }
    ids = {row.campaign_id for each in rows.values() for row in each.items}
    campaigns = {each: campaign_of(parts, practice.id, each) for each in ids}
    return Found(period=period, report=report, rows=rows, campaigns=campaigns, trail=trail)


def _every_method(
    visit: Visit, asked: Asked, *, report: MessagesSent, limit: int
) -> dict[ContactMethod, Slice[Message]]:
    return sent_by_method(
        visit.parts,
        practice=visit.practice,
        period=report.period,
        status=asked.status,
        there_are={
            group.method: counted_as(group, status=asked.status)
            for group in report.groups
            if group.method is not None
        },
        limit=limit,
    )
