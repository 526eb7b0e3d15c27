"""A workbook is read like the CSV file of the same rows, whatever its cells are made of."""

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from chalicelib.domain.imports import BadRow, ImportKind, PatientRow, UnreadableFile
from tests.intake.reading import problems_of
from tests.intake.reading import rows_of as csv_rows_of
from tests.intake.workbooks import PATIENTS, changed, part, rows_of, saved, sheet_of, workbook

SHEET = "xl/worksheets/sheet1.xml"
LENA = ("p1", "Lena", "Ortiz")
ONE = workbook(PATIENTS, LENA)
# A spreadsheet knows no zones.
EIGHT_THIRTY = datetime.fromisoformat("2026-11-02T08:30")
BIRTH = datetime.fromisoformat("2018-05-02")
NINE = datetime.fromisoformat("2026-12-01T09:00")


def cell(column: str, value: object) -> PatientRow | BadRow:
    row = rows_of(workbook((*PATIENTS, "contact_id", column), (*LENA, "c1", value)))[0]
    assert isinstance(row, PatientRow | BadRow)
    return row


def test_the_same_rows_read_alike_as_workbook_and_as_csv():
    rows = [("p1", "Lena", "Ortiz", "c1", "212-555-0134"), ("p2", "Leo", "", "c1", "12")]
    header = (*PATIENTS, "contact_id", "phone")

    as_csv = "\n".join(",".join(row) for row in (header, *rows))

    assert rows_of(workbook(header, *rows)) == csv_rows_of(as_csv)


@pytest.mark.parametrize(
    ("column", "value", "read"),
    [
        ("phone", 2125550134, "+12125550134"),
        ("phone", 2125550134.0, "+12125550134"),
        ("zip", 2134, "02134"),
        ("zip", "02134", "02134"),
        ("do_not_contact", True, "yes"),
        ("do_not_contact", 0, "no"),
        ("consent_at", date(2026, 11, 1), "2026-11-01T04:00:00+00:00"),
        ("consent_at", EIGHT_THIRTY, "2026-11-02T13:30:00+00:00"),
        ("consent_at", 46327, "2026-11-01T04:00:00+00:00"),
        ("contact_name", 7, "7"),
    ],
)
def test_numbers_dates_and_truths_are_read_as_they_look(column: str, value: object, read: str):
    row = cell(column, value)

    assert isinstance(row, PatientRow)
    assert row.contact[column] == read


@pytest.mark.parametrize("value", [date(2018, 5, 2), BIRTH, 43222, "5/2/2018"])
def test_a_day_of_birth_is_a_day_however_it_is_kept(value: object):
    row = rows_of(workbook((*PATIENTS, "date_of_birth"), (*LENA, value)))[0]

    assert isinstance(row, PatientRow)
    assert row.patient["date_of_birth"] == "2018-05-02"


def test_an_appointments_time_is_local_and_to_the_minute():
    header = ("appointment_id", "patient_id", "starts_at")
    at = NINE.replace(microsecond=400)

    (row,) = rows_of(workbook(header, ("a1", "p1", at)), kind=ImportKind.APPOINTMENTS)

    assert not isinstance(row, BadRow | PatientRow)
    assert row.values["starts_at"] == "2026-12-01T14:00:00+00:00"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("contact_name", "#REF!"),
        ("contact_name", "x" * 40_000),
        ("contact_name", "x" * 101),
        ("zone", time(9, 0)),
        ("email", 3.5),
        ("consent_at", 200_000_000),
        ("phone", "=A2"),
    ],
)
def test_a_cell_that_cannot_be_meant_costs_its_own_row_only(column: str, value: object):
    header = (*PATIENTS, "contact_id", column)

    rows = rows_of(workbook(header, (*LENA, "c1", value), ("p2", "Leo", "Ortiz", "c2", None)))

    if value == "=A2":
        # A formula nobody has reckoned yet has no value: it says nothing.
        assert not isinstance(rows[0], BadRow)
    else:
        assert [(each.row, each.column) for each in problems_of(rows)] == [(2, column)]
    assert isinstance(rows[1], PatientRow)


def test_empty_rows_keep_their_numbers_and_merged_cells_say_nothing():
    book = Workbook()
    sheet = book.active
    for row in (PATIENTS, LENA, (), ("p2", "Leo", "")):
        sheet.append(list(row))
    sheet.merge_cells("B4:C4")

    rows = rows_of(saved(book))

    assert [row.row for row in rows] == [2, 4]


def test_the_first_shown_sheet_is_read_and_the_others_are_named():
    book = Workbook()
    book.active.sheet_state = "hidden"
    book.active.title = "Old"
    for title in ("Patients", "Visits"):
        book.create_sheet(title)
    for row in ((*PATIENTS, "Shoe size"), (*LENA, 31)):
        book["Patients"].append(row)

    found = sheet_of(saved(book))

    assert found.unknown_columns == ("shoe_size", "sheet Visits")
    assert len(list(found.rows)) == 1


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"PK\x03\x04", "This workbook cannot be read."),
        (ONE[:900], "This workbook cannot be read."),
        (ONE[:-30], "This workbook cannot be read."),
        (changed(ONE, SHEET, b"<worksheet"), "This workbook cannot be read."),
        (
            changed(ONE, SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
            "This workbook cannot be read.",
        ),
        (changed(ONE, "xl/workbook.xml", b"<a/>"), "There is no sheet in this workbook."),
        (changed(ONE, "xl/bomb.xml", bytes(60_000_000)), "unpacks to more than can be read"),
        (workbook(), "does not name any column"),
        (workbook(("patient_id", "patient_id")), "names a column twice"),
        (workbook(("patient_id",)), "does not name the column first_name, last_name"),
        (workbook((*PATIENTS, *("x" for _ in range(201)))), "more than 200 columns"),
    ],
)
def test_what_is_no_workbook_of_ours_is_refused_with_why(body: bytes, problem: str):
    with pytest.raises(UnreadableFile, match=problem):
        list(sheet_of(body).rows)


def test_a_sheet_that_claims_endless_rows_is_refused():
    far = part(ONE, SHEET).replace(b'<row r="2"', b'<row r="999999999999"')

    with pytest.raises(UnreadableFile, match="more than 200,000 rows"):
        sheet_of(changed(ONE, SHEET, far))


def test_a_workbook_that_breaks_off_gives_no_row_at_all():
    many = workbook(PATIENTS, *((f"p{n}", "Lena", "Ortiz") for n in range(500)))
    half = part(many, SHEET)
    broken = changed(many, SHEET, half[: len(half) * 3 // 4])

    with pytest.raises(UnreadableFile):
        sheet_of(broken)


@given(place=st.integers(0, len(ONE) - 1), other=st.integers(0, 255), cut=st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_broken_workbook_is_read_or_refused_but_never_trips(place: int, other: int, cut: bool):
    body = ONE[:place] if cut else ONE[:place] + bytes([other]) + ONE[place + 1 :]
    with suppress(UnreadableFile):
        list(sheet_of(b"PK" + body[2:]).rows)


@given(
    place=st.integers(0, len(part(ONE, SHEET)) - 1),
    put=st.binary(max_size=6) | st.sampled_from([b't="s"', b"<v>9</v>", b"</row>", b"1e999"]),
)
@settings(max_examples=150, deadline=None)
def test_a_sheet_with_anything_in_it_is_read_or_refused(place: int, put: bytes):
    held = part(ONE, SHEET)
    with suppress(UnreadableFile):
        list(sheet_of(changed(ONE, SHEET, held[:place] + put + held[place:])).rows)
