"""Finding patients to tick, each with the way by which they would be reached."""

from dataclasses import dataclass

from chalicelib.domain.families import ContactInBrief, Family
from chalicelib.domain.patients import Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Need
from chalicelib.domain.recipients import NotReached, Way, foresee
from chalicelib.exchange.find_patients import FOUND_PER_PAGE, find_patients
from chalicelib.exchange.ports import Parts

ROWS = 50


@dataclass(frozen=True)
class PatientFound:
    """A patient with the contact who would get the message, and how; or why nobody would."""

    patient: Patient
    contact: ContactInBrief | None
    way: Way | NotReached | None
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
    limit = FOUND_PER_PAGE if search.strip() else ROWS
    found = find_patients(parts, practice.id, search=search, limit=limit, cursor=None)
    rows = tuple(_found(each, practice=practice, need=need) for each in found.items)
    return Found(rows, are_more=found.next is not None)


def _found(family: Family, *, practice: Practice, need: Need) -> PatientFound:
    first: PatientFound | None = None
    for contact in family.contacts:
        way = foresee(contact, family=family, need=need, defaults=practice.defaults)
        if isinstance(way, Way):
            return PatientFound(family.patient, contact, way)
        first = first or PatientFound(family.patient, contact, way)
    return first or PatientFound(family.patient, None, None)
