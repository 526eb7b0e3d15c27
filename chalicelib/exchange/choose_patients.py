"""Finding patients to tick, each with the way by which they would be reached."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Need
from chalicelib.domain.recipients import Decision, Reached, decide
from chalicelib.exchange.find_patients import find_patients
from chalicelib.exchange.ports import Parts

ROWS = 50


@dataclass(frozen=True)
class PatientFound:
    """A patient with the contact who would get the message, and how; or why nobody would."""

    patient: Patient
    contact: Contact | None
    decision: Decision | None
    """None where the patient has no contact at all."""


@dataclass(frozen=True)
class Found:
    """The first of those who match, and whether there are more."""

    rows: tuple[PatientFound, ...]
    are_more: bool = False


def choose_patients(parts: Parts, practice: Practice, *, need: Need, search: str) -> Found:
    """
    Patients by name, part of a name, number or email; the first of all for an empty search.

    Never walks through everyone: a large practice would wait for it at every look.
    """
    found = find_patients(parts, practice.id, search=search, limit=ROWS, cursor=None)
    return Found(
        rows=reached_by(parts, practice, found.items[:ROWS], need=need),
        are_more=found.next is not None or len(found.items) > ROWS,
    )


def reached_by(
    parts: Parts, practice: Practice, patients: Iterable[Patient], *, need: Need
) -> tuple[PatientFound, ...]:
    """How each of these would be reached for that need."""
    asked = tuple(patients)
    ids = {link.contact_id for patient in asked for link in patient.links}
    contacts = parts.records.contacts(practice.id, ids) if ids else {}
    return tuple(_found(patient, contacts, practice=practice, need=need) for patient in asked)


def _found(
    patient: Patient, contacts: dict[str, Contact], *, practice: Practice, need: Need
) -> PatientFound:
    known = [contacts[link.contact_id] for link in patient.links if link.contact_id in contacts]
    first: PatientFound | None = None
    for contact in known:
        decision = decide(
            contact,
            patient=patient,
            contacts_of_patient=known,
            need=need,
            defaults=practice.defaults,
        )
        if isinstance(decision, Reached):
            return PatientFound(patient, contact, decision)
        first = first or PatientFound(patient, contact, decision)
    return first or PatientFound(patient, None, None)
