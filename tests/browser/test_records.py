"""Patients, files, the schedule and preferences at the desk."""

import json
from datetime import time, timedelta
from pathlib import Path

import openpyxl
import pytest

from tests.browser.conftest import Clock, OpenDesk
from tests.browser.desk import Desk
from tests.browser.families import (
    ANA,
    ANA_AGAIN,
    MAX,
    MIRA,
    ask_to_confirm,
    books,
    campaign_of,
    made,
    make_messages,
    send,
    tomorrow,
    visit,
    write_message,
)
from tests.journeys.system import HEADER

pytestmark = [pytest.mark.journey, pytest.mark.browser]


@pytest.mark.shows("P7")
def test_a_file_with_bad_rows_is_taken_but_for_those_which_are_named(
    desk: Desk, tmp_path: Path
) -> None:
    bad = "p-bad,Bad,Row,en,bad,Bad Row,,bad at example.com,,,email,"
    file = tmp_path / "patients.csv"
    file.write_text("\n".join((HEADER, ANA, bad, MAX)))

    for imported in ("3 rows: 2 imported, 1 need", "3 rows: 0 imported, 2 unchanged, 1 need"):
        desk.open("/imports")
        desk.tick("Patients and their contacts")
        desk.page.get_by_label("File").set_input_files(file)
        desk.press("Import")
        desk.waits_for(imported)
        (row,) = desk.cells("Rows that need correcting")
        assert row[:2] == ["3", "email"]


@pytest.mark.shows("S22")
def test_confirm_takes_the_visible_ones_or_all_of_the_day(desk: Desk) -> None:
    desk.system.has(ANA, ANA_AGAIN, MAX)
    books(
        desk,
        visit("a1", "p-lena", at="09:00"),
        visit("a2", "p-ben", at="09:20", status="cancelled"),
        visit("a3", "p-cleo", at="10:00").replace("Dr Adams", "Dr Brown"),
    )
    desk.open(f"/schedule?date={tomorrow()}")
    desk.choose("Provider", "Dr Brown")
    desk.press("Show")
    ask_to_confirm(desk, which="Visible: the 1 listed here", opened=True)
    desk.sees("1 selected = 1 message + 0 skipped")
    desk.follow("Discard these messages")
    desk.press("Discard")

    ask_to_confirm(desk, which="All: the 3 of this day")

    desk.sees("3 selected = 2 messages + 1 skipped")
    desk.sees("9:00 AM")
    send(desk)
    desk.waits_until_sent(2)


@pytest.mark.shows("S21")
def test_a_default_reaches_who_has_not_chosen_from_the_next_message_on(desk: Desk) -> None:
    campaign = made(desk, MIRA)
    desk.sees("No message to send.")
    desk.open("/contact-preferences")
    desk.page.get_by_label("Billing").first.select_option(label="Email")
    desk.press("Save defaults")
    desk.sees("Defaults saved.")

    write_message(desk)
    make_messages(desk)

    desk.sees("1 selected = 1 message + 0 skipped")
    assert desk.system.outbox({"id": campaign}) == []
    (contact,) = desk.system.get("/api/v1/patients/p-dev")["contacts"]
    assert contact["preferences"]["preferred_method"] is None


MAX_BY_EMAIL = MAX.replace(",text,", ",email,")


def bounced(desk: Desk, *families: str) -> None:
    """An email to each of these, and none of them arrived."""
    campaign = made(desk, *families)
    send(desk)
    desk.waits_until_sent(len(families))
    for item in desk.system.outbox({"id": campaign}):
        desk.system.pretends(item, "hard_bounce")
    desk.open("/addresses-to-correct")
    for item in desk.system.outbox({"id": campaign}):
        desk.waits_for(item["to"])


@pytest.mark.shows("S15", "N8")
def test_three_that_bounced_are_corrected_and_exactly_these_go_again(desk: Desk) -> None:
    ana = ANA.replace(",es,", ",en,")
    bounced(desk, ana, MAX_BY_EMAIL, MIRA.replace(",,,,", ",,,email,"))
    desk.open("/messages-sent")
    desk.waits_for("Email address does not exist")
    desk.follow("Cleo Hart")
    desk.sees("Email address does not exist")
    desk.follow("Correct it in the record")
    desk.open("/addresses-to-correct")

    for old, new in (("max@", "max.hart@"), ("ana@", "ana.ortiz@")):
        card = desk.page.locator("section", has_text=f"{old}example.com").first
        card.get_by_role("textbox").fill(f"{new}example.com")
        with desk.page.expect_navigation():
            card.get_by_role("button", name="Correct").click()
        desk.look()
    desk.press("It is right, use it again")
    desk.press("Resend the 3 corrected")
    desk.waits_for("Nothing has been sent yet.")
    desk.sees("3 selected = 3 messages + 0 skipped")
    campaign = campaign_of(desk)
    send(desk)
    desk.waits_until_sent(3)

    assert sorted(item["to"] for item in desk.system.outbox({"id": campaign})) == [
        "ana.ortiz@example.com",
        "max.hart@example.com",
        "mira@example.com",
    ]


@pytest.mark.shows("N8")
def test_what_a_file_corrected_is_offered_again_as_well(desk: Desk) -> None:
    bounced(desk, MAX_BY_EMAIL)

    desk.system.has(MAX_BY_EMAIL.replace("max@", "max.hart@"))

    desk.open("/addresses-to-correct")
    desk.press("Resend the 1 corrected")
    desk.waits_for("Nothing has been sent yet.")
    desk.sees("max.hart@example.com")


@pytest.mark.shows("S19")
def test_what_was_sent_is_listed_by_method_and_printed_alone(desk: Desk) -> None:
    made(desk, ANA, MAX)
    send(desk)
    desk.waits_until_sent(2)

    desk.open("/messages-sent")
    desk.waits_for("Emails, ")
    sent = {row[0]: row[1] for row in desk.cells("By contact method")}
    desk.follow("Print")
    desk.page.emulate_media(media="print")

    assert not desk.page.get_by_role("navigation").first.is_visible()
    desk.sees("Elm Court Pediatrics")
    assert (sent["Email"], sent["Text message"], sent["Total"]) == ("1", "1", "2")


@pytest.mark.shows("S18")
def test_from_after_to_is_an_error_that_says_what_to_mend(desk: Desk) -> None:
    desk.open("/messages-sent")
    desk.type("From", "2026-11-20")
    desk.type("To", "2026-11-19")

    desk.press("Show")

    desk.sees("To must be on or after From")


@pytest.mark.shows("S18")
def test_a_message_late_on_the_last_day_is_in_and_not_in_the_day_after(
    clock: Clock, open_desk: OpenDesk
) -> None:
    clock(time(23, 50))
    desk = open_desk()
    made(desk, ANA)
    send(desk)
    desk.waits_until_sent(1)
    today, after = tomorrow() - timedelta(days=1), tomorrow()

    desk.open(f"/messages-sent?from={today}&to={today}")
    desk.waits_for("Lena Ortiz")

    desk.open(f"/messages-sent?from={after}&to={after}")
    desk.sees("Nothing was sent from")


@pytest.mark.shows("P7")
def test_workbooks_and_fhir_are_read_as_well(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (HEADER, ANA, MAX):
        book.worksheets[0].append(line.split(","))
    book.save(tmp_path / "patients.xlsx")
    name = {"use": "official", "family": "Lane", "given": ["Zoe"]}
    person = {"resourceType": "Patient", "id": "p-zoe", "name": [name]}
    (tmp_path / "patients.ndjson").write_text(json.dumps(person))

    for file, words in (("patients.xlsx", "2 rows: 2 imported"), ("patients.ndjson", "1 imported")):
        desk.open("/imports")
        desk.tick("Patients and their contacts")
        desk.page.get_by_label("File").set_input_files(tmp_path / file)
        desk.press("Import")
        desk.waits_for(words)

    desk.open("/patients/p-zoe")
    desk.sees("Zoe Lane")
