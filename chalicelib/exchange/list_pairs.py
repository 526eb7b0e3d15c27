"""Freezing who a campaign is for: one line for each pair of patient and contact selected."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.audience_file import ListedPair, read_audience
from chalicelib.domain.audiences import (
    AppointmentsOf,
    Audience,
    ChosenPairs,
    ChosenPatients,
    OwnAddress,
    RecallDueBefore,
)
from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.messages import SkipReason
from chalicelib.domain.patients import Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Need
from chalicelib.exchange.ports import Parts

PATIENTS_PER_READ = 100


def listed_pairs(
    parts: Parts, campaign: Campaign, *, practice: Practice, at: datetime
) -> Iterator[ListedPair]:
    """Every pair of selected patient and contact, in order, read in flat memory."""
    audience = read_audience(parts.files.get(campaign.audience_key))
    if isinstance(audience, AppointmentsOf):
        yield from _of_appointments(parts, audience, practice=practice)
        return
    if isinstance(audience, ChosenPairs):
        yield from _chosen(parts, audience, practice=practice)
        return
    if isinstance(audience, OwnAddress):
        yield own_line(audience)
        return
    with_visit = campaign.need is Need.APPOINTMENT
    for patients, missing in selected_patients(parts, audience, practice=practice, at=at):
        for patient_id in missing:
            yield ListedPair(patient_id, "", reason=SkipReason.NO_SUCH_PATIENT)
        for patient in patients:
            visit = _next_visit(parts, patient, at=at) if with_visit else None
            yield from _pairs(patient, visit)


def own_line(audience: OwnAddress) -> ListedPair:
    """The one line of a test."""
    return ListedPair("", "", method=audience.method, to=audience.to, language=audience.language)


def selected_patients(
    parts: Parts, audience: Audience, *, practice: Practice, at: datetime
) -> Iterator[tuple[tuple[Patient, ...], tuple[str, ...]]]:
    """Groups of (patients, ids that are no patients), for audiences made of patients."""
    if isinstance(audience, ChosenPatients):
        unique = tuple(dict.fromkeys(audience.patient_ids))
        for start in range(0, len(unique), PATIENTS_PER_READ):
            asked = unique[start : start + PATIENTS_PER_READ]
            held = parts.records.patients(practice.id, asked)
            yield (
                tuple(held[each] for each in asked if each in held),
                tuple(each for each in asked if each not in held),
            )
        return
    for patients in _everyone(parts, practice.id):
        if isinstance(audience, RecallDueBefore):
            yield tuple(_due(parts, patients, audience=audience, at=at)), ()
        else:
            yield patients, ()


def appointments_of(
    parts: Parts, audience: AppointmentsOf, *, practice: Practice
) -> Iterator[Appointment]:
    """The appointments of that day which the filters, or the frozen list, leave visible."""
    start, end = bounds_of(audience.day, practice=practice)
    frozen = frozenset(audience.appointment_ids)
    cursor = None
    while True:
        found = parts.records.appointments_between(
            practice.id, start=start, end=end, limit=PATIENTS_PER_READ, cursor=cursor
        )
        for appointment in found.items:
            if _is_visible(appointment, audience=audience, frozen=frozen):
                yield appointment
        cursor = found.next
        if cursor is None:
            return


def bounds_of(day: date, *, practice: Practice) -> tuple[datetime, datetime]:
    """When that day begins and ends at the practice."""
    zone, following = practice.time_zone, day + timedelta(days=1)
    return datetime.combine(day, time(), zone), datetime.combine(following, time(), zone)


def _is_visible(
    appointment: Appointment, *, audience: AppointmentsOf, frozen: frozenset[str]
) -> bool:
    if frozen:
        return appointment.id in frozen
    if audience.provider and appointment.provider != audience.provider:
        return False
    return not audience.location or appointment.location == audience.location


def _of_appointments(
    parts: Parts, audience: AppointmentsOf, *, practice: Practice
) -> Iterator[ListedPair]:
    held: list[Appointment] = []
    for appointment in appointments_of(parts, audience, practice=practice):
        held.append(appointment)
        if len(held) == PATIENTS_PER_READ:
            yield from _with_patients(parts, held, practice=practice)
            held = []
    yield from _with_patients(parts, held, practice=practice)


def _with_patients(
    parts: Parts, appointments: list[Appointment], *, practice: Practice
) -> Iterator[ListedPair]:
    patients = parts.records.patients(practice.id, {each.patient_id for each in appointments})
    for appointment in appointments:
        patient = patients.get(appointment.patient_id)
        if patient is None:
            yield ListedPair(
                appointment.patient_id, "", appointment.id, reason=SkipReason.NO_SUCH_PATIENT
            )
        else:
            yield from _pairs(patient, appointment)


def _chosen(parts: Parts, audience: ChosenPairs, *, practice: Practice) -> Iterator[ListedPair]:
    for start in range(0, len(audience.pairs), PATIENTS_PER_READ):
        pairs = audience.pairs[start : start + PATIENTS_PER_READ]
        ids = {pair.appointment_id for pair in pairs if pair.appointment_id}
        visits = parts.records.appointments(practice.id, ids) if ids else {}
        for pair in pairs:
            yield ListedPair(
                pair.patient_id,
                pair.contact_id,
                pair.appointment_id,
                starts_at=_start(visits.get(pair.appointment_id)),
            )


def _pairs(patient: Patient, visit: Appointment | None) -> Iterator[ListedPair]:
    visit_id, starts_at = "" if visit is None else visit.id, _start(visit)
    if not patient.links:
        yield ListedPair(
            patient.id, "", visit_id, reason=SkipReason.NO_CONTACT, starts_at=starts_at
        )
    for link in patient.links:
        yield ListedPair(patient.id, link.contact_id, visit_id, starts_at=starts_at)


def _start(visit: Appointment | None) -> str:
    return "" if visit is None else visit.starts_at.isoformat()


def _everyone(parts: Parts, practice_id: str) -> Iterator[tuple[Patient, ...]]:
    cursor = None
    while True:
        found = parts.records.patients_by_name(practice_id, limit=PATIENTS_PER_READ, cursor=cursor)
        yield found.items
        cursor = found.next
        if cursor is None:
            return


def _due(
    parts: Parts, patients: Iterable[Patient], *, audience: RecallDueBefore, at: datetime
) -> Iterator[Patient]:
    for patient in patients:
        if patient.recall_due is None or patient.recall_due >= audience.day:
            continue
        if parts.records.next_appointment(patient.practice_id, patient.id, after=at) is None:
            yield patient


def _next_visit(parts: Parts, patient: Patient, *, at: datetime) -> Appointment | None:
    return parts.records.next_appointment(patient.practice_id, patient.id, after=at)
