"""A family as lists show it: a patient, and of each contact the name, the ways and the choices."""

from dataclasses import dataclass

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.preferences import Preferences

PATIENTS_BESIDE = 12
"""A contact of more patients than that is read where they live: so many rows are kept in step."""


@dataclass(frozen=True)
class ContactInBrief:
    """What a list tells of a contact. It holds no address: nothing can be sent with it."""

    id: str
    name: str
    methods: tuple[ContactMethod, ...]
    """The ways for which there is an address."""
    preferences: Preferences


@dataclass(frozen=True)
class Family:
    """One patient, and those of their contacts whose record is there, in the file’s order."""

    patient: Patient
    contacts: tuple[ContactInBrief, ...]


def in_brief(contact: Contact) -> ContactInBrief:
    """The contact as a list shows them."""
    methods = tuple(method for method in ContactMethod if contact.address(method))
    return ContactInBrief(contact.id, contact.name, methods, contact.preferences)


def stands_beside(contact: Contact) -> frozenset[str]:
    """The patients beside whom the contact is kept in brief."""
    ids = frozenset(contact.patient_ids)
    return ids if len(ids) <= PATIENTS_BESIDE else frozenset()


def told_otherwise(before: Contact | None, after: Contact) -> frozenset[str]:
    """The patients beside whom something else is to stand of this contact than did before."""
    now = stands_beside(after)
    if before is None:
        return now
    then = stands_beside(before)
    return then ^ now if in_brief(before) == in_brief(after) else then | now
