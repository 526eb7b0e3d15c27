"""Patients, files, the schedule and preferences at the desk."""

from pathlib import Path

import pytest

from tests.browser.desk import Desk
from tests.browser.families import (
    ANA,
    ANA_AGAIN,
    MAX,
    MIRA,
    books,
    made,
    make_messages,
    send,
    tomorrow,
    visit,
    write_message,
)
from tests.journeys.system import HEADER

pytestmark = [pytest.mark.journey, pytest.mark.browser]


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


def test_confirm_takes_the_visible_ones_or_all_of_the_day(desk: Desk) -> None:
    desk.system.has(ANA, ANA_AGAIN, MAX)
    books(
        desk,
        visit("a1", "p-lena", at="09:00"),
        visit("a2", "p-ben", at="09:20", status="cancelled"),
        visit("a3", "p-cleo", at="10:00"),
    )
    desk.open(f"/schedule?date={tomorrow()}")
    desk.press("All: the 3 of this day")
    desk.type("Name", "Confirmations")
    desk.type("Subject of the email, in English", "Tomorrow")
    desk.type("Email text, in English", "{{ patient_first_name }}: {{ appointment_time }}")
    desk.type("Text message, in English", "{{ patient_first_name }}: {{ appointment_time }}")
    desk.press("Continue")
    desk.press("Create messages")
    desk.waits_for("Nothing has been sent yet.")

    desk.sees("3 selected = 2 messages + 1 skipped")
    desk.sees("9:00 AM")
    send(desk)
    desk.waits_until_sent(2)


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


def test_a_bounced_address_is_corrected_and_sent_to_again(desk: Desk) -> None:
    first = made(desk, MAX.replace(",text,", ",email,"))
    send(desk)
    desk.waits_until_sent(1)
    (item,) = desk.system.outbox({"id": first})
    desk.system.pretends(item, "hard_bounce")
    desk.open("/addresses-to-correct")
    desk.waits_for("max@example.com")

    desk.page.locator("main").get_by_role("textbox").first.fill("max.hart@example.com")
    desk.press("Correct")
    desk.press("Resend the 1 corrected")
    desk.waits_for("Nothing has been sent yet.")
    desk.sees("1 selected = 1 message + 0 skipped")
    send(desk)
    desk.waits_until_sent(1)

    everything = desk.system.all_of("/outbox.json", to="max.hart@example.com")
    assert len(everything) == 1


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


def test_from_after_to_is_an_error_that_says_what_to_mend(desk: Desk) -> None:
    desk.open("/messages-sent")
    desk.type("From", "2026-11-20")
    desk.type("To", "2026-11-19")

    desk.press("Show")

    desk.sees("To must be on or after From")
