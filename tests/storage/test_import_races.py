"""A file that comes in while names are corrected, and names that are corrected by a file."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from chalicelib.domain.imports import AppointmentRow, Outcome, PatientRow
from chalicelib.exchange.import_appointments import import_appointments
from chalicelib.exchange.import_people import import_people
from chalicelib.exchange.ports import Parts
from tests.given import Exchange
from tests.storage.visit_desk import VisitDesk
from tests.storage.wire import Killed, killed, meanwhile

REQUESTS = 7
"""More than either import of these lines makes in one go."""
TAKEN = {Outcome.IMPORTED}


@pytest.fixture
def parts(desk: VisitDesk) -> Parts:
    return replace(Exchange().parts, records=desk.records)


def visits(desk: VisitDesk, *, hour: int) -> tuple[AppointmentRow, ...]:
    """One that is new, one that moves and one that goes to the other child."""
    at = desk.at.replace(hour=hour).isoformat()
    return (
        AppointmentRow(1, f"new-{hour}", {"patient_id": "lena", "starts_at": at}),
        AppointmentRow(2, "v1", {"starts_at": at}),
        AppointmentRow(3, "v2", {"patient_id": "mia" if hour % 2 else "lena", "starts_at": at}),
    )


def people(desk: VisitDesk, *, name: str) -> tuple[PatientRow, ...]:
    """Both children and their mother under other names, and a third child."""
    return tuple(
        PatientRow(
            number,
            patient_id,
            {"first_name": f"{patient_id} {name}", "last_name": "Ortiz"},
            "ana",
            {"contact_name": f"Ana {name}", "email": f"{name}@example.com"},
        )
        for number, patient_id in enumerate(("lena", "mia", f"third-{name}"))
    )


def contacts_are_right(desk: VisitDesk) -> None:
    ana = desk.others.contacts(desk.practice, ["ana"])["ana"]
    for family in desk.others.families(desk.practice, ana.patient_ids):
        (contact,) = family.contacts
        assert contact.name == ana.name
        assert set(contact.methods) == ana.methods.keys()


@pytest.mark.parametrize("number", range(REQUESTS))
@pytest.mark.parametrize(
    "act", [VisitDesk.rename, VisitDesk.rename_and_let_go], ids=lambda act: act.__name__
)
def test_visits_come_in_while_a_name_is_corrected(
    desk: VisitDesk, parts: Parts, act: Callable[[VisitDesk], None], number: int
) -> None:
    desk.wire.at(number, meanwhile(lambda: act(desk)))

    outcomes = import_appointments(parts, visits(desk, hour=11), practice_id=desk.practice)

    assert set(outcomes) == TAKEN
    desk.then_every_name_is_right()
    desk.then_the_copies_alone_are_right()


@pytest.mark.parametrize("number", range(REQUESTS))
def test_names_come_in_while_visits_are_kept(desk: VisitDesk, parts: Parts, number: int) -> None:
    def others_work() -> None:
        import_appointments(
            replace(parts, records=desk.others), visits(desk, hour=11), practice_id=desk.practice
        )
        desk.spread()

    desk.wire.at(number, meanwhile(others_work))

    outcomes = import_people(parts, people(desk, name="new"), practice_id=desk.practice, at=desk.at)

    assert set(outcomes) == TAKEN
    desk.then_every_name_is_right()
    contacts_are_right(desk)
    desk.then_the_copies_alone_are_right()


@pytest.mark.parametrize("number", range(REQUESTS))
def test_names_come_in_while_staff_correct_the_mother(
    desk: VisitDesk, parts: Parts, number: int
) -> None:
    def staff_work() -> None:
        ana = desk.others.contacts(desk.practice, ["ana"])["ana"]
        desk.others.save_people(contacts=[replace(ana, name="Ana Maria")])

    desk.wire.at(number, meanwhile(staff_work))

    outcomes = import_people(parts, people(desk, name="new"), practice_id=desk.practice, at=desk.at)

    assert set(outcomes) == TAKEN
    contacts_are_right(desk)
    assert desk.others.mend_lists(desk.practice, ("lena", "mia", "third-new")) == ()


@pytest.mark.parametrize("number", range(REQUESTS))
def test_a_killed_import_leaves_no_wrong_name_and_is_taken_up(
    desk: VisitDesk, parts: Parts, number: int
) -> None:
    def both() -> None:
        import_people(parts, people(desk, name="new"), practice_id=desk.practice, at=desk.at)
        import_appointments(parts, visits(desk, hour=11), practice_id=desk.practice)

    desk.wire.at(number, killed)
    with suppress(Killed):
        both()
    desk.then_every_name_is_right()
    contacts_are_right(desk)

    desk.wire.by_number = {}
    both()

    desk.then_every_name_is_right()
    contacts_are_right(desk)
    assert desk.patient("mia").name == "mia new Ortiz"
    desk.then_the_copies_alone_are_right()
