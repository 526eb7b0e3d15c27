"""The practice’s details as an administrator keeps them, and keys that are shown once."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time

import pytest

from chalicelib.domain.caps import Caps
from chalicelib.domain.open_hours import Day
from chalicelib.domain.quiet_hours import Hours
from chalicelib.exchange.api_keys import find_key
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk

GOOD = {
    "name": "Maple Street Pediatrics",
    "phone": "212 555 0101",
    "postal_address": "12 Maple Street\nNew York, NY 10025",
    "zone": "America/Chicago",
    "reply_to_email": "Desk@Maple.example",
    "reply_to_phone": "(212) 555-0102",
    "low_at": "1,250",
    "opens": "8",
    "closes": "18",
    "per_day": "2",
    "per_week": "0",
    "message_days": "365",
    "spoken_names": "Dr Adams = Doctor Adams\n\nNP Castillo = Nurse Castillo",
}
WEEK = {
    **{f"opens_{day}": "08:00" for day in range(5)},
    **{f"closes_{day}": "17:00" for day in range(5)},
    **{f"{end}_{day}": "" for day in (5, 6) for end in ("opens", "closes")},
}
GOOD |= WEEK | {"opens_5": "09:30", "closes_5": "12:00"}


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


def test_details_are_read_and_kept_as_they_are_used(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/settings")

    browser.press("Save settings", **GOOD)

    assert "Settings saved." in browser.page.text
    kept = desk.exchange.records.practice(MAPLE)
    assert kept.phone == "+12125550101"
    assert kept.zone == "America/Chicago"
    assert kept.reply_to_email == "desk@maple.example"
    assert kept.reply_to_phone == "+12125550102"
    assert kept.low_at == 1250
    assert kept.hours == Hours(8, 18)
    assert kept.caps == Caps(2, 0)
    assert kept.open_hours.days[4:] == (Day(), Day(time(9, 30), time(12)), None)
    assert kept.message_days == 365
    assert kept.colloquial_names == {"Dr Adams": "Doctor Adams", "NP Castillo": "Nurse Castillo"}
    assert browser.page.form("Save settings").values["reply_to_phone"] == ("(212) 555-0102",)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("reply_to_phone", ""),
        ("reply_to_phone", "12"),
        ("reply_to_email", ""),
        ("reply_to_email", "desk at maple"),
        ("phone", ""),
        ("name", " "),
        ("low_at", "many"),
        ("opens", "noon"),
        ("closes", "22"),
        ("closes", "8"),
        ("per_day", "many"),
        ("per_week", "101"),
        ("opens_0", "early"),
        ("closes_0", ""),
        ("closes_0", "08:00"),
        ("message_days", "long"),
        ("message_days", "29"),
        ("message_days", "3651"),
        ("spoken_names", "Dr Adams"),
        ("spoken_names", "Dr Adams ="),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_comes_back(
    desk: Desk, field: str, typed: str
) -> None:
    before = desk.exchange.records.practice(MAPLE)
    browser = desk.browser()
    browser.open("/settings")

    browser.press("Save settings", **(GOOD | {field: typed}))

    assert browser.status == 422
    assert list(browser.page.problems) == [field]
    assert browser.page.form("Save settings").values["postal_address"] == (GOOD["postal_address"],)
    assert desk.exchange.records.practice(MAPLE) == before


def test_nobody_sets_the_price_of_a_reply_by_a_form(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/settings")
    assert "Each text from a patient: 3 credits, by your plan." in browser.page.text

    form = browser.page.form("Save settings")
    browser.post(form, [*form.filled("Save settings", **GOOD), ("credits_per_reply", "0")])

    assert desk.exchange.records.practice(MAPLE).credits_per_reply == 3


def test_nobody_gives_themselves_a_text_number_by_a_form(desk: Desk) -> None:
    held = desk.exchange.records.practice(MAPLE)
    desk.exchange.records.save_practice(replace(held, text_number="+12125550190"))
    browser = desk.browser()
    browser.open("/settings")
    assert "Patients text you at (212) 555-0190." in browser.page.text

    form = browser.page.form("Save settings")
    browser.post(form, [*form.filled("Save settings", **GOOD), ("text_number", "+12125550177")])

    assert desk.exchange.records.practice(MAPLE).text_number == "+12125550190"


def test_a_practice_that_chose_nothing_is_shown_what_was_installed(desk: Desk) -> None:
    browser = desk.browser()

    browser.open("/settings")

    assert desk.exchange.records.practice(MAPLE).message_days is None
    assert browser.page.form("Save settings").values["message_days"] == ("730",)


def test_others_may_read_them_only(desk: Desk) -> None:
    browser = desk.browser("jo")

    browser.open("/settings")

    assert "America/New_York" not in browser.page.text
    assert "Eastern (New York)" in browser.page.text
    assert "Save settings" not in browser.page.buttons
    assert "Make a key" not in browser.page.buttons


def test_a_key_is_shown_once_works_and_is_listed_by_name(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/settings")

    browser.press("Make a key", key_name="Chart", key_rights=("view", "create"))

    assert browser.page.heading == "Copy this key now"
    (text,) = re.findall(r"pmx_maple_[0-9a-f]+", browser.text)
    key = find_key(desk.exchange.parts, text)
    assert key is not None
    assert key.rights == {"view", "create"}
    browser.open("/settings")
    assert text not in browser.text
    assert browser.page.table("Keys of your practice systems").rows == (
        ("Chart", "Look at pages and create and send messages"),
    )
    assert all(text not in str(row) for row in desk.exchange.audit.rows)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"key_name": "", "key_rights": ("view",)}, "key_name"),
        ({"key_name": "Chart", "key_rights": ()}, "key_rights"),
        ({"key_name": "Chart", "key_rights": ("everything",)}, "key_rights"),
    ],
)
def test_a_key_needs_a_name_and_something_that_it_may_do(
    desk: Desk, typed: dict[str, str | tuple[str, ...]], field: str
) -> None:
    browser = desk.browser()
    browser.open("/settings")

    browser.press("Make a key", **typed)

    assert browser.status == 422
    assert list(browser.page.problems) == [field]
    assert desk.exchange.records.api_keys(MAPLE) == ()


def test_help_is_a_map_of_the_five_tabs(desk: Desk) -> None:
    browser = desk.browser("pat")

    browser.open("/help")

    assert browser.status == 200
    assert "How a message is sent" in browser.page.text
