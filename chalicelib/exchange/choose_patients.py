"""Finding patients to tick, each with the way by which they would be reached."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Need
from chalicelib.domain.recipients import Decision, Reached, decide
from chalicelib.exchange.ports import Parts

ROWS = 50
PATIENTS_PER_READ = 1_000
DIGITS_OF_A_NUMBER = 7


@dataclass(frozen=True)
class PatientFound:
    """A patient with the contact who would get the message, and how; or why nobody would."""

    patient: Patient
    contact: Contact | None
    decision: Decision | None
    """None where the patient has no contact at all."""


@dataclass(frozen=True)
class Found:
    """The first of those who match, and how many there are."""

    rows: tuple[PatientFound, ...]
    matches: int
    everyone: int


def find_patients(parts: Parts, practice: Practice, *, need: Need, search: str) -> Found:
    """Patients by name, part of a name, number or email; all of them for an empty search."""
    wanted = " ".join(search.split())
    quickly = _quickly(parts, practice.id, search=wanted)
    everyone, slowly = _walked(parts, practice.id, part="" if quickly else wanted.casefold())
    patients = quickly or slowly
    return Found(
        rows=reached_by(parts, practice, patients[:ROWS], need=need),
        matches=len(patients) if wanted else everyone,
        everyone=everyone,
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


def _quickly(parts: Parts, practice_id: str, *, search: str) -> tuple[Patient, ...]:
    """What an index finds: the first ones, a number, an email, the beginning of a last name."""
    if not search:
        return parts.records.patients_by_name(practice_id, limit=ROWS).items
    if _is_address(search):
        return _with_address(parts, practice_id, search)
    return tuple(each for page in _pages(parts, practice_id, prefix=search) for each in page)


def _walked(parts: Parts, practice_id: str, *, part: str) -> tuple[int, tuple[Patient, ...]]:
    """How many there are, and on the same way those with this part of a name."""
    everyone, found = 0, []
    for page in _pages(parts, practice_id, prefix=""):
        everyone += len(page)
        if part and not _is_address(part):
            found += [patient for patient in page if _is_called(patient, part)]
    return everyone, tuple(found)


def _is_called(patient: Patient, part: str) -> bool:
    turned = f"{patient.last_name}, {patient.first_name}"
    return part in patient.name.casefold() or part in turned.casefold()


def _is_address(search: str) -> bool:
    return "@" in search or sum(each.isdigit() for each in search) >= DIGITS_OF_A_NUMBER


def _with_address(parts: Parts, practice_id: str, typed: str) -> tuple[Patient, ...]:
    method = ContactMethod.EMAIL if "@" in typed else ContactMethod.TEXT
    try:
        address = read_address(method, typed)
    except BadAddress:
        return ()
    contacts = parts.records.contacts_with_address(practice_id, address.value)
    ids = {each for contact in contacts for each in contact.patient_ids}
    held = parts.records.patients(practice_id, ids) if ids else {}
    return tuple(sorted(held.values(), key=lambda patient: (patient.last_name, patient.first_name)))


def _pages(parts: Parts, practice_id: str, *, prefix: str) -> Iterator[tuple[Patient, ...]]:
    cursor = None
    while True:
        page = parts.records.patients_by_name(
            practice_id, prefix=prefix, limit=PATIENTS_PER_READ, cursor=cursor
        )
        yield page.items
        cursor = page.next
        if cursor is None:
            return
