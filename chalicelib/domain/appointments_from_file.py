"""What one line of the practice system’s file changes in an appointment."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.domain.imports import AppointmentRow, BadRow, Rejected
from chalicelib.domain.patients import settled_value


def bad_row(row: AppointmentRow, *, held: Appointment | None, has_patient: bool) -> BadRow | None:
    """The line as a bad one, if the record does not allow it."""
    problems = []
    if held is None:
        problems += [
            Rejected(row.row, column, "is needed for a new appointment", hint)
            for column, hint in (("patient_id", "the patient’s id"), ("starts_at", "date and time"))
            if column not in row.values
        ]
    if "patient_id" in row.values and not has_patient:
        hint = "the id of a patient who has been imported"
        problems.append(Rejected(row.row, "patient_id", "is no patient’s id", hint))
    return BadRow(row.row, tuple(problems)) if problems else None


def appointment_from_file(
    held: Appointment | None, row: AppointmentRow, *, practice_id: str
) -> Appointment:
    """
    The appointment as this line leaves it: equal to `held` if it says nothing new.

    What a patient has confirmed stays confirmed until the file itself brings another status, or
    moves the appointment: nobody has confirmed the new time.
    """
    if held is None:
        return Appointment(
            practice_id=practice_id,
            id=row.appointment_id,
            patient_id=row.values["patient_id"],
            starts_at=datetime.fromisoformat(row.values["starts_at"]),
            provider=row.values.get("provider", ""),
            location=row.values.get("location", ""),
            status=AppointmentStatus(row.values.get("status", AppointmentStatus.BOOKED)),
            from_file=dict(row.values),
        )

    starts_at = datetime.fromisoformat(_settled(held, row, "starts_at", held.starts_at.isoformat()))
    file = {**held.from_file, **row.values}
    is_moved = starts_at != held.starts_at
    if is_moved and held.confirmed_at is not None:
        status = AppointmentStatus(file.get("status", AppointmentStatus.BOOKED))
    else:
        status = AppointmentStatus(_settled(held, row, "status", held.status))
    is_same = not is_moved and status is held.status
    return replace(
        held,
        patient_id=_settled(held, row, "patient_id", held.patient_id),
        starts_at=starts_at,
        provider=_settled(held, row, "provider", held.provider),
        location=_settled(held, row, "location", held.location),
        status=status,
        confirmed_by=held.confirmed_by if is_same else "",
        confirmed_at=held.confirmed_at if is_same else None,
        from_file=file,
    )


def _settled(held: Appointment, row: AppointmentRow, column: str, value: str) -> str:
    return settled_value(
        held=value, file_before=held.from_file.get(column), file_now=row.values.get(column, "")
    )
