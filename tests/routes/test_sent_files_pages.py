"""Messages Sent as files: the same rows as CSV and as XLSX, at once or made in the background."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from chalicelib.exchange.export_report import export_of, make_export
from chalicelib.routes import sent_files
from chalicelib.web.sent_file import write_sent
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.given_credits(1240)
        for name in ("ana", "ben", "cleo"):
            desk.exchange.given_family(name, patients=(f"={name}",))
        desk.exchange.when_all_is_done(desk.exchange.when_created())
        yield desk


@pytest.fixture
def long_is_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that three messages are a long file; thousands would only take longer."""
    monkeypatch.setattr(sent_files, "ROWS_AT_ONCE", 2)


def workbook(desk: Desk):
    (key,) = [key for key in desk.exchange.files.kept if key.endswith("/file")]
    return load_workbook(BytesIO(desk.exchange.files.kept[key]))


def test_both_files_have_the_same_rows_and_the_totals_of_the_page(desk: Desk) -> None:
    browser = desk.browser()
    lines = list(csv.reader(StringIO(browser.fetch("/messages-sent.csv"))))
    totals = list(csv.reader(StringIO(browser.fetch("/messages-sent/totals.csv"))))

    browser.fetch("/messages-sent.xlsx")

    book = workbook(desk)
    shown = [["" if v is None else str(v) for v in row] for row in book["Messages"].values]
    assert shown == lines
    assert [[str(v) for v in row] for row in book["Totals"].values] == totals
    assert totals[-1] == ["total", "3", "0", "0", "0", "9"]
    assert sum(int(line[-2]) for line in lines[1:]) == 9
    assert {line[3][:2] for line in lines[1:]} == {"'="}


def test_a_workbook_is_fetched_from_where_files_are_kept(desk: Desk) -> None:
    browser = desk.browser()

    browser.fetch("/messages-sent.xlsx?method=text")

    assert browser.path.startswith("https://files.example/exports/maple/")
    assert len(list(workbook(desk)["Messages"].values)) == 2


@pytest.mark.usefixtures("long_is_two")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_file_is_made_while_staff_go_on(desk: Desk, kind: str) -> None:
    browser = desk.browser("pat")
    browser.open(f"/messages-sent.{kind}")
    assert "3 messages" in browser.page.text

    browser.press("Make the file")

    assert browser.page.heading == "Your file is being made"
    (note,) = desk.exchange.queues.taken("exports")
    export = export_of(desk.exchange.parts, MAPLE, str(note["export"]))
    make_export(desk.exchange.parts, export, write=write_sent)
    browser.follow("Look again")
    assert browser.page.heading == "Your file is ready"
    assert browser.page.link("Download the file").startswith("https://files.example/")
    assert [row.act for row in desk.exchange.audit.rows][-1] == "exported"


@pytest.mark.usefixtures("long_is_two")
def test_a_file_that_does_not_come_says_so(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/messages-sent.csv")
    browser.press("Make the file")
    desk.exchange.now += timedelta(minutes=16)

    browser = desk.browser()
    (note,) = desk.exchange.queues.taken("exports")
    browser.open(f"/messages-sent/files/{note['export']}")

    assert browser.page.heading == "Your file is late"


@pytest.mark.usefixtures("long_is_two")
def test_a_file_of_another_practice_is_not_there(desk: Desk) -> None:
    browser, stranger = desk.browser(), desk.browser(practice_id="oak")
    browser.open("/messages-sent.csv")
    browser.press("Make the file")
    (note,) = desk.exchange.queues.taken("exports")

    stranger.open(f"/messages-sent/files/{note['export']}")

    assert stranger.status == 404
