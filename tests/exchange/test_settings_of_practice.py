"""The practice’s own details: wrong ones are named, and patients never answer to nowhere."""

from dataclasses import replace

import pytest

from chalicelib.domain.caps import Caps
from chalicelib.domain.open_hours import OpenHours
from chalicelib.domain.quiet_hours import Hours
from chalicelib.exchange.settings_of_practice import (
    BadDetails,
    PracticeDetails,
    save_practice_details,
)
from tests.given import MAPLE, MONDAY, Exchange

DETAILS = PracticeDetails(
    name=" Maple Street Pediatrics ",
    phone="212 555 0100",
    postal_address="1 Maple Street",
    zone="America/New_York",
    reply_to_email="Office@Maple.example",
    reply_to_phone="(212) 555-0101",
    low_at=100,
    hours=Hours(9, 20),
    caps=Caps(1, 3),
    colloquial_names={"Dr Smith": "Doctor Smith"},
    open_hours=OpenHours(),
    message_days=730,
)


def test_details_are_kept_in_the_form_that_is_used(exchange: Exchange) -> None:
    practice = save_practice_details(
        exchange.parts, practice_id=MAPLE, details=DETAILS, by="riley", at=MONDAY
    )

    assert practice == exchange.records.practice(MAPLE)
    assert practice.name == "Maple Street Pediatrics"
    assert (practice.phone, practice.reply_to_phone) == ("+12125550100", "+12125550101")
    assert practice.reply_to_email == "office@maple.example"
    assert [row.act for row in exchange.audit.rows] == ["changed_settings"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "a\nb"),
        ("phone", "911"),
        ("reply_to_phone", ""),
        ("reply_to_phone", "555"),
        ("reply_to_email", "office"),
        ("postal_address", "x" * 301),
        ("zone", ""),
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("low_at", -1),
        ("colloquial_names", {"Dr Smith": ""}),
        ("colloquial_names", {"": "Doctor"}),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_kept(exchange, field, value) -> None:
    before = exchange.records.practice(MAPLE)

    with pytest.raises(BadDetails) as caught:
        save_practice_details(
            exchange.parts,
            practice_id=MAPLE,
            details=replace(DETAILS, **{field: value}),
            by="riley",
            at=MONDAY,
        )

    assert set(caught.value.problems) == {field}
    assert exchange.records.practice(MAPLE) == before


@pytest.mark.parametrize("hours", [Hours(7, 20), Hours(9, 22), Hours(9, 10), Hours(20, 9)])
def test_no_setting_is_wider_than_the_law_or_leaves_no_time(exchange, hours) -> None:
    with pytest.raises(BadDetails) as caught:
        save_practice_details(
            exchange.parts,
            practice_id=MAPLE,
            details=replace(DETAILS, hours=hours),
            by="riley",
            at=MONDAY,
        )

    assert set(caught.value.problems) == {"closes"}


def test_its_text_number_stays_whatever_is_typed(exchange: Exchange) -> None:
    held = exchange.records.practice(MAPLE)
    exchange.records.save_practice(replace(held, text_number="+12125550190"))

    save_practice_details(exchange.parts, practice_id=MAPLE, details=DETAILS, by="riley", at=MONDAY)

    assert exchange.records.practice_of_number("+12125550190") == MAPLE
