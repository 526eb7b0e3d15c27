"""The name beside a visit is the patient’s, whoever is killed and whoever comes between."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.appointments import AppointmentStatus
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Patient
from chalicelib.exchange.ports import Changed, Records
from chalicelib.storage import visit_names
from tests.storage.visit_desk import DAY, HOUR, VisitDesk, visit
from tests.storage.wire import Killed, killed, meanwhile

STEPS_AT_MOST = 20


def each_step(desk: VisitDesk) -> Iterator[int]:
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


def test_whoever_spreads_may_die_anywhere(desk: VisitDesk) -> None:
    for number in each_step(desk):
        desk.rename()
        desk.wire.at(number, killed)
        with suppress(Killed):
            desk.records.spread_corrections(desk.practice, at=desk.at)
        desk.then_every_name_is_right()
        desk.then_the_copies_alone_are_right()


@pytest.mark.parametrize(
    "act",
    [
        VisitDesk.rename,
        VisitDesk.rename_and_let_go,
        VisitDesk.move,
        VisitDesk.confirm,
        VisitDesk.book,
        VisitDesk.give_away,
    ],
    ids=lambda act: act.__name__,
)
def test_others_may_come_between_any_two_steps_of_spreading(
    desk: VisitDesk, act: Callable[[VisitDesk], None]
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


@pytest.mark.parametrize(
    "act", [VisitDesk.rename, VisitDesk.rename_and_let_go], ids=lambda a: a.__name__
)
@pytest.mark.parametrize("change", ["new", "moved", "given away", "confirmed"])
def test_a_name_may_be_corrected_between_any_two_steps_of_keeping_visits(
    desk: VisitDesk, act: Callable[[VisitDesk], None], change: str
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


def fresh_start(desk: VisitDesk) -> None:
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
    desk: VisitDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Patched, because a hundred corrected names would take the tables a minute.
    monkeypatch.setattr(visit_names, "CORRECTIONS_READ", 1)
    for patient_id in ("lena", "mia"):
        held = desk.patient(patient_id)
        desk.others.save_people(patients=[replace(held, first_name=f"New {patient_id}")])
    desk.give_away()

    desk.then_every_name_is_right()


# --- contacts beside their patients ----------------------------------------------------------


def test_a_contact_may_be_renamed_between_any_two_steps_of_keeping_a_patient(
    desk: VisitDesk,
) -> None:
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
