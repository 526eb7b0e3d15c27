"""Patients and appointments of a practice system, row by row in our words, from any file."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from datetime import date
from zoneinfo import ZoneInfo

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.imports import (
    AppointmentRow,
    BadRow,
    ImportKind,
    PatientRow,
    Rejected,
    Row,
    Sheet,
    UnreadableFile,
)
from chalicelib.domain.patients import NAME_CHARACTERS
from chalicelib.intake import cells
from chalicelib.intake.cells import BadCell, CellReader, Place
from chalicelib.intake.records import Record, RecordFile
from chalicelib.intake.seen import Seen

Columns = dict[str, CellReader]

NAME = cells.text_of(characters=NAME_CHARACTERS)
NOTE = cells.text_of(characters=2 * NAME_CHARACTERS)

IDS: Columns = {"patient_id": cells.record_id, "contact_id": cells.record_id}
OF_PATIENT: Columns = {
    "first_name": NAME,
    "last_name": NAME,
    "date_of_birth": cells.day_of_birth,
    "language": cells.language,
    "recall_due": cells.day,
    "recall_reason": NOTE,
}
OF_CONTACT: Columns = {
    "contact_name": NAME,
    **{method.value: cells.address_of(method) for method in ContactMethod},
    "preferred_method": cells.choice,
    "zone": cells.zone,
    "do_not_contact": cells.yes_or_no,
    "contact_language": cells.language,
    "state": cells.state,
    "zip": cells.zip_code,
    "consent_source": NOTE,
    "consent_at": cells.day_or_moment,
}
OF_LINK: Columns = {"relationship": NAME, "may_receive": cells.yes_or_no}
OF_APPOINTMENT: Columns = {
    "appointment_id": cells.record_id,
    "patient_id": cells.record_id,
    "starts_at": cells.moment,
    "provider": NAME,
    "location": NAME,
    "status": cells.status,
}
NEEDED = {
    ImportKind.PATIENTS: ("patient_id", "first_name", "last_name"),
    ImportKind.APPOINTMENTS: ("appointment_id", "patient_id", "starts_at"),
}


def known_columns(kind: ImportKind) -> Columns:
    """Every column that such a file may have, and how its cells are read."""
    return {
        ImportKind.PATIENTS: IDS | OF_PATIENT | OF_CONTACT | OF_LINK,
        ImportKind.APPOINTMENTS: OF_APPOINTMENT,
    }[kind]


def sheet_of(file: RecordFile, *, kind: ImportKind, zone: ZoneInfo, today: date) -> Sheet:
    """
    Good rows, and bad ones with what is wrong in them, in the order of the file.

    :raises UnreadableFile: if a column is missing without which nothing can be read.
    """
    check_needed(file.columns, kind=kind)
    return Sheet(file.unknown_columns, _rows(file, kind, Place(zone=zone, today=today)))


def check_needed(columns: Collection[str], *, kind: ImportKind) -> None:
    """:raises UnreadableFile: naming the columns that are missing."""
    missing = [name for name in NEEDED[kind] if name not in columns]
    if missing:
        raise UnreadableFile(f"The first line does not name the column {', '.join(missing)}.")


def _rows(file: RecordFile, kind: ImportKind, place: Place) -> Iterator[Row | BadRow]:
    columns = known_columns(kind)
    read_values = _patient_row if kind is ImportKind.PATIENTS else _appointment_row
    with closing(Seen()) as seen:
        for record in file.records:
            values, problems = _read(record, columns, place)
            found = BadRow(record.row, problems) if problems else None
            yield found or read_values(record.row, values, seen)


def _read(
    record: Record, columns: Columns, place: Place
) -> tuple[dict[str, str], tuple[Rejected, ...]]:
    """Values of the cells that are not empty, and every problem of the line."""
    values: dict[str, str] = {}
    problems = list(record.problems)
    for column, cell in record.cells.items():
        raw = cell.strip()
        if not raw or any(column == each.column for each in record.problems):
            continue
        try:
            values[column] = columns[column](raw, place)
        except BadCell as error:
            place_in_file = record.places.get(column, column)
            problems.append(Rejected(record.row, place_in_file, error.problem, error.value_hint))
    return values, tuple(problems)


def _patient_row(row: int, values: Mapping[str, str], seen: Seen) -> PatientRow | BadRow:
    patient_id, contact_id = values.get("patient_id", ""), values.get("contact_id", "")
    if not patient_id:
        return _lacks(row, "patient_id", "the patient’s id in your system")
    patient = {column: values[column] for column in OF_PATIENT if column in values}
    contact = {column: values[column] for column in OF_CONTACT if column in values}
    link = {column: values[column] for column in OF_LINK if column in values}
    if (contact or link) and not contact_id:
        return _lacks(row, "contact_id", "the contact’s id in your system")

    said = {f"patient {patient_id}": patient}
    if contact_id:
        said |= {f"contact {contact_id}": contact, f"of {patient_id} {contact_id}": link}
    contradictions = seen.tell(said, row=row)
    if contradictions:
        return BadRow(row, tuple(contradictions))
    after = seen.follow(patient_id, contact_id) if contact_id else ""
    return PatientRow(
        row=row,
        patient_id=patient_id,
        patient=patient,
        contact_id=contact_id,
        contact=contact,
        link=link,
        after=after,
    )


def _appointment_row(row: int, values: Mapping[str, str], seen: Seen) -> AppointmentRow | BadRow:
    appointment_id = values.get("appointment_id", "")
    if not appointment_id:
        return _lacks(row, "appointment_id", "the appointment’s id in your system")
    said = {column: value for column, value in values.items() if column != "appointment_id"}
    contradictions = seen.tell({f"appointment {appointment_id}": said}, row=row)
    if contradictions:
        return BadRow(row, tuple(contradictions))
    return AppointmentRow(row=row, appointment_id=appointment_id, values=said)


def _lacks(row: int, column: str, hint: str) -> BadRow:
    return BadRow(row, (Rejected(row, column, "is needed", hint),))
