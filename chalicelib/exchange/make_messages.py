"""Deciding, for each pair in the list, whether there is a message, how it goes and with what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.audience_file import ListedPair
from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.goes_at import opens_at, waits_for_hours
from chalicelib.domain.merge_values import values_for
from chalicelib.domain.messages import Message, MessageStatus, SkipReason
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.places import window_of
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Need
from chalicelib.domain.recipients import NotReached, Reached, barred, decide, stale
from chalicelib.domain.stops import Stop
from chalicelib.domain.templates import Kind, texts_for
from chalicelib.exchange.digest import one_for_each_household
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.told_already import Told, without_told
from chalicelib.exchange.words_of import DetailMissing, TooLong, check_fillable


@dataclass(frozen=True)
class _Known:
    """All that a block of pairs needs to know, read in a few calls."""

    patients: Mapping[str, Patient]
    contacts: Mapping[str, Contact]
    appointments: Mapping[str, Appointment]

    def of(self, pair: ListedPair) -> "_Who":
        patient = self.patients.get(pair.patient_id)
        links = () if patient is None else patient.links
        return _Who(
            patient=patient,
            contact=self.contacts.get(pair.contact_id),
            visit=self.appointments.get(pair.appointment_id),
            contacts_of_patient=tuple(
                self.contacts[link.contact_id] for link in links if link.contact_id in self.contacts
            ),
        )


@dataclass(frozen=True)
class _Who:
    """One pair, as the records have it now."""

    patient: Patient | None
    contact: Contact | None
    visit: Appointment | None
    contacts_of_patient: tuple[Contact, ...]

    @property
    def names(self) -> dict[str, str]:
        """For staff lists."""
        found = {"patient": self.patient, "contact": self.contact}
        return {role: person.name for role, person in found.items() if person is not None}

    @property
    def language(self) -> str:
        if self.contact is not None and self.contact.language:
            return self.contact.language
        return self.patient.language if self.patient and self.patient.language else "en"


def make_messages(
    parts: Parts,
    campaign: Campaign,
    *,
    pairs: Sequence[ListedPair],
    block: int,
    practice: Practice,
    told: Told,
    at: datetime,
) -> tuple[Message, ...]:
    """One message row for each pair, ready or skipped with its reason, numbered as listed."""
    known = _read(parts, pairs, practice_id=practice.id)
    drafts = []
    for number, pair in enumerate(pairs):
        who = known.of(pair)
        row = _row(campaign, pair, who, block=block, number=number, at=at)
        row = _decided(row, pair, who, campaign=campaign, practice=practice, at=at)
        drafts.append(_timed(row, who, campaign=campaign, practice=practice, at=at))
    used = {draft.to for draft in drafts if draft.status is MessageStatus.QUEUED}
    stops = parts.records.stops(practice.id, used)
    checked = [_checked(parts, campaign, draft, stops=stops) for draft in drafts]
    news = without_told(parts, told, checked, pairs, at=at)
    return one_for_each_household(parts, campaign, news, practice=practice)


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


def _row(
    campaign: Campaign, pair: ListedPair, who: _Who, *, block: int, number: int, at: datetime
) -> Message:
    return Message(
        practice_id=campaign.practice_id,
        campaign_id=campaign.id,
        block=block,
        number=number,
        status=MessageStatus.QUEUED,
        patient_id=pair.patient_id,
        contact_id=pair.contact_id,
        appointment_id=pair.appointment_id,
        appointment_at=None if who.visit is None else who.visit.starts_at,
        language=pair.language or who.language,
        values=who.names,
        at={"created": at},
        campaign_name=campaign.name,
    )


def _decided(
    row: Message,
    pair: ListedPair,
    who: _Who,
    *,
    campaign: Campaign,
    practice: Practice,
    at: datetime,
) -> Message:
    method = ContactMethod(pair.method) if pair.method else None
    if pair.reason:
        return _skipped(row, SkipReason(pair.reason), method=method, to=pair.to)
    if campaign.kind is Kind.BROADCAST or campaign.is_test:
        return replace(row, method=method, to=pair.to)
    if who.patient is None:
        return _skipped(row, SkipReason.NO_SUCH_PATIENT)
    if who.contact is None:
        return _skipped(row, SkipReason.NO_CONTACT)
    decision = decide(
        who.contact,
        patient=who.patient,
        contacts_of_patient=who.contacts_of_patient,
        need=campaign.need,
        defaults=practice.defaults,
    )
    if isinstance(decision, NotReached):
        return _skipped(row, decision.reason, method=decision.method)
    if row.appointment_id:
        listed = datetime.fromisoformat(pair.starts_at) if pair.starts_at else None
        gone = stale(who.visit, frozen_start=listed, at=at)
        if gone is not None:
            return _skipped(row, gone, method=decision.method, to=decision.to)
    values = values_for(
        who.patient,
        contact=who.contact,
        appointment=who.visit,
        practice=practice,
        language=_language_of_words(campaign, row, decision),
    )
    return _addressed(row, decision, values={**values, **row.values})


def _language_of_words(campaign: Campaign, row: Message, decision: Reached) -> str:
    """Day and hour are said as the words around them: where there is no Spanish, English goes."""
    found = texts_for(campaign.texts, language=row.language, channel=decision.method.channel)
    return row.language if found is None else found[0]


def _timed(
    row: Message, who: _Who, *, campaign: Campaign, practice: Practice, at: datetime
) -> Message:
    """The row with its hours; one that would only come after its visit is left out."""
    if row.status is not MessageStatus.QUEUED or not waits_for_hours(campaign, row):
        return row
    window = window_of(who.contact, number=row.to, practice_zone=practice.zone)
    opens = opens_at(window, hours=campaign.hours, at=at)
    if opens is None:
        return _skipped(row, SkipReason.NEVER_OPEN, method=row.method, to=row.to)
    if row.appointment_at is not None and opens >= row.appointment_at:
        return _skipped(row, SkipReason.TOO_LATE, method=row.method, to=row.to)
    return replace(row, window=window.key)


def _addressed(row: Message, decision: Reached, *, values: Mapping[str, str]) -> Message:
    return replace(
        row,
        method=decision.method,
        to=decision.to,
        origin=decision.origin.value,
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
    spoken = _spoken(row, language=found[0])
    try:
        check_fillable(parts.wording, campaign, spoken)
    except DetailMissing as missing:
        if campaign.need is Need.APPOINTMENT and not row.appointment_id:
            # It is the visit that is missing, and not a detail of it.
            return _skipped(row, SkipReason.NO_APPOINTMENT, method=row.method, to=row.to)
        left_out = _skipped(row, SkipReason.DETAIL_MISSING, method=row.method, to=row.to)
        return replace(left_out, detail=missing.field)
    except TooLong:
        return _skipped(row, SkipReason.TOO_LONG, method=row.method, to=row.to)
    return spoken


def _spoken(row: Message, *, language: str) -> Message:
    """In the language there are words in; where it is not the reader’s own, that is noted."""
    if language == row.language:
        return row
    return replace(row, language=language, values={**row.values, "reads": row.language})


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
