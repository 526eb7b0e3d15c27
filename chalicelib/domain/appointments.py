"""The schedule, as far as messages need it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class AppointmentStatus(StrEnum):
    """Where a visit stands."""

    BOOKED = "booked"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    ARRIVED = "arrived"


@dataclass(frozen=True)
class Appointment:
    """One visit of one patient; `starts_at` in UTC."""

    practice_id: str
    id: str
    patient_id: str
    starts_at: datetime
    provider: str = ""
    location: str = ""
    status: AppointmentStatus = AppointmentStatus.BOOKED
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    from_file: Mapping[str, str] = field(default_factory=dict)
    version: int = 0


@dataclass(frozen=True)
class NamedVisit:
    """A visit on a list, and whose it is: None if they are no longer in the records."""

    appointment: Appointment
    patient_name: str | None
    """For eyes only: who sends reads the patient’s own record."""
