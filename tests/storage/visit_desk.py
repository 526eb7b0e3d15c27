"""A practice with Lena, Mia and their visits, on a line where others can come between."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.exchange.ports import Records
from chalicelib.storage.records import DynamoRecords
from tests.storage.places import Tables, checked_client
from tests.storage.wire import Wire

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass
class VisitDesk:
    """A practice with Lena and her visits; `records` passes over the wire, `others` does not."""

    practice: str
    at: datetime
    records: Records
    others: Records
    wire: Wire
    names_given: int = 0
    booked: int = 0

    def patient(self, patient_id: str = "lena") -> Patient:
        return self.others.patients(self.practice, [patient_id])[patient_id]

    def rename(self) -> None:
        self.names_given += 1
        self.others.save_people(
            patients=[replace(self.patient(), last_name=f"Ortiz-{self.names_given}")]
        )

    def spread(self) -> None:
        self.others.spread_corrections(self.practice, at=self.at)

    def spread_and_let_go(self) -> None:
        self.spread()
        self.others.spread_corrections(self.practice, at=self.at + HOUR)

    def rename_and_let_go(self) -> None:
        self.rename()
        self.spread_and_let_go()

    def move(self) -> None:
        self._change("v1", starts_at=self.at - DAY)

    def confirm(self) -> None:
        self._change("v1", status=AppointmentStatus.CONFIRMED)

    def book(self) -> None:
        self.booked += 1
        self.others.save_appointments([visit(self.practice, f"b{self.booked}", self.at)])

    def give_away(self) -> None:
        self._change("v2", patient_id="mia")

    def _change(self, visit_id: str, **changes: object) -> None:
        held = self.others.appointments(self.practice, [visit_id])[visit_id]
        self.others.save_appointments([replace(held, **changes)])  # type: ignore[arg-type]

    def then_every_name_is_right(self) -> None:
        shown = self.others.visits_between(
            self.practice, start=self.at - 2 * DAY, end=self.at + 2 * DAY, limit=50
        ).items
        held = self.others.patients(self.practice, {each.appointment.patient_id for each in shown})
        assert shown
        for each in shown:
            assert each.patient_name == held[each.appointment.patient_id].name

    def then_the_copies_alone_are_right(self) -> None:
        """Once all is quiet and the corrections are gone, no patient is read for a list."""
        self.spread_and_let_go()
        self.spread_and_let_go()
        before, self.wire.by_number = len(self.wire.sent), {}
        self.records.visits_between(
            self.practice, start=self.at - 2 * DAY, end=self.at + 2 * DAY, limit=50
        )
        assert [name for name, _ in self.wire.sent[before:]] == ["Query", "Query"]
        del self.wire.sent[before:]
        self.then_every_name_is_right()


def visit(practice: str, visit_id: str, at: datetime, patient_id: str = "lena") -> Appointment:
    return Appointment(practice, visit_id, patient_id, at + HOUR)


def open_visit_desk(tables: Tables, practice: str, at: datetime) -> VisitDesk:
    client = checked_client(tables.client.meta.endpoint_url)
    mine = DynamoRecords(client, table=tables.named("records"))
    others = DynamoRecords(tables.client, table=tables.named("records"))
    links = (Link("ana"),)
    others.save_people(
        patients=[
            Patient(practice, each, each.title(), "Ortiz", links=links) for each in ("lena", "mia")
        ],
        contacts=[Contact(practice, "ana", "Ana", patient_ids=("lena", "mia"))],
    )
    others.save_appointments([visit(practice, each, at) for each in ("v1", "v2", "v3")])
    return VisitDesk(practice, at, mine, others, Wire(client))
