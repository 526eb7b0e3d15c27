"""Lines of the appointments file become appointments of patients whom we know."""

from collections.abc import Mapping, Sequence, Set

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.appointments_from_file import appointment_from_file, bad_row
from chalicelib.domain.imports import AppointmentRow, BadRow, Outcome
from chalicelib.exchange.ports import WRITES_PER_SAVE, Changed, Parts

TRIES = 5
WRITES_PER_APPOINTMENT = 3


def import_appointments(
    parts: Parts, rows: Sequence[AppointmentRow], *, practice_id: str
) -> tuple[Outcome | BadRow, ...]:
    """
    Merge lines into the schedule; what became of each, in order.

    :raises Changed: if others kept changing the same appointments.
    """
    outcomes: list[Outcome | BadRow] = []
    at_once = WRITES_PER_SAVE // WRITES_PER_APPOINTMENT
    patient_ids = {row.values["patient_id"] for row in rows if "patient_id" in row.values}
    patients = parts.records.patients(practice_id, patient_ids)
    for start in range(0, len(rows), at_once):
        some = rows[start : start + at_once]
        outcomes += _import_some(parts, some, practice_id=practice_id, patients=patients.keys())
    return tuple(outcomes)


def _import_some(
    parts: Parts, rows: Sequence[AppointmentRow], *, practice_id: str, patients: Set[str]
) -> Sequence[Outcome | BadRow]:
    for _ in range(TRIES):
        ids = [row.appointment_id for row in rows]
        held = parts.records.appointments(practice_id, ids)
        outcomes, changed = _merge(held, rows, practice_id=practice_id, patients=patients)
        try:
            if changed:
                parts.records.save_appointments(tuple(changed.values()))
        except Changed:
            continue
        return outcomes
    raise Changed


def _merge(
    held: Mapping[str, Appointment],
    rows: Sequence[AppointmentRow],
    *,
    practice_id: str,
    patients: Set[str],
) -> tuple[list[Outcome | BadRow], dict[str, Appointment]]:
    outcomes: list[Outcome | BadRow] = []
    changed: dict[str, Appointment] = {}
    for row in rows:
        before = changed.get(row.appointment_id, held.get(row.appointment_id))
        has_patient = row.values.get("patient_id", "") in patients
        bad = bad_row(row, held=before, has_patient=has_patient)
        if bad is not None:
            outcomes.append(bad)
            continue
        after = appointment_from_file(before, row, practice_id=practice_id)
        if after == before:
            outcomes.append(Outcome.UNCHANGED)
        else:
            outcomes.append(Outcome.IMPORTED)
            changed[row.appointment_id] = after
    return outcomes, changed
