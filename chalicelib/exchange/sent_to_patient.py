"""Everything that was sent about one patient within some days, by way of their contacts."""

from datetime import datetime

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Counts, fold
from chalicelib.domain.messages import Message, shown_status
from chalicelib.domain.patients import Patient
from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.exchange.history_of_patient import newest_about
from chalicelib.exchange.list_sent import STATUSES
from chalicelib.exchange.patient_details import NoSuchPatient
from chalicelib.exchange.ports import Parts, Slice


def patient_of(parts: Parts, practice_id: str, patient_id: str) -> Patient:
    """:raises NoSuchPatient: if this practice has none of that id."""
    patient = parts.records.patients(practice_id, (patient_id,)).get(patient_id)
    if patient is None:
        raise NoSuchPatient
    return patient


def sent_to_patient(
    parts: Parts,
    patient: Patient,
    *,
    practice: Practice,
    period: Period,
    method: ContactMethod | None,
    limit: int,
    cursor: str | None,
    by: str,
    at: datetime,
) -> Slice[Message]:
    """
    Newest first; what was taken up within the period. Who looks at it is written down.

    :raises BadCursor: if the cursor is not one of this list.
    """
    found = newest_about(
        parts,
        patient,
        ids=(patient.id,),
        method=method,
        since=period.start(practice.time_zone),
        until=period.end(practice.time_zone),
        limit=limit,
        cursor=cursor,
    )
    parts.audit.add(practice.id, actor=by, act="opened_messages", subject=patient.id, at=at)
    return found


def counts_of_rows(rows: tuple[Message, ...], *, practice: Practice) -> Counts:
    """These few messages counted, as the report counts all of them."""
    return fold(rows, zone=practice.time_zone, is_released=True)


def by_method(rows: tuple[Message, ...], *, status: str) -> dict[ContactMethod, Slice[Message]]:
    """The same messages, apart for each contact method."""
    wanted = STATUSES[status]
    fitting = [row for row in rows if shown_status(row, is_released=True) in wanted]
    found = {each: tuple(row for row in fitting if row.method is each) for each in ContactMethod}
    return {each: Slice(some) for each, some in found.items() if some}
