"""Lines of the patients file become patients and contacts, each line whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain.consents import Consent, consents_between
from chalicelib.domain.families import told_otherwise
from chalicelib.domain.imports import BadRow, Outcome, PatientRow
from chalicelib.domain.patients import Contact, Patient, with_custody
from chalicelib.domain.people_from_file import bad_row, contact_from_file, patient_from_file
from chalicelib.exchange.ports import WRITES_PER_SAVE, Changed, Parts
from chalicelib.exchange.resend import offer_resends_of_bounced

TRIES = 5
SOURCE = "practice_system"


def import_people(
    parts: Parts, rows: Sequence[PatientRow], *, practice_id: str, at: datetime
) -> tuple[Outcome | BadRow, ...]:
    """
    Merge lines into the records, as many as fit in each save; what became of each, in order.

    :raises Changed: if others kept changing the same people.
    """
    outcomes: list[Outcome | BadRow] = []
    people = _read(parts, rows, practice_id=practice_id)
    tries = 0
    while len(outcomes) < len(rows):
        merged = _merge(people, rows[len(outcomes) :], practice_id=practice_id, at=at)
        # Before these addresses change: what bounced there can go again.
        changes = [
            (people.contacts[each.id], each)
            for each in merged.contacts.values()
            if each.id in people.contacts
        ]
        offer_resends_of_bounced(parts, changes, by=SOURCE, at=at)
        try:
            _save(parts, merged, consents=_consents(people, merged.contacts, at=at))
        except Changed:
            tries += 1
            if tries == TRIES:
                raise
            people = _read(parts, rows[len(outcomes) :], practice_id=practice_id)
        else:
            people = _kept(people, merged)
            outcomes += merged.outcomes
    return tuple(outcomes)


@dataclass(frozen=True)
class _People:
    """Those whom some lines are about, as they are kept."""

    patients: Mapping[str, Patient]
    contacts: Mapping[str, Contact]


@dataclass
class _Merged:
    """The first so many lines, and whom they change."""

    outcomes: list[Outcome | BadRow] = field(default_factory=list)
    patients: dict[str, Patient] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)


def _read(parts: Parts, rows: Sequence[PatientRow], *, practice_id: str) -> _People:
    return _People(
        patients=parts.records.patients(practice_id, [row.patient_id for row in rows]),
        contacts=parts.records.contacts(
            practice_id, [row.contact_id for row in rows if row.contact_id]
        ),
    )


def _merge(
    people: _People, rows: Sequence[PatientRow], *, practice_id: str, at: datetime
) -> _Merged:
    merged = _Merged()
    for row in rows:
        patient = merged.patients.get(row.patient_id, people.patients.get(row.patient_id))
        contact = merged.contacts.get(row.contact_id, people.contacts.get(row.contact_id))
        bad = bad_row(row, patient=patient, contact=contact)
        if bad is not None:
            merged.outcomes.append(bad)
            continue

        patients, contacts = dict(merged.patients), dict(merged.contacts)
        new_patient = patient_from_file(patient, row, practice_id=practice_id)
        if new_patient != patient:
            patients[row.patient_id] = new_patient
        if row.contact_id:
            new_contact = with_custody(
                contact_from_file(contact, row, practice_id=practice_id, at=at), new_patient
            )
            if new_contact != contact:
                contacts[row.contact_id] = new_contact
        if merged.outcomes and _writes(people, patients, contacts, at=at) > WRITES_PER_SAVE:
            break
        is_same = patients == merged.patients and contacts == merged.contacts
        merged.outcomes.append(Outcome.UNCHANGED if is_same else Outcome.IMPORTED)
        merged.patients, merged.contacts = patients, contacts
    return merged


def _writes(
    people: _People,
    patients: Mapping[str, Patient],
    contacts: Mapping[str, Contact],
    *,
    at: datetime,
) -> int:
    """What one save of these would take (see WRITES_PER_SAVE)."""
    methods = 0
    for contact in contacts.values():
        held = people.contacts.get(contact.id)
        before = set(held.methods.items()) if held else set()
        methods += len(before ^ set(contact.methods.items()))
    consents = _consents(people, contacts, at=at)
    beside = _beside(people, contacts) - patients.keys()
    renamed = [
        each
        for each in patients.values()
        if each.id in people.patients and each.name != people.patients[each.id].name
    ]
    return sum(map(len, (patients, contacts, beside, renamed, consents))) + methods


def _beside(people: _People, contacts: Mapping[str, Contact]) -> frozenset[str]:
    """The patients beside whom lists have to tell of these contacts otherwise."""
    told = [told_otherwise(people.contacts.get(each.id), each) for each in contacts.values()]
    return frozenset().union(*told)


def _consents(
    people: _People, contacts: Mapping[str, Contact], *, at: datetime
) -> tuple[Consent, ...]:
    return tuple(
        consent
        for after in contacts.values()
        for consent in consents_between(
            people.contacts.get(after.id), after, source=SOURCE, by="", at=at
        )
    )


def _save(parts: Parts, merged: _Merged, *, consents: Sequence[Consent]) -> None:
    if merged.patients or merged.contacts:
        parts.records.save_people(
            patients=tuple(merged.patients.values()),
            contacts=tuple(merged.contacts.values()),
            consents=consents,
        )


def _kept(people: _People, merged: _Merged) -> _People:
    """As they are kept now, so that the next lines need not read them again."""
    patients = {
        each.id: replace(each, version=each.version + 1) for each in merged.patients.values()
    }
    contacts = {
        each.id: replace(each, version=each.version + 1) for each in merged.contacts.values()
    }
    for each in _beside(people, merged.contacts) & people.patients.keys() - patients.keys():
        patients[each] = replace(people.patients[each], version=people.patients[each].version + 1)
    return _People({**people.patients, **patients}, {**people.contacts, **contacts})
