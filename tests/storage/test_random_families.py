"""
Whatever is done to families and visits, in whatever order, lists tell what the records say.

Random steps, some from an old reading, on the fake and on real tables: the same is kept, the same
is refused, and lists are the same after each step.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.preferences import Choice, Preferences
from chalicelib.exchange.ports import Changed, Records
from chalicelib.storage.records import DynamoRecords
from tests.fakes.records import FakeRecords
from tests.storage.places import AMAZONS, Tables

STEPS = int(os.environ.get("PMX_RANDOM_OPERATIONS", "1000")) // 5
BEGINNING = datetime(2026, 11, 23, 14, 41, tzinfo=UTC)
PATIENTS = tuple(f"p{number}" for number in range(5))
CONTACTS = tuple(f"c{number}" for number in range(3))
VISITS = tuple(f"v{number}" for number in range(6))
STALE = 0.15
"""How often somebody writes what they read before others changed it."""

Do = Callable[[Records], None]


class Walk:
    """One practice in one place, with what was read of it before."""

    def __init__(self, records: Records, practice: str) -> None:
        self.records, self.practice = records, practice
        self.patients: dict[str, Patient] = {}
        self.contacts: dict[str, Contact] = {}

    def read(self, *, of: float) -> None:
        """Read everything again, unless this is somebody who looks away."""
        if of >= STALE:
            self.patients = self.records.patients(self.practice, PATIENTS)
            self.contacts = self.records.contacts(self.practice, CONTACTS)

    def lists(self, at: datetime) -> object:
        by_name = self.records.families_by_name(self.practice, limit=50).items
        families = self.records.families(self.practice, PATIENTS)
        visits = self.records.visits_between(
            self.practice, start=BEGINNING, end=BEGINNING + timedelta(days=9), limit=50
        ).items
        named = [
            (each.appointment.id, each.appointment.status, each.patient_name) for each in visits
        ]
        return by_name, families, named


def save_people(walk: Walk, chance: Random, at: datetime) -> None:
    patient_id, contact_id = chance.choice(PATIENTS), chance.choice(CONTACTS)
    patient = walk.patients.get(patient_id, Patient(walk.practice, patient_id, "Lena", "Ortiz"))
    contact = walk.contacts.get(contact_id, Contact(walk.practice, contact_id, "Ana"))
    name = chance.choice(("Lena", "Leo", "Mia"))
    methods = {m: f"{m}@example.com" for m in ContactMethod if chance.random() < 0.3}
    choice = chance.choice((None, Choice.TEXT, Choice.EMAIL))
    what = chance.random()
    patients, contacts = [], []
    if what < 0.6:
        links = patient.links
        if what < 0.3 and contact_id not in {link.contact_id for link in links}:
            links = (*links, Link(contact_id))
        patients.append(replace(patient, first_name=name, links=links))
    if what < 0.3 or what >= 0.6:
        ids = contact.patient_ids
        if what < 0.3 and patient_id not in ids:
            ids = (*ids, patient_id)
        contacts.append(
            replace(
                contact,
                name=f"{contact_id} {name}",
                methods=methods,
                preferences=Preferences(choice, {}, do_not_contact=what > 0.9),
                patient_ids=ids,
            )
        )
    walk.records.save_people(patients=patients, contacts=contacts)


def save_visit(walk: Walk, chance: Random, at: datetime) -> None:
    visit_id, patient_id = chance.choice(VISITS), chance.choice(PATIENTS)
    starts = BEGINNING + timedelta(hours=chance.randint(1, 99))
    held = walk.records.appointments(walk.practice, [visit_id]).get(visit_id)
    status = chance.choice(list(AppointmentStatus))
    if held is None:
        held = Appointment(walk.practice, visit_id, patient_id, starts)
    elif chance.random() < 0.5:
        held = replace(held, starts_at=starts, patient_id=patient_id)
    walk.records.save_appointments([replace(held, status=status)])


def spread(walk: Walk, chance: Random, at: datetime) -> None:
    walk.records.spread_corrections(walk.practice, at=at)


def mend(walk: Walk, chance: Random, at: datetime) -> None:
    before = walk.records.patients(walk.practice, PATIENTS)
    assert walk.records.mend_lists(walk.practice, PATIENTS) == ()
    assert walk.records.patients(walk.practice, PATIENTS) == before


@pytest.mark.parametrize("place", [AMAZONS])
@pytest.mark.parametrize("seed", [1, 2])
def test_lists_tell_the_same_everywhere(
    place: str, seed: int, practice: str, request: pytest.FixtureRequest
) -> None:
    tables: Tables = request.getfixturevalue(place)
    real = Walk(DynamoRecords(tables.client, table=tables.named("records")), practice)
    fake = Walk(FakeRecords(), practice)
    chooser = Random(seed)  # noqa: S311 - a test that can be run again

    for number in range(STEPS // 2):
        at = BEGINNING + number * timedelta(minutes=20)
        verb = chooser.choices((save_people, save_visit, spread, mend), weights=(9, 9, 3, 1))[0]
        chance, looks = chooser.random(), chooser.random()
        outcomes = []
        for walk in (fake, real):
            walk.read(of=looks)
            try:
                verb(walk, Random(chance), at)  # noqa: S311
                outcomes.append("kept")
            except Changed:
                outcomes.append("changed")
        assert outcomes[0] == outcomes[1], (number, verb.__name__)
        assert fake.lists(at) == real.lists(at), (number, verb.__name__)
