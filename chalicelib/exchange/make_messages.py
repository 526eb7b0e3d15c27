"""Deciding, for each pair in the list, whether there is a message, how it goes and with what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.audience_file import ListedPair
from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.merge_values import values_for
from chalicelib.domain.messages import Message, MessageStatus, SkipReason
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.recipients import NotReached, Reached, barred, decide, stale
from chalicelib.domain.stops import Stop
from chalicelib.domain.templates import Kind, texts_for
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.words_of import DetailMissing, TooLong, check_fillable


@dataclass(frozen=True)
class _Known:
    """All that a block of pairs needs to know, read in a few calls."""

    patients: Mapping[str, Patient]
    contacts: Mapping[str, Contact]
    appointments: Mapping[str, Appointment]


def make_messages(
    parts: Parts,
    campaign: Campaign,
    *,
    pairs: Sequence[ListedPair],
    block: int,
    practice: Practice,
    at: datetime,
) -> tuple[Message, ...]:
    """One message row for each pair, ready or skipped with its reason, numbered as listed."""
    known = _read(parts, pairs, practice_id=practice.id)
    drafts = [
        _draft(campaign, pair, number=number, block=block, known=known, practice=practice, at=at)
        for number, pair in enumerate(pairs)
    ]
    used = {draft.to for draft in drafts if draft.status is MessageStatus.QUEUED}
    stops = parts.records.stops(practice.id, used)
    return tuple(_checked(parts, campaign, draft, stops=stops) for draft in drafts)


def _read(parts: Parts, pairs: Sequence[ListedPair], *, practice_id: str) -> _Known:
    patients = parts.records.patients(practice_id, {p.patient_id for p in pairs if p.patient_id})
    wanted = {link.contact_id for patient in patients.values() for link in patient.links}
    wanted |= {pair.contact_id for pair in pairs if pair.contact_id}
    visits = {pair.appointment_id for pair in pairs if pair.appointment_id}
    return _Known(
        patients=patients,
        contacts=parts.records.contacts(practice_id, wanted),
        appointments=parts.records.appointments(practice_id, visits) if visits else {},
    )


def _draft(
    campaign: Campaign,
    pair: ListedPair,
    *,
    number: int,
    block: int,
    known: _Known,
    practice: Practice,
    at: datetime,
) -> Message:
    patient = known.patients.get(pair.patient_id)
    contact = known.contacts.get(pair.contact_id)
    visit = known.appointments.get(pair.appointment_id)
    row = Message(
        practice_id=campaign.practice_id,
        campaign_id=campaign.id,
        block=block,
        number=number,
        status=MessageStatus.QUEUED,
        patient_id=pair.patient_id,
        contact_id=pair.contact_id,
        appointment_id=pair.appointment_id,
        appointment_at=None if visit is None else visit.starts_at,
        values=_names(patient, contact),
        at={"created": at},
    )
    if pair.reason:
        return _skipped(row, SkipReason(pair.reason), method=_method(pair.method), to=pair.to)
    if campaign.kind is Kind.BROADCAST:
        return replace(
            row,
            method=ContactMethod(pair.method),
            to=pair.to,
            origin="",
            language=_language(patient, contact),
        )
    if patient is None:
        return _skipped(row, SkipReason.NO_SUCH_PATIENT)
    if contact is None:
        return _skipped(row, SkipReason.NO_CONTACT)
    return _personal(
        row,
        campaign,
        patient=patient,
        contact=contact,
        visit=visit,
        known=known,
        practice=practice,
        at=at,
    )


def _personal(
    row: Message,
    campaign: Campaign,
    *,
    patient: Patient,
    contact: Contact,
    visit: Appointment | None,
    known: _Known,
    practice: Practice,
    at: datetime,
) -> Message:
    others = [
        known.contacts[link.contact_id]
        for link in patient.links
        if link.contact_id in known.contacts
    ]
    decision = decide(
        contact,
        patient=patient,
        contacts_of_patient=others,
        need=campaign.need,
        defaults=practice.defaults,
    )
    if isinstance(decision, NotReached):
        return _skipped(row, decision.reason, method=decision.method)
    if row.appointment_id:
        gone = stale(visit, frozen_start=None, at=at)
        if gone is not None:
            return _skipped(row, gone, method=decision.method, to=decision.to)
    language = _language(patient, contact)
    values = values_for(
        patient=patient,
        contact=contact,
        appointment=visit,
        practice=practice,
        language=language,
    )
    return _addressed(row, decision, language=language, values={**values, **row.values})


def _addressed(
    row: Message, decision: Reached, *, language: str, values: Mapping[str, str]
) -> Message:
    return replace(
        row,
        method=decision.method,
        to=decision.to,
        origin=decision.origin.value,
        language=language,
        values=values,
    )


def _checked(
    parts: Parts,
    campaign: Campaign,
    row: Message,
    *,
    stops: Mapping[str, tuple[Stop, ...]],
) -> Message:
    """The row once more: is the address stopped, are there words, is every detail filled in?"""
    if row.status is not MessageStatus.QUEUED or row.method is None:
        return row
    reason = barred(method=row.method, need=campaign.need, stops=stops.get(row.to, ()))
    if reason is not None:
        return _skipped(row, reason, method=row.method, to=row.to)
    found = texts_for(campaign.texts, language=row.language, channel=row.method.channel)
    if found is None:
        return _skipped(row, SkipReason.NO_WORDS_FOR_CHANNEL, method=row.method, to=row.to)
    spoken = replace(row, language=found[0])
    try:
        check_fillable(parts.wording, campaign, spoken)
    except DetailMissing as missing:
        left_out = _skipped(row, SkipReason.DETAIL_MISSING, method=row.method, to=row.to)
        return replace(left_out, detail=missing.field)
    except TooLong:
        return _skipped(row, SkipReason.TOO_LONG, method=row.method, to=row.to)
    return spoken


def _skipped(
    row: Message, reason: SkipReason, *, method: ContactMethod | None = None, to: str = ""
) -> Message:
    return replace(
        row,
        status=MessageStatus.SKIPPED,
        reason=reason.value,
        method=method,
        to=to,
        at={**row.at, "skipped": row.at["created"]},
    )


def _names(patient: Patient | None, contact: Contact | None) -> dict[str, str]:
    names: dict[str, str] = {}
    if patient is not None:
        names["patient"] = patient.name
    if contact is not None:
        names["contact"] = contact.name
    return names


def _language(patient: Patient | None, contact: Contact | None) -> str:
    if contact is not None and contact.language:
        return contact.language
    return patient.language if patient is not None and patient.language else "en"


def _method(text: str) -> ContactMethod | None:
    return ContactMethod(text) if text else None
