"""Everything that was sent about one patient within some days, by way of their contacts."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Counts, fold
from chalicelib.domain.messages import Message, shown_status
from chalicelib.domain.patients import Patient
from chalicelib.domain.periods import Period, local_day
from chalicelib.domain.practices import Practice
from chalicelib.exchange.list_sent import STATUSES
from chalicelib.exchange.patient_details import NoSuchPatient
from chalicelib.exchange.ports import Parts, Slice

MESSAGES_OF_A_MONTH = 10
"""Few contacts get more in a month; each message read is paid for by itself."""
MESSAGES_PER_READ = 50
MESSAGES_OF_PATIENT = 500
"""More than that are not looked through for one page."""


def patient_of(parts: Parts, practice_id: str, patient_id: str) -> Patient:
    """:raises NoSuchPatient: if this practice has none of that id."""
    patient = parts.records.patients(practice_id, (patient_id,)).get(patient_id)
    if patient is None:
        raise NoSuchPatient
    return patient


def sent_to_patient(
    parts: Parts, patient: Patient, *, practice: Practice, period: Period, by: str, at: datetime
) -> tuple[Message, ...]:
    """Newest first; what was taken up within the period. Who looks at it is written down."""
    parts.audit.add(practice.id, actor=by, act="opened_messages", subject=patient.id, at=at)
    found = [
        row
        for link in patient.links
        for row in _of_contact(parts, practice, link.contact_id, period=period)
        if row.patient_id == patient.id
    ]
    found.sort(key=lambda row: row.at["claimed"], reverse=True)
    return tuple(found[:MESSAGES_OF_PATIENT])


def counts_of_rows(rows: tuple[Message, ...], *, practice: Practice) -> Counts:
    """These few messages counted, as the report counts all of them."""
    return fold(rows, zone=practice.time_zone, is_released=True)


def by_method(
    rows: tuple[Message, ...], *, method: ContactMethod | None, status: str
) -> dict[ContactMethod, Slice[Message]]:
    """The same messages, apart for each contact method."""
    wanted = STATUSES[status]
    return {
        each: Slice(found)
        for each in ContactMethod
        if method in (None, each)
        and (
            found := tuple(
                row
                for row in rows
                if row.method is each and shown_status(row, is_released=True) in wanted
            )
        )
    }


def _of_contact(
    parts: Parts, practice: Practice, contact_id: str, *, period: Period
) -> Iterator[Message]:
    cursor = None
    first = period.first.isoformat()
    reads = [MESSAGES_PER_READ] * (MESSAGES_OF_PATIENT // MESSAGES_PER_READ)
    for limit in (MESSAGES_OF_A_MONTH, *reads):
        found = parts.campaigns.messages_of_contact(
            practice.id, contact_id, limit=limit, cursor=cursor
        )
        for row in found.items:
            day = local_day(row.at["claimed"], zone=practice.time_zone)
            if day < first:
                return
            if period.holds(day):
                yield row
        cursor = found.next
        if cursor is None:
            return
