"""Messages Sent as a page: the five groups of a period, and the messages behind each number."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.domain.credits import Balance as Held
from chalicelib.domain.patients import Patient
from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.reports.messages_sent import SentGroup as Counted
from chalicelib.web import moments, urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.messages_sent import (
    GroupRow,
    MessagesSentPage,
    MessagesSentPrintPage,
    PatientFound,
    PatientsFoundPage,
)
from chalicelib.web.pages.page import Balance, Frame
from chalicelib.web.presenters.sent_rows import Asked, Found, pager_of_patient, sent_groups


def sent_page(
    frame: Frame, *, practice: Practice, held: Held, asked: Asked, found: Found, at: datetime
) -> MessagesSentPage:
    """The whole tab."""
    return MessagesSentPage(
        **_form(frame, practice=practice, held=held, asked=asked, at=at),
        **_report(practice=practice, asked=asked, found=found, at=at),
    )


def print_page(
    frame: Frame, *, practice: Practice, held: Held, asked: Asked, found: Found, at: datetime
) -> MessagesSentPrintPage:
    """The report alone, for paper."""
    return MessagesSentPrintPage(
        **_form(frame, practice=practice, held=held, asked=asked, at=at),
        **_report(practice=practice, asked=asked, found=found, at=at),
    )


def wrong_page(
    frame: Frame,
    *,
    practice: Practice,
    held: Held,
    asked: Asked,
    errors: tuple[FieldError, ...],
    at: datetime,
) -> MessagesSentPage:
    """The form again, with what to mend; nothing was looked for."""
    form = _form(frame, practice=practice, held=held, asked=asked, at=at)
    return MessagesSentPage(**form, errors=errors)


def patients_found_page(
    frame: Frame,
    *,
    practice: Practice,
    held: Held,
    asked: Asked,
    typed: str,
    patients: Sequence[Patient],
    at: datetime,
) -> PatientsFoundPage:
    """Whom the name that was typed may mean; nobody is listed before one is chosen."""
    days = {"from_": asked.from_date, "to": asked.to_date, "method": asked.method}
    return PatientsFoundPage(
        **_form(frame, practice=practice, held=held, asked=asked, at=at),
        typed=typed,
        found=tuple(
            PatientFound(
                name=each.name,
                born="" if each.date_of_birth is None else moments.day_words(each.date_of_birth),
                href=urls.messages_sent(**days, patient=each.id),
            )
            for each in patients
        ),
    )


# Fields of two page objects that share them; each page checks their types when it is made.
Fields = dict[str, Any]


def _form(frame: Frame, *, practice: Practice, held: Held, asked: Asked, at: datetime) -> Fields:
    today = _today(practice, at)
    return {
        "frame": frame,
        "balance": balance_of(practice, held),
        "from_date": asked.from_date,
        "to_date": asked.to_date,
        "method": asked.method,
        "status": asked.status,
        "patient_id": asked.patient_id,
        "this_month": _month(today),
        "last_month": _month(today.replace(day=1) - timedelta(days=1)),
    }


def _report(*, practice: Practice, asked: Asked, found: Found, at: datetime) -> Fields:
    counted, report = found.counted_at, found.report
    groups = () if report is None else report.groups
    return {
        "period": period_words(found.period, now=at, practice=practice),
        "summary": tuple(_group(each) for each in groups if _is_asked(each, asked)),
        "total": None if report is None else _group(report.total),
        "groups": sent_groups(practice=practice, asked=asked, found=found, at=at),
        "pager": pager_of_patient(asked=asked, found=found),
        "patient": found.patient.name if found.patient else "",
        "patient_href": urls.patient(found.patient.id) if found.patient else "",
        "counted": None
        if counted is None
        else moments.moment(counted, zone=practice.time_zone, now=at),
    }


def balance_of(practice: Practice, held: Held) -> Balance:
    """The credits at the right of a heading."""
    return Balance(
        available=held.available,
        reserved=held.reserved,
        is_low=held.available < practice.low_at,
    )


def period_words(period: Period, *, now: datetime, practice: Practice) -> str:
    """“Oct 24 to Nov 23”; with the year where it is not this one."""
    year = _today(practice, now).year
    first = moments.day_words(period.first, now_year=year)
    return f"{first} to {moments.day_words(period.last, now_year=year)}"


def _today(practice: Practice, at: datetime) -> date:
    return at.astimezone(practice.time_zone).date()


def _month(within: date) -> tuple[str, str]:
    first = within.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.isoformat(), last.isoformat()


def _is_asked(group: Counted, asked: Asked) -> bool:
    return group.method is not None and asked.method in ("", group.method.value)


def _group(group: Counted) -> GroupRow:
    return GroupRow(
        method=group.method.value if group.method else "",
        sent=group.sent,
        delivered=group.delivered,
        not_delivered=group.not_delivered,
        waiting=group.waiting,
        unknown=group.unknown,
        credits=group.credits,
    )
