"""The lists of Messages Sent: one for each contact method, and what was asked and found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.contact_methods import Address, ContactMethod, shown
from chalicelib.domain.messages import Message
from chalicelib.domain.patients import Patient
from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Slice
from chalicelib.reports.messages_sent import MessagesSent
from chalicelib.reports.messages_sent import SentGroup as Counted
from chalicelib.web import moments, urls
from chalicelib.web.pages.messages_sent import SentGroup, SentRow
from chalicelib.web.pages.page import Pager
from chalicelib.web.presenters.statuses import patient_name, status_of
from chalicelib.web.presenters.trail import Trail, pager


@dataclass(frozen=True)
class Asked:
    """What stands in the form: the days as typed, a method or none, a number or none."""

    from_date: str
    to_date: str
    method: str = ""
    status: str = ""
    patient_id: str = ""


@dataclass(frozen=True)
class Found:
    """What the exchange found for it."""

    period: Period
    report: MessagesSent | None
    """The numbers; None where nobody has counted."""
    rows: Mapping[ContactMethod, Slice[Message]]
    trail: Trail
    counted_at: datetime | None = None
    """When the totals were counted last; None where they are of this very moment."""
    patient: Patient | None = None
    of_patient: Slice[Message] | None = None
    """One patient’s messages come by time, by whatever method, so many a page."""


def sent_groups(
    *, practice: Practice, asked: Asked, found: Found, at: datetime
) -> tuple[SentGroup, ...]:
    """The lists that have anything in them, in the order of the contact methods."""
    groups = () if found.report is None else found.report.groups
    totals = {each.method: counted_as(each, status=asked.status) for each in groups}
    return tuple(
        _rows_of(
            method,
            found=found,
            asked=asked,
            practice=practice,
            at=at,
            total=totals.get(method, 0),
        )
        for method in ContactMethod
        if method in found.rows and found.rows[method].items
    )


def _rows_of(
    method: ContactMethod,
    *,
    found: Found,
    asked: Asked,
    practice: Practice,
    at: datetime,
    total: int,
) -> SentGroup:
    rows = found.rows[method]

    def href(page: str) -> str:
        return _href(asked, method=method.value, page=page)

    return SentGroup(
        method=method.value,
        rows=tuple(_row(each, practice=practice, at=at) for each in rows.items),
        total=total,
        # Where every method is shown, each has its first few, and a link to a page of its own.
        all_href=href("") if rows.next and not asked.method else "",
        pager=pager(
            found.trail,
            rows=len(rows.items),
            following=rows.next,
            href=href,
            total=total,
        )
        if asked.method and found.patient is None
        else None,
    )


def pager_of_patient(*, asked: Asked, found: Found) -> Pager | None:
    """Below one patient’s messages, where they are more than a page."""
    if found.of_patient is None:
        return None
    return pager(
        found.trail,
        rows=len(found.of_patient.items),
        following=found.of_patient.next,
        href=lambda page: _href(asked, method=asked.method, page=page),
    )


def _href(asked: Asked, *, method: str, page: str) -> str:
    return urls.messages_sent(
        from_=asked.from_date,
        to=asked.to_date,
        method=method,
        status=asked.status,
        patient=asked.patient_id,
        page=page,
    )


def counted_as(group: Counted, *, status: str) -> int:
    """The number of the summary that a list of that status spells out."""
    by_status = {
        "": group.sent,
        "delivered": group.delivered,
        "not_delivered": group.not_delivered,
        "waiting": group.waiting,
        "unknown": group.unknown,
    }
    return by_status[status]


def _row(row: Message, *, practice: Practice, at: datetime) -> SentRow:
    when = row.at.get("sent") or row.at.get("created") or at
    return SentRow(
        patient=patient_name(row),
        href=urls.message(row.id),
        to=shown(Address(row.method, row.to)) if row.method and row.to else "–",
        message=row.campaign_name or "–",
        status=status_of(row),
        at=moments.moment(when, zone=practice.time_zone, now=at),
        credits=row.cost,
    )
