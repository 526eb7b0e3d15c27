"""The link in a reminder by email: it confirms that visit at a press, and nothing by a look."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.letters import EmailLetter
from chalicelib.domain.preferences import Need
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk

AHEAD = timedelta(hours=30)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.given_family("ana", patients=("amy",))
        desk.exchange.given_credits(100)
        desk.exchange.given_appointment("amy", starts_at=desk.exchange.now + AHEAD)
        desk.exchange.when_all_is_done(desk.exchange.when_created(need=Need.APPOINTMENT))
        yield desk


def link(desk: Desk) -> str:
    (letter,) = desk.exchange.senders[Channel.EMAIL].taken
    assert isinstance(letter, EmailLetter)
    found = re.search(r"Confirm this appointment: \S+?(/confirm/\S+)", letter.text)
    assert found is not None
    assert found[1] in letter.html
    return found[1]


def visit(desk: Desk) -> Appointment:
    return desk.exchange.records.appointments(MAPLE, ["visit-amy"])["visit-amy"]


def test_a_look_confirms_nothing(desk: Desk) -> None:
    browser = desk.browser()

    browser.open(link(desk))

    assert "Confirm this appointment?" in browser.page.text
    assert "Amy" not in browser.page.text
    assert visit(desk).status is AppointmentStatus.BOOKED


def test_the_button_confirms_that_visit_with_how_and_when(desk: Desk) -> None:
    browser = desk.browser()
    browser.open(link(desk))

    for _ in range(2):
        browser.post(browser.page.form("Confirm"), [])
        assert "It is confirmed." in browser.page.text
        browser.open(link(desk))

    held = visit(desk)
    assert held.status is AppointmentStatus.CONFIRMED
    assert (held.confirmed_by, held.confirmed_at) == ("email", desk.exchange.now)


def test_a_visit_that_has_moved_is_not_confirmed(desk: Desk) -> None:
    moved = replace(visit(desk), starts_at=visit(desk).starts_at + timedelta(hours=1))
    browser = desk.browser()
    browser.open(link(desk))
    form = browser.page.form("Confirm")
    desk.exchange.records.save_appointments([moved])

    browser.post(form, [])

    assert "This appointment has changed" in browser.page.text
    assert visit(desk).status is AppointmentStatus.BOOKED


@pytest.mark.parametrize("token", ["none", "abc.def"])
def test_a_link_of_somebody_elses_making_does_not_work(desk: Desk, token: str) -> None:
    browser = desk.browser()

    browser.open(f"/confirm/{token}")

    assert browser.status == 404
    assert "This link does not work" in browser.page.text
