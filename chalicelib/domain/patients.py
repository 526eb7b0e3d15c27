"""Patients, and the people through whom we reach them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.preferences import SAID_NOTHING, Preferences

CONTACTS_PER_PATIENT = 20
PATIENTS_PER_CONTACT = 200
"""A shelter or an agency looks after many; one contact’s row must still fit the table."""
NAME_CHARACTERS = 100
ID_CHARACTERS = 64


@dataclass(frozen=True)
class Link:
    """One contact of a patient; a custody matter may bar them from hearing of that patient."""

    contact_id: str
    relationship: str = ""
    may_receive: bool = True
    from_file: Mapping[str, str] = field(default_factory=dict)
    """The file’s own latest values of these two, as in Patient.from_file."""


@dataclass(frozen=True)
class Patient:
    """A patient; `links` stand in the order of the file. `version` 0 is one not yet kept."""

    practice_id: str
    id: str
    first_name: str
    last_name: str
    date_of_birth: date | None = None
    language: str = "en"
    links: tuple[Link, ...] = ()
    recall_due: date | None = None
    recall_reason: str = ""
    from_file: Mapping[str, str] = field(default_factory=dict)
    """The practice system’s latest value of each column, to tell a correction from old news."""
    version: int = 0

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def first_who_may_receive(self) -> str | None:
        """The contact whom a practice default may reach."""
        return next((link.contact_id for link in self.links if link.may_receive), None)


@dataclass(frozen=True)
class Contact:
    """A parent, a guardian or the patient; siblings share them. Zone, state, ZIP are their own."""

    practice_id: str
    id: str
    name: str
    language: str = ""
    """Empty: the patient’s language."""
    methods: Mapping[ContactMethod, str] = field(default_factory=dict)
    """Normalized addresses (contact_methods.read_address)."""
    preferences: Preferences = SAID_NOTHING
    preferences_changed_at: datetime | None = None
    zone: str = ""
    state: str = ""
    zip: str = ""
    consent_source: str = ""
    consent_at: datetime | None = None
    patient_ids: tuple[str, ...] = ()
    not_about: tuple[str, ...] = ()
    """Patients of whom they may not hear: Link.may_receive once more, for the last look."""
    from_file: Mapping[str, str] = field(default_factory=dict)
    version: int = 0

    def address(self, method: ContactMethod) -> str | None:
        return self.methods.get(method)


def with_custody(contact: Contact, patient: Patient) -> Contact:
    """The contact, who knows whether this patient’s record lets them hear of the patient."""
    link = next((each for each in patient.links if each.contact_id == contact.id), None)
    others = tuple(each for each in contact.not_about if each != patient.id)
    is_barred = link is not None and not link.may_receive
    return replace(contact, not_about=(*others, patient.id) if is_barred else others)


def settled_value(*, held: str, file_before: str | None, file_now: str) -> str:
    """
    What an import leaves in one column (all values normalized, as text).

    An empty cell changes nothing; a value corrected here stays until the file brings one that
    differs from the file’s own previous value.
    """
    if file_now == "" or file_now == file_before:
        return held
    return file_now
