"""What families do meanwhile: they opt out, join, and change their visits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.appointments import AppointmentStatus
from chalicelib.domain.caps import Caps
from chalicelib.domain.patients import Link, Patient
from chalicelib.domain.preferences import Choice
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.ports import Parts
from tests.simulation.people import PATIENTS, REACHED_BY, address_of
from tests.simulation.world import World

ELSEWHERE = ("America/Chicago", "Asia/Kolkata", "America/Los_Angeles", "America/New_York")
"""When a run begins it is 8:00 am there, 7:30 pm, 6:00 am, and 9:00 am: at eight all is over."""
STOPS = (StopKind.TEXTS, StopKind.CALLS, StopKind.EVERYTHING, StopKind.UNSUBSCRIBED)


def opting_out(world: World, practice_id: str) -> Callable[[Parts], object]:
    """Somebody is not to be written to, texted or called any more."""
    kind = world.random.choice(STOPS)
    address = address_of(practice_id, world.random.choice(tuple(REACHED_BY)))
    return lambda parts: parts.records.add_stop(
        Stop(practice_id, address, kind, parts.now(), "desk")
    )


def do_not_contact(world: World, practice_id: str) -> Callable[[Parts], object]:
    """Somebody is not to be contacted at all."""
    contact_id = world.random.choice(tuple(REACHED_BY))

    def press(parts: Parts) -> None:
        contact = parts.records.contacts(practice_id, [contact_id])[contact_id]
        stopped = replace(contact.preferences, do_not_contact=True)
        parts.records.save_people(contacts=[replace(contact, preferences=stopped)])

    return press


def changing_visit(world: World, practice_id: str) -> Callable[[Parts], object]:
    """A visit is moved or cancelled."""
    visit_id = f"visit-{world.random.choice(PATIENTS)}"
    is_moved = world.random.random() < 0.5

    def press(parts: Parts) -> None:
        visit = parts.records.appointments(practice_id, [visit_id])[visit_id]
        moved = replace(visit, starts_at=visit.starts_at + timedelta(hours=1))
        cancelled = replace(visit, status=AppointmentStatus.CANCELLED)
        parts.records.save_appointments([moved if is_moved else cancelled])

    return press


def joining(practice_id: str) -> Callable[[Parts], object]:
    """A family joins, first by name: whoever lists patients anew finds all in other places."""
    patient = Patient(practice_id, "abe", "Abe", "Abbot", links=(Link("eve"),))
    return lambda parts: parts.records.save_people(patients=[patient])


def live_elsewhere(world: World, practice_id: str) -> None:
    """From the beginning, some are where it is early or late."""
    for contact_id in REACHED_BY:
        contact = world.records.contacts(practice_id, [contact_id])[contact_id]
        zone = world.random.choice(ELSEWHERE)
        world.records.save_people(contacts=[replace(contact, zone=zone)])


def moving_house(world: World, practice_id: str) -> Callable[[Parts], object]:
    """Somebody moves to where it is earlier or later."""
    contact_id, zone = world.random.choice(tuple(REACHED_BY)), world.random.choice(ELSEWHERE)

    def press(parts: Parts) -> None:
        contact = parts.records.contacts(practice_id, [contact_id])[contact_id]
        parts.records.save_people(contacts=[replace(contact, zone=zone)])

    return press


def choosing_anew(world: World, practice_id: str) -> Callable[[Parts], object]:
    """Somebody chooses another way, or the record says that they may not hear of a patient."""
    contact_id = world.random.choice(tuple(REACHED_BY))
    is_custody = world.random.random() < 0.5

    def press(parts: Parts) -> None:
        contact = parts.records.contacts(practice_id, [contact_id])[contact_id]
        by_mail = replace(contact.preferences, preferred_method=Choice.MAIL)
        barred = replace(contact, not_about=contact.patient_ids)
        changed = barred if is_custody else replace(contact, preferences=by_mail)
        parts.records.save_people(contacts=[changed])

    return press


def keep_caps(world: World, practice_id: str) -> None:
    """From the beginning, one number is not to hear from the practice too often."""
    practice = world.records.practice(practice_id)
    caps = world.random.choice((Caps(1, 3), Caps(1, 3), Caps(1, 1), Caps(2, 3)))
    world.records.save_practice(replace(practice, caps=caps))
    world.watch.messages.caps[practice_id] = caps
