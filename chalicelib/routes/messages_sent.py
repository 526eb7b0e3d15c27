"""The fourth tab: what was sent in a period, and each message with its history."""

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.periods import Period
from chalicelib.exchange.find_patients import find_patients
from chalicelib.exchange.history_of_patient import MESSAGES_PER_PAGE
from chalicelib.exchange.list_sent import ROWS_PER_PAGE, sent_of_method
from chalicelib.exchange.look import preview
from chalicelib.exchange.open_message import open_message
from chalicelib.exchange.report import counted_at, shares_of_period
from chalicelib.exchange.sent_to_patient import (
    by_method,
    counts_of_rows,
    patient_of,
    sent_to_patient,
)
from chalicelib.exchange.told_already import tellers
from chalicelib.reports.messages_sent import messages_sent
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.routes.sent_questions import (
    WrongQuestion,
    read_asked_method,
    read_days,
    read_question,
)
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.presenters.left_out import told_by
from chalicelib.web.presenters.messages_sent import (
    patients_found_page,
    print_page,
    sent_page,
    wrong_page,
)
from chalicelib.web.presenters.one_message import one_message_page
from chalicelib.web.presenters.sent_rows import Asked, Found, counted_as
from chalicelib.web.presenters.trail import read_trail

pages = StaffDoor(__name__)
ROWS_OF_EACH = 10
"""Of each contact method where all are shown; its number leads to all of them."""
ROWS_PER_PRINT = 2_000
"""Of each contact method; more paper than that is nobody’s wish."""
ROWS_OF_PATIENT = 500
"""Each of one patient’s messages is read by itself."""
PATIENTS_FOUND = 20
NAME_CHARACTERS = 100


@pages.get("/messages-sent", right="view")
def show_sent(visit: Visit) -> Page:
    asked = read_question(visit)
    try:
        found = _found(visit, asked, limit=_limit(asked))
    except WrongQuestion as wrong:
        return wrong_answer(visit, asked, wrong)
    return sent_page(
        visit.frame,
        practice=visit.practice,
        held=visit.parts.credits.balance(visit.practice_id),
        asked=asked,
        found=found,
        at=visit.at,
    )


@pages.get("/messages-sent/print", right="view")
def print_sent(visit: Visit) -> Page:
    asked = read_question(visit)
    try:
        found = _found(visit, asked, limit=ROWS_OF_PATIENT if asked.patient_id else ROWS_PER_PRINT)
    except WrongQuestion as wrong:
        return wrong_answer(visit, asked, wrong)
    return print_page(
        visit.frame,
        practice=visit.practice,
        held=visit.parts.credits.balance(visit.practice_id),
        asked=asked,
        found=found,
        at=visit.at,
    )


@pages.post("/messages-sent/find", right="view")
def find_patient(visit: Visit) -> Page | Response:
    """By a form that is posted: a name is never part of an address."""
    form = visit.form
    days = {"from_": form.text("from"), "to": form.text("to"), "method": form.text("method")}
    asked = Asked(from_date=days["from_"], to_date=days["to"], method=days["method"])
    typed = form.text("name", at_most=NAME_CHARACTERS)
    if not typed:
        return wrong_answer(visit, asked, WrongQuestion("name", "Enter a patient’s last name"))
    found = find_patients(
        visit.parts, visit.practice_id, search=typed, limit=PATIENTS_FOUND, cursor=None
    )
    if len(found.items) == 1:
        return see_other(urls.messages_sent(**days, patient=found.items[0].patient.id))
    return patients_found_page(
        visit.frame,
        practice=visit.practice,
        held=visit.parts.credits.balance(visit.practice_id),
        asked=asked,
        typed=typed,
        patients=tuple(each.patient for each in found.items),
        at=visit.at,
    )


@pages.get("/messages-sent/{message_id}", right="view")
def show_message(visit: Visit, message_id: str) -> Page:
    campaign, message = open_message(
        visit.parts, visit.practice_id, message_id, by=visit.by, at=visit.at
    )
    earlier = tellers(visit.parts, visit.practice_id, [message])
    return one_message_page(
        visit.frame,
        campaign=campaign,
        preview=preview(visit.parts, visit.practice_id, campaign.id, message.id),
        practice=visit.practice,
        at=visit.at,
        told=told_by(earlier, practice=visit.practice, at=visit.at).get(message.detail),
    )


def wrong_answer(visit: Visit, asked: Asked, wrong: WrongQuestion) -> Page:
    """The form again, with what to mend."""
    return wrong_page(
        visit.frame,
        practice=visit.practice,
        held=visit.parts.credits.balance(visit.practice_id),
        asked=asked,
        errors=(FieldError(wrong.field, wrong.problem),),
        at=visit.at,
    )


def _limit(asked: Asked) -> int:
    if asked.patient_id:
        return MESSAGES_PER_PAGE
    return ROWS_PER_PAGE if asked.method else ROWS_OF_EACH


def _found(visit: Visit, asked: Asked, *, limit: int) -> Found:
    """:raises WrongQuestion: if it cannot be answered."""
    period, method = read_days(asked), read_asked_method(asked)
    if asked.patient_id:
        return _found_of_patient(visit, asked, period=period, method=method, limit=limit)
    parts, practice = visit.parts, visit.practice
    shares = shares_of_period(parts, practice=practice, period=period)
    report = messages_sent((each.counts for each in shares), period=period, method=method)
    trail = read_trail(visit.query.text("page") if method else "")
    rows = {
        group.method: sent_of_method(
            parts,
            shares,
            practice=practice,
            period=period,
            method=group.method,
            status=asked.status,
            limit=limit,
            cursor=trail.cursor,
        )
        for group in report.groups
        if group.method is not None and counted_as(group, status=asked.status)
    }
    return Found(
        period=period, report=report, rows=rows, trail=trail, counted_at=counted_at(shares)
    )


def _found_of_patient(
    visit: Visit,
    asked: Asked,
    *,
    period: Period,
    method: ContactMethod | None,
    limit: int,
) -> Found:
    patient = patient_of(visit.parts, visit.practice_id, asked.patient_id)
    trail = read_trail(visit.query.text("page"))
    found = sent_to_patient(
        visit.parts,
        patient,
        practice=visit.practice,
        period=period,
        method=method,
        limit=limit,
        cursor=trail.cursor,
        by=visit.by,
        at=visit.at,
    )
    # Nobody has counted one patient’s messages: only where all of them lie here are there numbers.
    is_whole = trail.page == 0 and found.next is None
    counts = (counts_of_rows(found.items, practice=visit.practice),)
    return Found(
        period=period,
        report=messages_sent(counts, period=period, method=method) if is_whole else None,
        rows=by_method(found.items, status=asked.status),
        trail=trail,
        patient=patient,
        of_patient=found,
    )
