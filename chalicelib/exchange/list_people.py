"""Patients with the people through whom we reach them, many at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chalicelib.domain.patients import Contact, Patient
from chalicelib.exchange.ports import Parts


@dataclass(frozen=True)
class Family:
    """One patient, and those of their contacts whose record is there, in the file’s order."""

    patient: Patient
    contacts: tuple[Contact, ...]


def families(parts: Parts, practice_id: str, patients: Sequence[Patient]) -> tuple[Family, ...]:
    """Each patient with their contacts, read in one go; a list may lag by a moment."""
    ids = dict.fromkeys(link.contact_id for patient in patients for link in patient.links)
    held = parts.records.contacts(practice_id, ids, may_lag=True) if ids else {}
    return tuple(Family(patient, _contacts(patient, held)) for patient in patients)


def _contacts(patient: Patient, held: Mapping[str, Contact]) -> tuple[Contact, ...]:
    return tuple(held[link.contact_id] for link in patient.links if link.contact_id in held)
