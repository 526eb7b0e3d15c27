"""Where appointments are kept: by their id, by their time and by their patient."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.exchange.ports.slices import Changed, Slice
from chalicelib.storage.dynamo import Action, Item, as_read, transact
from chalicelib.storage.moments import (
    moment,
    moment_text,
    optional_moment,
    optional_moment_text,
)
from chalicelib.storage.people_rows import patient_key
from chalicelib.storage.table import Key, Query, Table

AHEAD = frozenset({AppointmentStatus.BOOKED, AppointmentStatus.CONFIRMED})
LAST = "~"
"""Sorts after every id and every time."""


@dataclass(frozen=True)
class Schedule:
    """Appointments; see the port for what each method promises."""

    table: Table

    def appointments(self, practice_id: str, ids: Iterable[str]) -> dict[str, Appointment]:
        rows = self.table.get_many(appointment_key(practice_id, each) for each in ids)
        return {found.id: found for found in map(read_appointment, rows.values())}

    def save_appointments(self, appointments: Sequence[Appointment]) -> None:
        """One transaction: the appointments under their versions, and their patients' visits."""
        held = self._held_appointments(appointments)
        actions: list[Action] = []
        for each in appointments:
            actions.append(self.table.putting(_row(each), condition=as_read(each.version)))
            actions.append(self.table.putting(_visit_row(each)))
            before = held.get(each.id)
            if before is not None and _visit_key(before) != _visit_key(each):
                actions.append(self.table.deleting(_visit_key(before)))
        if actions:
            transact(self.table.client, actions)

    def appointments_between(
        self,
        practice_id: str,
        *,
        start: datetime,
        end: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[Appointment]:
        if start >= end:
            return Slice(())
        # What starts exactly at the end has more behind its time, and so sorts after it.
        between = (moment_text(start), moment_text(end))
        query = Query(_schedule_partition(practice_id), index="listed", between=between)
        page = self.table.page(query, limit=limit, cursor=cursor)
        return Slice(tuple(map(read_appointment, page.items)), page.next)

    def next_appointment(
        self, practice_id: str, patient_id: str, *, after: datetime
    ) -> Appointment | None:
        partition, _ = patient_key(practice_id, patient_id)
        later = (f"VISIT#{moment_text(after)}#{LAST}", f"VISIT#{LAST}")
        for visit in self.table.all(Query(partition, between=later)):
            if visit["status"] in AHEAD:
                return self.appointments(practice_id, [visit["id"]]).get(visit["id"])
        return None

    def appointments_of_patient(
        self, practice_id: str, patient_id: str, *, after: datetime, limit: int
    ) -> tuple[Appointment, ...]:
        partition, _ = patient_key(practice_id, patient_id)
        later = (f"VISIT#{moment_text(after)}#{LAST}", f"VISIT#{LAST}")
        visits = self.table.page(Query(partition, between=later), limit=limit).items
        held = self.appointments(practice_id, [visit["id"] for visit in visits])
        return tuple(held[visit["id"]] for visit in visits if visit["id"] in held)

    def _held_appointments(self, appointments: Sequence[Appointment]) -> dict[str, Appointment]:
        known = [each for each in appointments if each.version > 0]
        if not known:
            return {}
        held = self.appointments(known[0].practice_id, (each.id for each in known))
        if any(each.id not in held or held[each.id].version != each.version for each in known):
            raise Changed
        return held


def appointment_key(practice_id: str, appointment_id: str) -> Key:
    return f"P#{practice_id}#APPOINTMENT#{appointment_id}", "META"


def _schedule_partition(practice_id: str) -> str:
    return f"P#{practice_id}#SCHEDULE"


def _visit_key(appointment: Appointment) -> Key:
    partition, _ = patient_key(appointment.practice_id, appointment.patient_id)
    return partition, f"VISIT#{moment_text(appointment.starts_at)}#{appointment.id}"


def _visit_row(appointment: Appointment) -> Item:
    """Stands with the patient, so that one read tells what is booked next."""
    partition, sort = _visit_key(appointment)
    return {"pk": partition, "sk": sort, "id": appointment.id, "status": appointment.status}


def _row(appointment: Appointment) -> Item:
    partition, sort = appointment_key(appointment.practice_id, appointment.id)
    starts_at = moment_text(appointment.starts_at)
    return {
        "pk": partition,
        "sk": sort,
        "list_pk": _schedule_partition(appointment.practice_id),
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
