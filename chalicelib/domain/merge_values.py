"""The details that stand in a patient’s message: names, dates and times, in their language."""

from datetime import datetime

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.campaigns import TEXT_NUMBER
from chalicelib.domain.contact_methods import Address, ContactMethod, shown
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.practices import Practice

DAYS_ES = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MONTHS_ES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def values_for(
    patient: Patient,
    *,
    contact: Contact,
    appointment: Appointment | None,
    practice: Practice,
    language: str,
) -> dict[str, str]:
    """
    Every detail that this one message may use, as its reader is to read it; empty ones left out.

    What is the same for all (`practice_values`) is not repeated here.
    """
    values = {
        "patient_first_name": patient.first_name,
        "patient_last_name": patient.last_name,
        "contact_name": contact.name,
        "recall_reason": patient.recall_reason,
    }
    if appointment is not None:
        local = appointment.starts_at.astimezone(practice.time_zone)
        values["appointment_date"] = date_words(local, language=language)
        values["appointment_time"] = time_words(local, language=language)
        values["provider"] = appointment.provider
        values["location"] = appointment.location
    return {name: value for name, value in values.items() if value}


def practice_values(practice: Practice) -> dict[str, str]:
    """The details that are the same in every message; empty ones left out."""
    phone = practice.phone and shown(Address(ContactMethod.PHONE, practice.phone))
    values = {"practice_name": practice.name, "practice_phone": phone}
    values[TEXT_NUMBER] = practice.text_number
    return {name: value for name, value in values.items() if value}


def date_words(local: datetime, *, language: str) -> str:
    """A day in words: “Tuesday, December 1”, “martes 1 de diciembre”."""
    if language == "es":
        return f"{DAYS_ES[local.weekday()]} {local.day} de {MONTHS_ES[local.month - 1]}"
    return f"{DAYS_EN[local.weekday()]}, {MONTHS_EN[local.month - 1]} {local.day}"


def time_words(local: datetime, *, language: str) -> str:
    """A time of day in words: “9:40 AM”; in Spanish with 24 hours, “9:40”."""
    if language == "es":
        return f"{local.hour}:{local.minute:02d}"
    half = "AM" if local.hour < 12 else "PM"
    return f"{local.hour % 12 or 12}:{local.minute:02d} {half}"
