"""A day of the schedule, and handing its rows over to be asked for their confirmation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.domain.audiences import AppointmentsOf
from chalicelib.domain.preferences import Need
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


def given_visits(desk: Desk) -> None:
    for name in ("ana", "ben", "cleo"):
        desk.exchange.given_family(name)
    visits = [
        Appointment(MAPLE, "v1", "anas-child", _at(14), "Dr Adams", "Main"),
        Appointment(MAPLE, "v2", "bens-child", _at(15), "Dr Brook", "Main"),
        Appointment(
            MAPLE, "v3", "cleos-child", _at(16), "Dr Adams", "Riverside",
            AppointmentStatus.CONFIRMED, confirmed_by="text", confirmed_at=_at(2, day=23),
        ),
        # 11:30 pm on Tuesday at the practice, and already Wednesday in Greenwich.
        Appointment(MAPLE, "v4", "anas-child", _at(4, day=25), "Dr Brook", "Main"),
    ]  # fmt: skip
    desk.exchange.records.save_appointments(visits)


def _at(hour: int, *, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, 30, tzinfo=UTC)


def test_a_day_without_appointments_says_so(desk: Desk) -> None:
    browser = desk.browser()

    browser.open("/schedule")

    assert browser.page.heading == "Schedule for Monday, Nov 23"
    assert "No appointments on Monday, Nov 23." in browser.page.text


def test_the_next_busy_day_is_shown_in_the_practices_own_zone(desk: Desk) -> None:
    given_visits(desk)
    browser = desk.browser("pat")

    browser.open("/schedule")

    assert browser.page.heading == "Schedule for Tuesday, Nov 24"
    rows = browser.page.table("4 appointments").rows
    assert [row[0] for row in rows] == ["9:30 am", "10:30 am", "11:30 am", "11:30 pm"]
    assert rows[0][1:] == ("Anas-Child Ortiz", "Dr Adams", "Main", "Not confirmed")
    assert rows[2][4] == "Confirmed by text, yesterday 9:30 pm"
    assert "Ask for confirmation" not in browser.page.text


def test_who_is_not_asked_is_said_with_the_reason(desk: Desk) -> None:
    given_visits(desk)
    desk.exchange.now = _at(15)
    browser = desk.browser()

    browser.open("/schedule?date=2026-11-24")

    said = "3 of the listed are not asked: 1 already confirmed, 2 over already."
    assert said in browser.page.text
    assert browser.page.table("4 appointments").rows[0][4] == "Not confirmed Over already"
    browser.open("/schedule?date=2026-11-24&location=Riverside")
    assert "1 of the listed is not asked: 1 already confirmed." in browser.page.text


def test_filters_leave_what_matches_and_can_leave_nothing(desk: Desk) -> None:
    given_visits(desk)
    browser = desk.browser()
    browser.open("/schedule")

    browser.press("Show", provider="Dr Adams")
    assert len(browser.page.table("2 appointments").rows) == 2
    browser.press("Show", provider="Dr Brook", location="Riverside")

    assert "The 4 appointments of this day do not match." in browser.page.text


def test_visible_hands_over_the_very_rows_that_were_listed(desk: Desk) -> None:
    given_visits(desk)
    browser = desk.browser()
    browser.open("/schedule?date=2026-11-24&provider=Dr+Adams")

    browser.press("Visible: the 2 listed here")

    asked = urlsplit(browser.path)
    assert asked.path == "/personalized-messages/new"
    assert parse_qs(asked.query) == {
        "need": ["appointment"],
        "date": ["2026-11-24"],
        "appointments": ["v1,v3"],
    }


def test_all_hands_over_the_whole_day_whatever_is_filtered(desk: Desk) -> None:
    given_visits(desk)
    browser = desk.browser()
    browser.open("/schedule?date=2026-11-24&provider=Dr+Adams")

    browser.press("All: the 4 of this day")

    assert parse_qs(urlsplit(browser.path).query) == {
        "need": ["appointment"],
        "date": ["2026-11-24"],
    }
    assert browser.page.heading == "Write the message"


def test_who_may_not_send_cannot_begin_it(desk: Desk) -> None:
    given_visits(desk)
    riley, pat = desk.browser(), desk.browser("pat")
    riley.open("/schedule")
    pat.open("/schedule")
    form = riley.page.form("All")
    token = next(value for name, value in pat.page.forms[0].filled() if name == "csrf_token")

    pat.post(form, [("csrf_token", token), ("which", "all"), ("date", "2026-11-24")])

    assert pat.status == 403
    assert pat.page.heading == "You cannot create and send messages"


def test_confirmations_that_wait_for_somebody_to_send_them_are_said(desk: Desk) -> None:
    given_visits(desk)
    campaign = desk.exchange.when_created(need=Need.APPOINTMENT, audience=AppointmentsOf(TUESDAY))
    browser = desk.browser()

    browser.open("/schedule")

    assert "Confirmations for Nov 24 are not sent yet." in browser.page.text
    assert browser.page.link("Open them") == f"/campaigns/{campaign.id}/preview"
    browser.open("/schedule?date=2026-11-25")
    assert "not sent yet" not in browser.page.text


def test_a_patient_who_is_no_longer_there_breaks_nothing(desk: Desk) -> None:
    visit = Appointment(MAPLE, "v9", "nobody", _at(14))
    desk.exchange.records.save_appointments([replace(visit, provider="")])
    browser = desk.browser()

    browser.open("/schedule?date=2026-11-24")

    assert browser.page.table("1 appointment").rows[0][1:3] == ("No longer in the records", "–")


@pytest.mark.parametrize("typed", ["tomorrow", "2026-02-30", "0001-01-01"])
def test_a_date_that_is_none_is_said(desk: Desk, typed: str) -> None:
    browser = desk.browser()

    browser.open(f"/schedule?date={typed}")

    assert browser.status == 422
    assert browser.page.problems == {"date": "Enter a date such as 2026-11-23"}
