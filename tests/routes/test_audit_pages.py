"""Who did what, in words and names, of a day or of one person; for administrators alone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib.exchange.prefer import prefer
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.given_family("ana")
        yield desk


def test_acts_are_told_in_words_with_the_names_of_today(desk: Desk) -> None:
    browser = desk.browser()
    campaign = desk.exchange.when_created()
    desk.exchange.now += timedelta(minutes=1)
    browser.open("/patients/anas-child")

    browser.open("/audit")

    rows = browser.page.table("Acts").rows
    opened = "Opened everything sent about a patient"
    assert rows[0][1:] == ("R. Alvarez", opened, "Anas-Child Ortiz")
    assert {row[1:] for row in rows[1:]} == {
        ("riley", "Made messages", "Well visits due"),
        ("R. Alvarez", "Signed in", "–"),
    }
    assert browser.page.link("Well visits due") == f"/campaigns/{campaign.id}"


def test_a_day_and_a_person_can_be_chosen(desk: Desk) -> None:
    browser = desk.browser()
    desk.browser("jo")
    desk.exchange.now += timedelta(days=1)
    desk.browser("pat")
    browser = desk.browser()
    browser.open("/audit")

    browser.press("Show", person="J. Kim")
    assert [row[1] for row in browser.page.table("Acts").rows] == ["J. Kim"]
    browser.press("Show", person="P. Singh", day="2026-11-23")
    assert "Nothing was done then." in browser.page.text
    browser.press("Show", person="P. Singh", day="2026-11-24")
    assert len(browser.page.table("Acts").rows) == 1


def test_a_long_record_is_leafed_through(desk: Desk) -> None:
    for number in range(120):
        desk.exchange.audit.add(
            MAPLE, actor="R. Alvarez", act="sent", subject=f"k{number}", at=desk.exchange.now
        )
    browser = desk.browser()
    browser.open("/audit")

    browser.follow("Older")
    browser.follow("Older")

    assert len(browser.page.table("Acts").rows) == 21
    browser.follow("Newer")
    assert len(browser.page.table("Acts").rows) == 50


def test_what_is_there_no_more_has_no_link(desk: Desk) -> None:
    prefer(
        desk.exchange.parts,
        practice_id=MAPLE,
        contact_id="ana",
        by="R. Alvarez",
        at=desk.exchange.now,
        do_not_contact=True,
    )
    desk.exchange.records._contacts.clear()
    browser = desk.browser()

    browser.open("/audit")

    told = {row[2]: row[3] for row in browser.page.table("Acts").rows}
    assert told["Changed what a contact chose"] == "–"


def test_a_day_that_is_none_is_said(desk: Desk) -> None:
    browser = desk.browser()

    browser.open("/audit?day=yesterday")

    assert browser.page.problems == {"day": "Enter a day such as 2026-11-23"}
