"""A workbook or FHIR is imported as CSV is: good rows kept, bad ones named, nothing twice."""

import json

import pytest

from chalicelib.domain.imports import ImportKind, ImportState
from tests.exchange.importing import contact, counts, imported, patient
from tests.given import Exchange
from tests.intake.test_fhir import ANA, LENA, VISIT, bundle, lines
from tests.intake.workbooks import workbook

UNBORN = {**LENA, "id": "p2", "birthDate": "x"}
HEADER = ("patient_id", "first_name", "last_name", "contact_id", "text", "consent_source")
BOOK = workbook(
    HEADER,
    ("p1", "Lena", "Ortiz", "c1", 2125550134, "signed form"),
    ("p2", "Leo", "Ortiz", "c1", "12", None),
)


@pytest.mark.parametrize(
    ("file", "first", "row"),
    [
        (BOOK, (1, 0, 1), (3, "text")),
        (bundle(ANA, LENA, {**LENA, "id": "p 2"}), (2, 0, 1), (3, "Patient.id")),
        (lines(ANA, LENA, UNBORN), (2, 0, 1), (3, "Patient.birthDate")),
    ],
)  # fmt: skip
def test_good_rows_are_kept_and_a_second_import_changes_nothing(
    exchange: Exchange, file: str | bytes, first: tuple[int, int, int], row: tuple[int, str]
) -> None:
    load = imported(exchange, file)
    again = imported(exchange, file)

    assert counts(load) == first
    assert counts(again) == (0, first[0], first[2])
    assert [(each.row, each.column) for each in load.rejected] == [row]
    assert patient(exchange).name == "Lena Ortiz"
    assert contact(exchange).patient_ids == ("p1",)


def test_a_contact_whose_patient_is_not_known_is_named(exchange: Exchange) -> None:
    load = imported(exchange, lines(ANA))

    assert counts(load) == (0, 0, 1)
    assert exchange.records.contacts("maple", ["c1"]) == {}


def test_appointments_follow_their_patients(exchange: Exchange) -> None:
    imported(exchange, lines(LENA))

    load = imported(exchange, lines(VISIT), kind=ImportKind.APPOINTMENTS)

    assert counts(load) == (1, 0, 0)


def test_a_broken_workbook_imports_nothing_and_says_why(exchange: Exchange) -> None:
    load = imported(exchange, BOOK[:-40])

    assert (load.state, load.rows) == (ImportState.FAILED, 0)
    assert load.problem.startswith("This workbook cannot be read.")
    assert exchange.records.patients("maple", ["p1"]) == {}


def test_left_out_kinds_are_told(exchange: Exchange) -> None:
    load = imported(exchange, json.dumps({"resourceType": "Bundle", "entry": [
        {"resource": LENA}, {"resource": VISIT},
    ]}))  # fmt: skip

    assert load.unknown_columns == ("Appointment",)
