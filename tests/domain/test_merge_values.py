"""The details of a message: the practice’s clock, the reader’s language."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.merge_values import practice_values, values_for
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.templates import PATIENT_FIELDS, PRACTICE_FIELDS

PRACTICE = Practice(
    id="demo",
    name="Maple Street Pediatrics",
    phone="+12125550100",
    postal_address="1 Maple Street",
    zone="America/New_York",
)
PATIENT = Patient("demo", "lena", "Lena", "Ortiz", recall_reason="well visit")
CONTACT = Contact("demo", "ana", "Ana Ortiz")
VISIT = Appointment(
    "demo",
    "a1",
    "lena",
    starts_at=datetime(2026, 12, 1, 14, 40, tzinfo=UTC),
    provider="Dr Adams",
    location="Main office",
)


def values(language: str = "en", visit: Appointment | None = VISIT) -> dict[str, str]:
    return values_for(
        PATIENT, contact=CONTACT, appointment=visit, practice=PRACTICE, language=language
    )


def test_every_detail_of_a_template_is_filled_in():
    assert set(values()) == set(PATIENT_FIELDS)
    assert set(practice_values(PRACTICE)) == set(PRACTICE_FIELDS)
    assert practice_values(PRACTICE)["practice_phone"] == "(212) 555-0100"


@pytest.mark.parametrize(
    ("language", "day", "time"),
    [("en", "Tuesday, December 1", "9:40 AM"), ("es", "martes 1 de diciembre", "9:40")],
)
def test_the_time_is_the_practices_in_the_readers_language(language, day, time):
    filled = values(language)

    assert (filled["appointment_date"], filled["appointment_time"]) == (day, time)


@pytest.mark.parametrize(
    ("hour_utc", "english", "spanish"),
    [(5, "12:05 AM", "0:05"), (17, "12:05 PM", "12:05"), (20, "3:05 PM", "15:05")],
)
def test_noon_and_midnight_are_not_mixed_up(hour_utc, english, spanish):
    at = datetime(2026, 12, 1, hour_utc, 5, tzinfo=UTC)
    visit = Appointment("demo", "a1", "lena", starts_at=at)

    assert values("en", visit)["appointment_time"] == english
    assert values("es", visit)["appointment_time"] == spanish


def test_every_day_and_month_has_its_name_in_both_languages():
    start = datetime(2026, 1, 1, 17, tzinfo=UTC)
    visits = [
        Appointment("demo", "a1", "lena", starts_at=start + timedelta(days=day))
        for day in range(365)
    ]

    english = {values("en", visit)["appointment_date"] for visit in visits}
    spanish = {values("es", visit)["appointment_date"] for visit in visits}

    assert len(english) == len(spanish) == 365
    assert "Wednesday, September 2" in english
    assert "miércoles 2 de septiembre" in spanish


def test_what_is_empty_is_left_out_so_that_it_is_missed():
    filled = values(visit=None)

    assert set(filled) == {
        "patient_first_name",
        "patient_last_name",
        "contact_name",
        "recall_reason",
    }
