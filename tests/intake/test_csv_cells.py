"""Each column takes what people write and keeps it one way; the rest is refused with a hint."""

import pytest

from chalicelib.domain.imports import AppointmentRow, PatientRow
from tests.intake.reading import PATIENTS, cell, problems_of, rows_of, visits_of


@pytest.mark.parametrize(
    ("column", "written", "kept"),
    [
        ("date_of_birth", "2018-05-02", "2018-05-02"),
        ("date_of_birth", "5/2/2018", "2018-05-02"),
        ("date_of_birth", "2026-11-23", "2026-11-23"),
        ("recall_due", "2027-02-28", "2027-02-28"),
        ("recall_reason", "well  visit", "well visit"),
        ("language", "ES", "es"),
        ("language", "es-MX", "es"),
        ("contact_name", " Ana   Ortiz ", "Ana Ortiz"),
        ("email", " Ana.O+x@Example.COM ", "ana.o+x@example.com"),
        ("text", "(212) 555-0134", "+12125550134"),
        ("work_phone", "+34 911 23 45 67", "+34911234567"),
        ("preferred_method", "Work Email", "work_email"),
        ("preferred_method", "NONE", "none"),
        ("zone", "america/new_york", "America/New_York"),
        ("do_not_contact", "Y", "yes"),
        ("may_receive", "false", "no"),
        ("contact_language", "en", "en"),
        ("state", "ny", "NY"),
        ("zip", "02134-1234", "02134-1234"),
        ("consent_at", "2026-11-01", "2026-11-01T04:00:00+00:00"),
        ("consent_at", "2026-11-02T08:30:00Z", "2026-11-02T08:30:00+00:00"),
    ],
)
def test_what_people_write_is_kept_one_way(column: str, written: str, kept: str) -> None:
    row = cell(column, written)

    assert isinstance(row, PatientRow)
    assert {**row.patient, **row.contact, **row.link}[column] == kept


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("date_of_birth", "2018-13-02"),
        ("date_of_birth", "02.05.2018"),
        ("date_of_birth", "20180502"),
        ("date_of_birth", "2018-W01-1"),
        ("date_of_birth", "2026-11-24"),
        ("date_of_birth", "1018-05-02"),
        ("recall_due", "soon"),
        ("recall_due", "9999-01-01"),
        ("language", "English"),
        ("language", "xx"),
        ("email", "ana@"),
        ("email", "ana@example"),
        ("email", "a@x.org; b@x.org"),
        ("work_email", "=cmd()@x.org\u0000"),
        ("text", "12"),
        ("text", "(212) 555-0134 ext. 5"),
        ("phone", "2.12556E+09"),
        ("work_phone", "(000) 000-0000"),
        ("preferred_method", "pigeon"),
        ("zone", "New York"),
        ("zone", "../../etc/passwd"),
        ("zone", "EST5EDT4"),
        ("do_not_contact", "maybe"),
        ("may_receive", "2"),
        ("state", "New York"),
        ("state", "XX"),
        ("zip", "2134"),
        ("zip", "٠٢١٣٤"),
        ("consent_at", "0001-01-01T00:00+14:00"),
        ("consent_at", "2026-11-01T25:00"),
        ("contact_id", "c 1"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(column: str, written: str) -> None:
    header = PATIENTS if column == "contact_id" else f"{PATIENTS},contact_id"
    ids = "p1,Lena,Ortiz" if column == "contact_id" else "p1,Lena,Ortiz,c1"

    (problem,) = problems_of(rows_of(f'{header},{column}\n{ids},"{written}"\n'))

    assert (problem.row, problem.column) == (2, column)
    assert problem.problem
    assert problem.value_hint


def test_an_empty_cell_says_nothing() -> None:
    (row,) = rows_of(f"{PATIENTS},contact_id,email,zone,do_not_contact\np1,Lena, ,c1,, ,\n")

    assert isinstance(row, PatientRow)
    assert (row.patient, row.contact, row.link) == ({"first_name": "Lena"}, {}, {})


def test_what_is_said_of_nobody_is_refused() -> None:
    (problem,) = problems_of(rows_of(f"{PATIENTS},relationship\np1,Lena,Ortiz,mother\n"))

    assert (problem.column, problem.problem) == ("contact_id", "is needed")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2026-12-01T09:00", "2026-12-01T14:00:00+00:00"),
        ("2026-12-01 09:00:30", "2026-12-01T14:00:30+00:00"),
        ("2026-12-01T09:00-08:00", "2026-12-01T17:00:00+00:00"),
        ("2026-12-01T09:00Z", "2026-12-01T09:00:00+00:00"),
        ("2026-07-01T09:00", "2026-07-01T13:00:00+00:00"),
        ("2026-11-01T01:30", "2026-11-01T05:30:00+00:00"),
    ],
)
def test_a_time_without_an_offset_is_the_practices(written: str, kept: str) -> None:
    (row,) = visits_of(f"appointment_id,patient_id,starts_at\na1,p1,{written}\n")

    assert isinstance(row, AppointmentRow)
    assert row.values == {"patient_id": "p1", "starts_at": kept}


@pytest.mark.parametrize(
    "written", ["tomorrow", "2026-12-01", "2026-02-30T09:00", "2026-03-08T02:30", "9:00"]
)
def test_a_time_that_is_none_is_refused(written: str) -> None:
    (problem,) = problems_of(visits_of(f"appointment_id,patient_id,starts_at\na1,p1,{written}\n"))

    assert problem.column == "starts_at"


def test_an_appointment_comes_with_all_that_is_said_of_it() -> None:
    rows = visits_of(
        "appointment_id,patient_id,starts_at,provider,location,status\n"
        "a1,p1,2026-12-01T09:00,Dr Adams,Main Street,Confirmed\n"
        ",p1,2026-12-01T09:00,,,\n"
        "a2,p1,2026-12-01T09:00,,,missed\n"
    )

    good, *_ = rows
    assert isinstance(good, AppointmentRow)
    assert good.values["status"] == "confirmed"
    assert [each.column for each in problems_of(rows)] == ["appointment_id", "status"]
