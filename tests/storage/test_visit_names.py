"""The name beside a visit is the patient’s, whoever is killed and whoever comes between."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.exchange.ports import Changed, Records
from chalicelib.storage import visit_names
from chalicelib.storage.records import DynamoRecords
from tests.storage.places import Tables, checked_client
from tests.storage.wire import Killed, Wire, killed, meanwhile

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
STEPS_AT_MOST = 20


@dataclass
class Desk:
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


@pytest.fixture
def desk(tables: Tables, practice: str, at: datetime) -> Desk:
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
    return Desk(practice, at, mine, others, Wire(client))


def each_step(desk: Desk) -> Iterator[int]:
    """The number of each request that is made over the wire, until there are no more."""
    for number in range(STEPS_AT_MOST):
        yield number
        if len(desk.wire.sent) <= number:
            assert number > 1
            return
    raise AssertionError("more requests than were thought of")


# --- promises, of the fake too ---------------------------------------------------------------


def shown(records: Records, practice: str, at: datetime) -> dict[str, str | None]:
    page = records.visits_between(practice, start=at, end=at + DAY, limit=50)
    return {each.appointment.id: each.patient_name for each in page.items}


def test_a_list_of_visits_names_the_patients(records: Records, practice: str, at: datetime) -> None:
    records.save_people(patients=[Patient(practice, "lena", "Lena", "Ortiz")])
    records.save_appointments([visit(practice, "v1", at), visit(practice, "v2", at, "gone")])

    assert shown(records, practice, at) == {"v1": "Lena Ortiz", "v2": None}
    assert records.visits_between(practice, start=at, end=at, limit=5).items == ()
    assert records.visits_between(practice, start=at, end=at + DAY, limit=1).next is not None


def test_a_corrected_name_stands_there_at_once_and_for_good(
    records: Records, practice: str, at: datetime
) -> None:
    records.save_people(patients=[Patient(practice, "lena", "Lena", "Ortiz")])
    records.save_appointments([visit(practice, "v1", at)])
    held = records.patients(practice, ["lena"])["lena"]

    records.save_people(patients=[replace(held, first_name="Helena")])

    for later in range(4):
        assert shown(records, practice, at) == {"v1": "Helena Ortiz"}
        records.spread_corrections(practice, at=at + later * HOUR)


def test_a_patient_who_comes_after_the_visit_is_named(
    records: Records, practice: str, at: datetime
) -> None:
    records.save_appointments([visit(practice, "v1", at)])
    assert shown(records, practice, at) == {"v1": None}

    records.save_people(patients=[Patient(practice, "lena", "Lena", "Ortiz")])

    assert shown(records, practice, at) == {"v1": "Lena Ortiz"}


def test_a_visit_given_to_another_patient_bears_their_name(
    records: Records, practice: str, at: datetime
) -> None:
    records.save_people(
        patients=[Patient(practice, each, each.title(), "Ortiz") for each in ("lena", "mia")]
    )
    records.save_appointments([visit(practice, "v1", at)])
    held = records.appointments(practice, ["v1"])["v1"]

    records.save_appointments([replace(held, patient_id="mia")])

    assert shown(records, practice, at) == {"v1": "Mia Ortiz"}


# --- killed, and overtaken -------------------------------------------------------------------


def test_whoever_spreads_may_die_anywhere(desk: Desk) -> None:
    for number in each_step(desk):
        desk.rename()
        desk.wire.at(number, killed)
        with suppress(Killed):
            desk.records.spread_corrections(desk.practice, at=desk.at)
        desk.then_every_name_is_right()
        desk.then_the_copies_alone_are_right()


@pytest.mark.parametrize(
    "act",
    [Desk.rename, Desk.rename_and_let_go, Desk.move, Desk.confirm, Desk.book, Desk.give_away],
    ids=lambda act: act.__name__,
)
def test_others_may_come_between_any_two_steps_of_spreading(
    desk: Desk, act: Callable[[Desk], None]
) -> None:
    for number in each_step(desk):
        desk.rename()
        fresh_start(desk)
        desk.wire.at(number, meanwhile(lambda: act(desk)))
        desk.records.spread_corrections(desk.practice, at=desk.at)
        desk.then_every_name_is_right()
        desk.others.spread_corrections(desk.practice, at=desk.at + HOUR)
        desk.then_every_name_is_right()
        desk.then_the_copies_alone_are_right()


@pytest.mark.parametrize("act", [Desk.rename, Desk.rename_and_let_go], ids=lambda a: a.__name__)
@pytest.mark.parametrize("change", ["new", "moved", "given away", "confirmed"])
def test_a_name_may_be_corrected_between_any_two_steps_of_keeping_visits(
    desk: Desk, act: Callable[[Desk], None], change: str
) -> None:
    def keep() -> None:
        held = desk.others.appointments(desk.practice, ["v1"])["v1"]
        changed = {
            "new": visit(desk.practice, f"new-{desk.names_given}", desk.at),
            "moved": replace(held, starts_at=held.starts_at + timedelta(minutes=1)),
            "given away": replace(held, patient_id="mia" if held.patient_id == "lena" else "lena"),
            "confirmed": replace(held, provider=f"Dr {desk.names_given}"),
        }
        desk.records.save_appointments([changed[change]])

    for number in each_step(desk):
        desk.wire.at(number, meanwhile(lambda: act(desk)))
        with suppress(Changed):
            keep()
        desk.then_every_name_is_right()
        desk.spread_and_let_go()
        desk.then_every_name_is_right()
        desk.then_the_copies_alone_are_right()


def fresh_start(desk: Desk) -> None:
    """The visits as they were at first."""
    held = desk.others.appointments(desk.practice, ["v1", "v2"])
    desk.others.save_appointments(
        [
            replace(
                each, starts_at=desk.at + HOUR, patient_id="lena", status=AppointmentStatus.BOOKED
            )
            for each in held.values()
        ]
    )


def test_more_corrections_than_a_list_reads_are_heeded_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Patched, because a hundred corrected names would take the tables a minute.
    monkeypatch.setattr(visit_names, "CORRECTIONS_READ", 1)
    for patient_id in ("lena", "mia"):
        held = desk.patient(patient_id)
        desk.others.save_people(patients=[replace(held, first_name=f"New {patient_id}")])
    desk.give_away()

    desk.then_every_name_is_right()


# --- contacts beside their patients ----------------------------------------------------------


def test_a_contact_may_be_renamed_between_any_two_steps_of_keeping_a_patient(desk: Desk) -> None:
    def ana() -> Contact:
        return desk.others.contacts(desk.practice, ["ana"])["ana"]

    def rename() -> None:
        desk.names_given += 1
        desk.others.save_people(contacts=[replace(ana(), name=f"Ana {desk.names_given}")])

    def keep() -> None:
        lena = replace(desk.patient(), recall_reason=f"visit {desk.names_given}")
        desk.records.save_people(patients=[lena])

    def correct() -> None:
        methods = {ContactMethod.EMAIL: "a@b.org"} if not ana().methods else {}
        desk.records.save_people(contacts=[replace(ana(), methods=methods)])

    for verb in (keep, correct):
        for number in each_step(desk):
            desk.wire.at(number, meanwhile(rename))
            with suppress(Changed):
                verb()
            held = ana()
            for family in desk.others.families(desk.practice, ["lena", "mia"]):
                (contact,) = family.contacts
                assert contact.name == held.name
                assert set(contact.methods) == held.methods.keys()
