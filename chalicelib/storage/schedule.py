"""Where appointments are kept: by their id, by their time and by their patient."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.appointments import Appointment, AppointmentStatus, NamedVisit
from chalicelib.exchange.ports.slices import Changed, Slice
from chalicelib.storage.dynamo import Action, Item, as_read, transact
from chalicelib.storage.moments import moment_text
from chalicelib.storage.people_rows import patient_key
from chalicelib.storage.table import Query, Table
from chalicelib.storage.visit_names import NAME, names_beside, names_to_copy, spread_corrections
from chalicelib.storage.visit_rows import (
    appointment_key,
    appointment_row,
    read_appointment,
    schedule_partition,
    visit_key,
    visit_row,
)

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
        moved: list[Appointment] = []
        for each in appointments:
            before = held.get(each.id)
            stood = None if before is None else visit_key(read_appointment(before))
            actions.append(self.table.putting(visit_row(each)))
            if before is not None and stood == visit_key(each):
                actions.append(self._putting(each, name=before.get(NAME)))
                continue
            moved.append(each)
            if stood is not None:
                actions.append(self.table.deleting(stood))
        if moved:
            actions += self._with_names(moved)
        if actions:
            transact(self.table.client, actions)

    def _with_names(self, visits: Sequence[Appointment]) -> Iterable[Action]:
        """New ones and moved ones: whoever spreads a correction meanwhile might miss them."""
        ids = {each.patient_id for each in visits}
        names = names_to_copy(self.table, visits[0].practice_id, sorted(ids))
        yield names.check
        for each in visits:
            yield self._putting(each, name=names.by_patient.get(each.patient_id))

    def _putting(self, visit: Appointment, *, name: str | None) -> Action:
        row = appointment_row(visit) | ({} if name is None else {NAME: name})
        return self.table.putting(row, condition=as_read(visit.version))

    def visits_between(
        self,
        practice_id: str,
        *,
        start: datetime,
        end: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[NamedVisit]:
        page = self._page(practice_id, start=start, end=end, limit=limit, cursor=cursor)
        if not page.items:
            return Slice(())
        names = names_beside(self.table, practice_id, page.items)
        return Slice(tuple(map(NamedVisit, map(read_appointment, page.items), names)), page.next)

    def spread_corrections(self, practice_id: str, *, at: datetime) -> None:
        spread_corrections(self.table, practice_id, at=at)

    def appointments_between(
        self,
        practice_id: str,
        *,
        start: datetime,
        end: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[Appointment]:
        page = self._page(practice_id, start=start, end=end, limit=limit, cursor=cursor)
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

    def _page(
        self, practice_id: str, *, start: datetime, end: datetime, limit: int, cursor: str | None
    ) -> Slice[Item]:
        if start >= end:
            return Slice(())
        # What starts exactly at the end has more behind its time, and so sorts after it.
        between = (moment_text(start), moment_text(end))
        query = Query(schedule_partition(practice_id), index="listed", between=between)
        return self.table.page(query, limit=limit, cursor=cursor)

    def _held_appointments(self, appointments: Sequence[Appointment]) -> dict[str, Item]:
        known = {appointment_key(each.practice_id, each.id): each for each in appointments}
        known = {key: each for key, each in known.items() if each.version > 0}
        rows = self.table.get_many(known) if known else {}
        if any(key not in rows or rows[key]["version"] != known[key].version for key in known):
            raise Changed
        return {row["id"]: row for row in rows.values()}
