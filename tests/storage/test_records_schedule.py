"""Appointments are found by id, by time and by patient, wherever they are moved."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.exchange.ports import BadCursor, Changed, Records

HOUR = timedelta(hours=1)
BOOKED, CANCELLED = AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED


def a_visit(practice: str, visit_id: str, *, starts_at: datetime, **changes: object) -> Appointment:
    visit = Appointment(practice_id=practice, id=visit_id, patient_id="p1", starts_at=starts_at)
    return replace(visit, **changes)  # type: ignore[arg-type]


def test_all_that_a_patient_has_ahead_is_listed(
    records: Records, practice: str, at: datetime
) -> None:
    visits = [
        Appointment(practice, f"v{day}", "p1", at + timedelta(days=day), status=status)
        for day, status in ((3, BOOKED), (1, BOOKED), (2, CANCELLED), (-1, BOOKED))
    ]
    other = Appointment(practice, "v9", "p2", at + timedelta(days=1))
    records.save_appointments([*visits, other])

    found = records.appointments_of_patient(practice, "p1", after=at, limit=5)
    first = records.appointments_of_patient(practice, "p1", after=at, limit=1)

    assert [each.id for each in found] == ["v1", "v2", "v3"]
    assert [each.id for each in first] == ["v1"]


def test_a_visit_comes_back_as_it_was_kept(records: Records, practice: str, at: datetime) -> None:
    visit = a_visit(
        practice,
        "a1",
        starts_at=at,
        provider="Dr Adams",
        location="Main Street",
        status=AppointmentStatus.CONFIRMED,
        confirmed_by="text",
        confirmed_at=at - HOUR,
        from_file={"status": "booked"},
    )

    records.save_appointments([visit])

    assert records.appointments(practice, ["a1", "a2"]) == {"a1": replace(visit, version=1)}
    assert records.appointments("elsewhere", ["a1"]) == {}


def test_a_day_holds_what_starts_in_it_and_not_at_its_end(
    records: Records, practice: str, at: datetime
) -> None:
    starts = {"before": at - HOUR, "first": at, "second": at + HOUR, "end": at + 2 * HOUR}
    records.save_appointments([a_visit(practice, k, starts_at=v) for k, v in starts.items()])

    day = records.appointments_between(practice, start=at, end=at + 2 * HOUR, limit=10)

    assert [visit.id for visit in day.items] == ["first", "second"]
    assert day.next is None


def test_a_day_is_read_page_by_page(records: Records, practice: str, at: datetime) -> None:
    records.save_appointments([a_visit(practice, f"a{n}", starts_at=at) for n in range(3)])
    end = at + HOUR

    first = records.appointments_between(practice, start=at, end=end, limit=2)
    rest = records.appointments_between(practice, start=at, end=end, limit=2, cursor=first.next)

    assert [visit.id for visit in first.items + rest.items] == ["a0", "a1", "a2"]
    with pytest.raises(BadCursor):
        records.appointments_between(
            practice, start=at, end=at + 2 * HOUR, limit=2, cursor=first.next
        )


def test_nothing_starts_in_no_time(records: Records, practice: str, at: datetime) -> None:
    records.save_appointments([a_visit(practice, "a1", starts_at=at)])

    assert records.appointments_between(practice, start=at, end=at, limit=5).items == ()


def test_the_next_visit_is_booked_later_and_not_cancelled(
    records: Records, practice: str, at: datetime
) -> None:
    records.save_appointments(
        [
            a_visit(practice, "now", starts_at=at),
            a_visit(practice, "off", starts_at=at + HOUR, status=AppointmentStatus.CANCELLED),
            a_visit(practice, "next", starts_at=at + 2 * HOUR),
            a_visit(practice, "later", starts_at=at + 3 * HOUR),
            a_visit(practice, "other", starts_at=at + HOUR, patient_id="p2"),
        ]
    )

    visit = records.next_appointment(practice, "p1", after=at)

    assert visit is not None
    assert visit.id == "next"
    assert records.next_appointment(practice, "p1", after=at + 3 * HOUR) is None
    assert records.next_appointment(practice, "nobody", after=at) is None


def test_a_moved_visit_is_found_only_where_it_is_now(
    records: Records, practice: str, at: datetime
) -> None:
    records.save_appointments([a_visit(practice, "a1", starts_at=at + HOUR)])
    seen = records.appointments(practice, ["a1"])["a1"]

    records.save_appointments([replace(seen, starts_at=at - HOUR, patient_id="p2")])

    assert records.next_appointment(practice, "p1", after=at) is None
    moved = records.next_appointment(practice, "p2", after=at - 2 * HOUR)
    assert moved is not None
    assert moved.starts_at == at - HOUR
    assert records.appointments_between(practice, start=at, end=at + 3 * HOUR, limit=5).items == ()


def test_a_stale_visit_keeps_the_others_out(records: Records, practice: str, at: datetime) -> None:
    records.save_appointments([a_visit(practice, "a1", starts_at=at)])
    seen = records.appointments(practice, ["a1"])["a1"]
    records.save_appointments([replace(seen, location="Oak Hill")])

    with pytest.raises(Changed):
        records.save_appointments(
            [a_visit(practice, "a2", starts_at=at), replace(seen, location="Main Street")]
        )

    assert records.appointments(practice, ["a1", "a2"]).keys() == {"a1"}
    assert records.appointments(practice, ["a1"])["a1"].location == "Oak Hill"
