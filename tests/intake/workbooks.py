"""Workbooks of a practice system, made in a test, and what is read out of them."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from chalicelib.domain.imports import AppointmentRow, BadRow, ImportKind, PatientRow, Sheet
from chalicelib.intake.any_rows import read_rows
from tests.intake.reading import NEW_YORK, TODAY

PATIENTS = ("patient_id", "first_name", "last_name")


def workbook(*rows: Sequence[object], others: Sequence[str] = ()) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for title in others:
        book.create_sheet(title)
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def changed(body: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one part put in another’s place, or added."""
    file = BytesIO()
    with ZipFile(BytesIO(body)) as before, ZipFile(file, "w", ZIP_DEFLATED) as after:
        for info in before.infolist():
            if info.filename != name:
                after.writestr(info, before.read(info))
        after.writestr(name, part)
    return file.getvalue()


def part(body: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(body)) as package:
        return package.read(name)


def sheet_of(body: bytes, *, kind: ImportKind = ImportKind.PATIENTS) -> Sheet:
    return read_rows([body], kind=kind, zone=NEW_YORK, today=TODAY)


def rows_of(
    body: bytes, *, kind: ImportKind = ImportKind.PATIENTS
) -> list[PatientRow | AppointmentRow | BadRow]:
    return list(sheet_of(body, kind=kind).rows)
