"""Whom a campaign is for, as staff chose it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ChosenPatients:
    """These patients, and all their contacts."""

    patient_ids: tuple[str, ...]


@dataclass(frozen=True)
class Everyone:
    """Every patient of the practice."""


@dataclass(frozen=True)
class AppointmentsOf:
    """The schedule of a day: all of it, or what the filters (or the frozen list) left visible."""

    day: date
    provider: str = ""
    location: str = ""
    appointment_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecallDueBefore:
    """Patients whose recall is due before a day and who have nothing booked."""

    day: date


@dataclass(frozen=True)
class Pair:
    """One contact of one patient, and the visit that the message is about, if any."""

    patient_id: str
    contact_id: str
    appointment_id: str = ""


@dataclass(frozen=True)
class ChosenPairs:
    """These very pairs and no others, as they were listed: messages that go once more."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class PastedAddresses:
    """Email addresses typed or pasted by staff (broadcasts only)."""

    addresses: tuple[str, ...]


@dataclass(frozen=True)
class EveryoneWithEmail:
    """Every contact with an email address, except the stopped (announcements only)."""


@dataclass(frozen=True)
class OwnAddress:
    """One address of whoever asks for a test; no patient and no contact belongs to it."""

    method: str
    to: str
    language: str = "en"


Audience = (
    ChosenPatients
    | Everyone
    | AppointmentsOf
    | RecallDueBefore
    | ChosenPairs
    | PastedAddresses
    | EveryoneWithEmail
    | OwnAddress
)
PATIENTS_PER_AUDIENCE = 100_000
