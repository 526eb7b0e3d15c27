"""The demo practice at first sight: every tab is alive, and staff can begin at once."""

from datetime import UTC, datetime, timedelta

import pytest

from infra.local.daytime import daytime
from infra.local.demo.practices import MAPLE
from tests.infra.running import RunningLaptop
from tests.journeys.staff import browser_at
from tests.journeys.system import System
from tests.journeys.waiting import seen_when
from tests.routes.browser import Browser

pytestmark = pytest.mark.journey
PAST = ("Check-ups due this fall", "Reminders for tomorrow")


@pytest.fixture(scope="module")
def demo(laptop: RunningLaptop) -> System:
    return System(laptop.url, key=laptop.api_key, practice_id=MAPLE.id)


@pytest.fixture(scope="module")
def riley(laptop: RunningLaptop) -> Browser:
    return browser_at(laptop.url, email="riley@demo.example")


def tomorrow(demo: System) -> str:
    now = daytime(datetime.now(UTC))
    demo.do("POST", "/outbox/clock", {"now": now.isoformat()})
    return f"{now.astimezone(MAPLE.time_zone) + timedelta(days=1):%Y-%m-%d}"


def test_it_began_with_a_purchase_three_campaigns_and_1240_credits(demo: System) -> None:
    began = demo.ledger()[::-1][:8]

    assert sum(entry["available"] for entry in began) == 1_240
    assert sum(entry["reserved"] for entry in began) == 0
    kinds = [entry["kind"] for entry in began]
    assert (kinds.count("purchase"), kinds.count("reserve"), kinds.count("spent")) == (1, 3, 3)
    opening = next(entry for entry in began if entry["kind"] == "adjustment")
    assert (opening["actor"], opening["available"] > 0) == ("opening balance", True)


@pytest.mark.shows("N11")
def test_every_tab_is_alive(demo: System, riley: Browser) -> None:
    tabs = ("Personalized Messages", "Email Broadcast", "Usage Statistics", "Messages Sent")

    for tab in tabs:
        riley.follow(tab)
        assert riley.status == 200
        assert f"{demo.balance()['available']:,}" in riley.page.text, tab
    riley.follow("Personalized Messages")
    assert [name for name in PAST if name not in riley.page.text] == []
    riley.follow("Email Broadcast")
    assert "Flu clinic on Saturday" in riley.page.text
    riley.follow("Contact Preferences")
    assert riley.status == 200


def test_tomorrow_has_37_appointments(demo: System, riley: Browser) -> None:
    riley.open(f"/schedule?date={tomorrow(demo)}")

    assert len(riley.page.table("37 appointments").rows) == 37


@pytest.mark.shows("N11")
def test_staff_remind_of_tomorrow_from_the_schedule_to_the_outbox(
    demo: System, riley: Browser
) -> None:
    riley.open(f"/schedule?date={tomorrow(demo)}&provider=Dr+Adams")
    riley.press("Visible")
    template = next(
        each["id"]
        for each in demo.get("/api/v1/templates")["items"]
        if each["name"] == "Appointment reminder"
    )
    riley.press("Fill in these words", start=f"template:{template}")
    riley.press("Continue", name="Visits with Dr Adams")
    riley.press("Create messages")

    campaign = demo.when_made(campaign_of(riley))
    riley.open(f"/campaigns/{campaign['id']}/preview")
    left_out = sum(each["count"] for each in campaign["skipped"])
    assert (
        f"{campaign['selected']} selected = {campaign['created']} messages + {left_out} skipped"
        in riley.page.text
    )
    riley.follow("Continue")
    riley.press(f"Send {campaign['created']} messages for {campaign['credits']} credits")
    done = demo.when_finished(campaign)

    assert (done["state"], len(demo.outbox(campaign))) == ("done", campaign["created"])
    shown = seen_when(
        lambda: riley.open(f"/campaigns/{campaign['id']}").text,
        has_come=lambda text: f"{campaign['created']} sent" in text,
    )
    assert "Confirmed by R. Alvarez" in shown


def campaign_of(browser: Browser) -> str:
    """The campaign that the page is about, from its address."""
    return browser.path.split("/campaigns/")[1].partition("/")[0].partition("?")[0]


def test_who_may_only_look_cannot_create(laptop: RunningLaptop) -> None:
    pat = browser_at(laptop.url, email="pat@demo.example")

    pat.open("/personalized-messages/new")

    assert pat.status == 403


def test_another_practice_sees_nothing_of_it(laptop: RunningLaptop, demo: System) -> None:
    sam = browser_at(laptop.url, email="sam@oak.example")

    sam.open("/personalized-messages")
    assert not any(name in sam.page.text for name in PAST)
    sam.open("/patients/p001")
    assert (demo.get("/api/v1/patients/p001")["id"], sam.status) == ("p001", 404)
