"""Reading a small file in a test."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from chalicelib.domain.imports import (
    AppointmentRow,
    BadRow,
    ImportKind,
    PatientRow,
    Rejected,
    Sheet,
)
from chalicelib.intake.csv_rows import read_rows

NEW_YORK = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 23)
PATIENTS = "patient_id,first_name,last_name"


def sheet_of(
    file: str | bytes | Iterable[bytes], *, kind: ImportKind = ImportKind.PATIENTS
) -> Sheet:
    body = file.encode() if isinstance(file, str) else file
    pieces = [body] if isinstance(body, bytes) else body
    return read_rows(pieces, kind=kind, zone=NEW_YORK, today=TODAY)


def rows_of(file: str | bytes | Iterable[bytes]) -> list[PatientRow | BadRow]:
    rows = list(sheet_of(file).rows)
    assert not any(isinstance(row, AppointmentRow) for row in rows)
    return rows  # type: ignore[return-value]


def visits_of(file: str) -> list[AppointmentRow | BadRow]:
    rows = list(sheet_of(file, kind=ImportKind.APPOINTMENTS).rows)
    assert not any(isinstance(row, PatientRow) for row in rows)
    return rows  # type: ignore[return-value]


def problems_of(rows: Iterable[object]) -> list[Rejected]:
    return [each for row in rows if isinstance(row, BadRow) for each in row.problems]


def cell(column: str, value: str) -> PatientRow | BadRow:
    """One line with one more column, and a contact."""
    (row,) = rows_of(f'{PATIENTS},contact_id,{column}\np1,Lena,Ortiz,c1,"{value}"\n')
    return row
