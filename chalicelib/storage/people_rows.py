"""Patients and contacts as rows of the table, and back."""

from chalicelib.domain import names
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.storage.dynamo import Item, Plain
from chalicelib.storage.moments import (
    optional_day,
    optional_day_text,
    optional_moment,
    optional_moment_text,
)
from chalicelib.storage.table import Key

BETWEEN_NAMES = "\x1f"
"""Sorts before every letter, so that “Li” stands before “Lima”."""
NAME_BYTES = 400
"""Two names and an id must fit a sort key of 1,024 bytes."""


def patient_key(practice_id: str, patient_id: str) -> Key:
    return f"P#{practice_id}#PATIENT#{patient_id}", "META"


def contact_key(practice_id: str, contact_id: str) -> Key:
    return f"P#{practice_id}#CONTACT#{contact_id}", "META"


def address_partition(practice_id: str, address: str) -> str:
    return f"P#{practice_id}#ADDRESS#{address}"


def address_key(contact: Contact, method: ContactMethod) -> Key:
    partition = address_partition(contact.practice_id, contact.methods[method])
    return partition, f"C#{contact.id}#{method.value}"


def names_partition(practice_id: str) -> str:
    return f"P#{practice_id}#NAMES"


def folded(name: str) -> str:
    """A name as people look for it, and as long as a key can hold."""
    letters = names.folded(name)
    return letters.encode(errors="ignore")[:NAME_BYTES].decode(errors="ignore")


def patient_row(patient: Patient) -> Item:
    """The next version of a patient, with its place in the index of names."""
    partition, sort = patient_key(patient.practice_id, patient.id)
    place = (folded(patient.last_name), folded(patient.first_name), patient.id)
    return {
        "pk": partition,
        "sk": sort,
        "list_pk": names_partition(patient.practice_id),
        "list_sk": BETWEEN_NAMES.join(place),
        "practice_id": patient.practice_id,
        "id": patient.id,
        "first_name": patient.first_name,
        "last_name": patient.last_name,
        "date_of_birth": optional_day_text(patient.date_of_birth),
        "language": patient.language,
        "links": [_link_row(link) for link in patient.links],
        "recall_due": optional_day_text(patient.recall_due),
        "recall_reason": patient.recall_reason,
        "from_file": patient.from_file,
        "version": patient.version + 1,
    }


def read_patient(row: Item) -> Patient:
    return Patient(
        practice_id=row["practice_id"],
        id=row["id"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        date_of_birth=optional_day(row["date_of_birth"]),
        language=row["language"],
        links=tuple(_read_link(link) for link in row["links"]),
        recall_due=optional_day(row["recall_due"]),
        recall_reason=row["recall_reason"],
        from_file=row["from_file"],
        version=row["version"],
    )


def contact_row(contact: Contact) -> Item:
    """The next version of a contact."""
    partition, sort = contact_key(contact.practice_id, contact.id)
    return {
        "pk": partition,
        "sk": sort,
        "practice_id": contact.practice_id,
        "id": contact.id,
        "name": contact.name,
        "language": contact.language,
        "methods": {method.value: value for method, value in contact.methods.items()},
        "preferences": _preferences_row(contact.preferences),
        "preferences_changed_at": optional_moment_text(contact.preferences_changed_at),
        "zone": contact.zone,
        "state": contact.state,
        "zip": contact.zip,
        "consent_source": contact.consent_source,
        "consent_at": optional_moment_text(contact.consent_at),
        "patient_ids": contact.patient_ids,
        "not_about": contact.not_about,
        "from_file": contact.from_file,
        "version": contact.version + 1,
    }


def read_contact(row: Item) -> Contact:
    return Contact(
        practice_id=row["practice_id"],
        id=row["id"],
        name=row["name"],
        language=row["language"],
        methods={ContactMethod(method): value for method, value in row["methods"].items()},
        preferences=_read_preferences(row["preferences"]),
        preferences_changed_at=optional_moment(row["preferences_changed_at"]),
        zone=row["zone"],
        state=row["state"],
        zip=row["zip"],
        consent_source=row["consent_source"],
        consent_at=optional_moment(row["consent_at"]),
        patient_ids=tuple(row["patient_ids"]),
        not_about=tuple(row.get("not_about", ())),
        from_file=row["from_file"],
        version=row["version"],
    )


def address_row(contact: Contact, method: ContactMethod) -> Item:
    """Leads from an address to whom it belongs."""
    partition, sort = address_key(contact, method)
    return {"pk": partition, "sk": sort, "contact_id": contact.id}


def _link_row(link: Link) -> Plain:
    return {
        "contact_id": link.contact_id,
        "relationship": link.relationship,
        "may_receive": link.may_receive,
        "from_file": link.from_file,
    }


def _read_link(row: Plain) -> Link:
    return Link(
        contact_id=row["contact_id"],
        relationship=row["relationship"],
        may_receive=row["may_receive"],
        from_file=row["from_file"],
    )


def _preferences_row(preferences: Preferences) -> Plain:
    return {
        "preferred_method": preferences.preferred_method,
        "needs": {need.value: choice.value for need, choice in preferences.needs.items()},
        "do_not_contact": preferences.do_not_contact,
    }


def _read_preferences(row: Plain) -> Preferences:
    preferred = row["preferred_method"]
    return Preferences(
        preferred_method=None if preferred is None else Choice(preferred),
        needs={Need(need): Choice(choice) for need, choice in row["needs"].items()},
        do_not_contact=row["do_not_contact"],
    )
