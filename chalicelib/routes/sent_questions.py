"""What staff ask of Messages Sent: which days, which contact method, which patient."""

from datetime import date, timedelta

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.periods import BadPeriod, Period, read_period
from chalicelib.exchange.list_sent import STATUSES
from chalicelib.routes.door import Visit
from chalicelib.web.presenters.sent_rows import Asked

USUAL_DAYS = timedelta(days=30)


class WrongQuestion(ValueError):
    """The days or the method in the form cannot be; `field` is the one to mend."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field
        self.problem = problem


def read_question(visit: Visit) -> Asked:
    """What stands in the link, as it was typed; without days, the last thirty."""
    today = visit.at.astimezone(visit.practice.time_zone).date()
    status = visit.query.text("status")
    return Asked(
        from_date=visit.query.text("from") or (today - USUAL_DAYS).isoformat(),
        to_date=visit.query.text("to") or today.isoformat(),
        method=visit.query.text("method"),
        status=status if status in STATUSES else "",
        patient_id=visit.query.text("patient"),
    )


def read_days(asked: Asked) -> Period:
    """:raises WrongQuestion: if they are no days, run backwards, or are too many."""
    first, last = _day(asked.from_date, field="from"), _day(asked.to_date, field="to")
    try:
        return read_period(first=first, last=last)
    except BadPeriod as error:
        raise WrongQuestion(error.field, error.problem) from error


def read_asked_method(asked: Asked) -> ContactMethod | None:
    """:raises WrongQuestion: if it is none of the five; None for all of them."""
    if not asked.method:
        return None
    try:
        return ContactMethod(asked.method)
    except ValueError as error:
        raise WrongQuestion("method", "Choose one of the list") from error


def _day(typed: str, *, field: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise WrongQuestion(field, "Enter a date such as 2026-11-23") from error
