"""What was sent, as it is read, printed, and taken along."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest

from tests.browser.conftest import OpenDesk
from tests.browser.desk import Desk
from tests.browser.families import ANA, FOUR_FAMILIES, JO, MAX, made, make_messages, send

pytestmark = [pytest.mark.journey, pytest.mark.browser]


@pytest.mark.shows("S14")
def test_a_receipt_turns_exactly_that_message_delivered(open_desk: OpenDesk) -> None:
    desk = open_desk(credits=1_000)
    made(desk, ANA, JO)
    send(desk)
    desk.waits_until_sent(2)
    (call,) = desk.system.all_of("/outbox.json", to="+12125550137", channel="phone")[:1]
    desk.system.pretends(call, "answered")

    desk.open("/messages-sent")
    desk.waits_for("Answered")

    desk.follow("Ida Bell")
    desk.sees("What happened")
    desk.sees("5 credits spent")


@pytest.mark.shows("S8")
def test_the_five_plans_are_as_they_were_promised(desk: Desk) -> None:
    desk.open("/usage-statistics/buy")

    for plan in (
        "1,500 credits – $60",
        "4,000 credits + 100 free – $160",
        "8,000 credits + 400 free – $320",
        "16,000 credits + 1,600 free – $640",
        "32,000 credits + 4,800 free – $1,280",
    ):
        desk.sees(plan)


@pytest.mark.shows("S12")
def test_a_template_gives_its_words_and_keeps_its_versions(desk: Desk) -> None:
    desk.system.has(ANA)
    desk.open("/templates/new")
    desk.type("Name", "Well visit")
    desk.tick("Recalls")
    desk.type("Subject of the email, in English", "Time for a visit")
    desk.type("Email text, in English", "The first version.")
    desk.press("Save")
    desk.open("/personalized-messages/new")
    desk.page.get_by_label("Start from").select_option(label="Well visit")
    desk.press("Fill in these words")
    desk.tick("Recalls")
    desk.type("Name", "Well visits")
    desk.press("Continue")

    make_messages(desk)

    desk.sees("The first version.")


@pytest.mark.shows("S20")
def test_csv_and_xlsx_have_the_rows_of_the_page(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk(credits=1_000)
    sly = ANA.replace("p-lena,Lena,Ortiz", "p-sly,=1+1,Ortiz").replace(",ana,", ",sly,")
    made(desk, *FOUR_FAMILIES, sly)
    send(desk)
    desk.waits_until_sent(5)
    desk.open("/messages-sent")
    desk.waits_for("Emails, ")

    with desk.page.expect_download() as loading:
        desk.page.get_by_role("link", name="Download CSV").click()
    lines = list(csv.reader(io.StringIO(Path(loading.value.path()).read_text("utf-8-sig"))))
    with desk.page.expect_download() as loading:
        desk.page.get_by_role("link", name="Download XLSX").click()
    loading.value.save_as(tmp_path / "sent.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "sent.xlsx").worksheets[0]

    names = {"Lena Ortiz", "Ben Ortiz", "Cleo Hart", "Ida Bell"}
    assert names <= {cell for line in lines for cell in line}
    assert names <= {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert not [cell for line in lines for cell in line if cell.startswith("=")]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.shows("S20")
def test_the_print_is_the_report_alone(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk(credits=1_000)
    made(desk, ANA, MAX)
    send(desk)
    desk.waits_until_sent(2)
    desk.open("/messages-sent")
    desk.waits_for("Emails, ")

    desk.follow("Print")
    desk.page.emulate_media(media="print")

    assert not desk.page.get_by_role("navigation").first.is_visible()
    desk.sees("Elm Court Pediatrics")
    desk.sees(re.compile(r"Printed .* by R\. Alvarez"))
    assert desk.page.pdf().startswith(b"%PDF")
