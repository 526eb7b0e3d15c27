"""What a file of appointments may change in the schedule."""

from dataclasses import replace
from datetime import UTC, datetime

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from tests.exchange.importing import PATIENTS, counts, imported, visits_imported
from tests.given import MAPLE, Exchange

LENA = f"{PATIENTS}\np1,Lena,Ortiz\np2,Leo,Ortiz\n"
BOOKED = "a1,p1,2026-12-01T09:00,Dr Adams,Main Street,booked\n"


def visit(exchange: Exchange) -> Appointment:
    return exchange.records.appointments(MAPLE, ["a1"])["a1"]


def confirmed_here(exchange: Exchange) -> None:
    held = visit(exchange)
    exchange.records.save_appointments(
        [
            replace(
                held,
                status=AppointmentStatus.CONFIRMED,
                confirmed_by="text",
                confirmed_at=exchange.now,
            )
        ]
    )


def test_a_line_becomes_an_appointment(exchange: Exchange) -> None:
    imported(exchange, LENA)

    load = visits_imported(exchange, BOOKED + "a2,p2,2026-12-01T09:20-08:00,,,\n")

    assert counts(load) == (2, 0, 0)
    assert visit(exchange).starts_at == datetime(2026, 12, 1, 14, tzinfo=UTC)
    assert (visit(exchange).provider, visit(exchange).location) == ("Dr Adams", "Main Street")
    assert exchange.records.appointments(MAPLE, ["a2"])["a2"].status is AppointmentStatus.BOOKED


def test_the_same_file_twice_changes_nothing(exchange: Exchange) -> None:
    imported(exchange, LENA)
    visits_imported(exchange, BOOKED)

    assert counts(visits_imported(exchange, BOOKED + BOOKED)) == (0, 2, 0)


def test_a_visit_of_nobody_is_refused(exchange: Exchange) -> None:
    imported(exchange, LENA)

    load = visits_imported(
        exchange, "a1,p9,2026-12-01T09:00,,,\na2,,2026-12-01T09:00,,,\n" + BOOKED
    )

    assert [(each.row, each.column) for each in load.rejected] == [
        (2, "patient_id"),
        (3, "patient_id"),
        (4, "patient_id"),
    ]


def test_a_new_visit_needs_its_time_and_a_known_one_does_not(exchange: Exchange) -> None:
    imported(exchange, LENA)
    visits_imported(exchange, BOOKED)

    load = visits_imported(exchange, "a1,,,,Oak Hill,\na2,p1,,,,\n")

    assert counts(load) == (1, 0, 1)
    assert (load.rejected[0].row, load.rejected[0].column) == (3, "starts_at")
    assert visit(exchange).location == "Oak Hill"
    assert visit(exchange).provider == "Dr Adams"


def test_a_confirmed_visit_stays_confirmed_with_the_same_file(exchange: Exchange) -> None:
    imported(exchange, LENA)
    visits_imported(exchange, BOOKED)
    confirmed_here(exchange)

    assert counts(visits_imported(exchange, BOOKED)) == (0, 1, 0)
    assert visit(exchange).status is AppointmentStatus.CONFIRMED
    assert visit(exchange).confirmed_by == "text"


def test_a_cancelled_visit_is_cancelled_whoever_had_confirmed_it(exchange: Exchange) -> None:
    imported(exchange, LENA)
    visits_imported(exchange, BOOKED)
    confirmed_here(exchange)

    visits_imported(exchange, BOOKED.replace("booked", "cancelled"))

    assert visit(exchange).status is AppointmentStatus.CANCELLED
    assert visit(exchange).confirmed_at is None


def test_nobody_has_confirmed_a_time_that_is_new(exchange: Exchange) -> None:
    imported(exchange, LENA)
    visits_imported(exchange, BOOKED)
    confirmed_here(exchange)

    visits_imported(exchange, BOOKED.replace("09:00", "10:00"))

    assert visit(exchange).status is AppointmentStatus.BOOKED
    assert (visit(exchange).confirmed_by, visit(exchange).confirmed_at) == ("", None)


def test_many_lines_fit_their_saves(exchange: Exchange) -> None:
    imported(exchange, LENA)
    lines = "".join(f"a{number},p1,2026-12-01T09:00,,,\n" for number in range(250))

    assert counts(visits_imported(exchange, lines)) == (250, 0, 0)
    assert counts(visits_imported(exchange, lines)) == (0, 250, 0)
