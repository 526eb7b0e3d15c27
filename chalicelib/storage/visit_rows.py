"""Appointments as rows of the table, and back; each stands with its patient too."""

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.storage.dynamo import Item
from chalicelib.storage.moments import (
    moment,
    moment_text,
    optional_moment,
    optional_moment_text,
)
from chalicelib.storage.people_rows import patient_key
from chalicelib.storage.table import Key


def appointment_key(practice_id: str, appointment_id: str) -> Key:
    return f"P#{practice_id}#APPOINTMENT#{appointment_id}", "META"


def schedule_partition(practice_id: str) -> str:
    return f"P#{practice_id}#SCHEDULE"


def visit_key(appointment: Appointment) -> Key:
    partition, _ = patient_key(appointment.practice_id, appointment.patient_id)
    return partition, f"VISIT#{moment_text(appointment.starts_at)}#{appointment.id}"


def visit_row(appointment: Appointment) -> Item:
    """Stands with the patient, so that one read tells what is booked next."""
    partition, sort = visit_key(appointment)
    return {"pk": partition, "sk": sort, "id": appointment.id, "status": appointment.status}


def appointment_row(appointment: Appointment) -> Item:
    partition, sort = appointment_key(appointment.practice_id, appointment.id)
    starts_at = moment_text(appointment.starts_at)
    return {
        "pk": partition,
        "sk": sort,
        "list_pk": schedule_partition(appointment.practice_id),
        "list_sk": f"{starts_at}#{appointment.id}",
        "practice_id": appointment.practice_id,
        "id": appointment.id,
        "patient_id": appointment.patient_id,
        "starts_at": starts_at,
        "provider": appointment.provider,
        "location": appointment.location,
        "status": appointment.status,
        "confirmed_by": appointment.confirmed_by,
        "confirmed_at": optional_moment_text(appointment.confirmed_at),
        "from_file": appointment.from_file,
        "version": appointment.version + 1,
    }


def read_appointment(row: Item) -> Appointment:
    return Appointment(
        practice_id=row["practice_id"],
        id=row["id"],
        patient_id=row["patient_id"],
        starts_at=moment(row["starts_at"]),
        provider=row["provider"],
        location=row["location"],
        status=AppointmentStatus(row["status"]),
        confirmed_by=row["confirmed_by"],
        confirmed_at=optional_moment(row["confirmed_at"]),
        from_file=row["from_file"],
        version=row["version"],
    )
