"""Bringing a file in from the page, and reading what became of its rows."""

from collections.abc import Iterator

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.imports import INLINE_BYTES
from chalicelib.exchange.import_records import run_import
from chalicelib.intake.any_rows import read_rows
from tests.intake.workbooks import workbook
from tests.page import Page
from tests.routes.browser import Browser
from tests.routes.desk import ADDRESS, Desk, open_desk

BOUNDARY = "----pmx"
GOOD = b"patient_id,first_name,last_name\np1,Lena,Ortiz\n"
BAD = (
    b"patient_id,first_name,last_name,date_of_birth,shoe_size\n"
    b"p1,Lena,Ortiz,soon,12\n"
    b"p2,Ben,Ortiz,,9\n"
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


def when_uploaded(
    desk: Desk, browser: Browser, content: bytes, *, what: str = "patients"
) -> HTTPResponse:
    """What a browser posts for a form with a file; it follows where it is sent."""
    browser.open("/imports")
    form = browser.page.form("Import")
    fields = {"csrf_token": form.values["csrf_token"][0], "what": what}
    body = b""
    for name, value in fields.items():
        head = f'Content-Disposition: form-data; name="{name}"'
        body += f"--{BOUNDARY}\r\n{head}\r\n\r\n{value}\r\n".encode()
    head = 'Content-Disposition: form-data; name="file"; filename="patients.csv"'
    body += f"--{BOUNDARY}\r\n{head}\r\nContent-Type: text/csv\r\n\r\n".encode()
    body += content + f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = {
        "content-type": f"multipart/form-data; boundary={BOUNDARY}",
        "cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items()),
        "origin": ADDRESS,
    }
    answer = desk.client.http.post(form.action, headers=headers, body=body)
    if answer.status_code == 303:
        browser.open(answer.headers["Location"])
    else:
        browser.page = Page(answer.body.decode())
        browser.page.check_manners()
    return answer


def when_read(desk: Desk) -> None:
    for note in desk.exchange.queues.taken("imports"):
        run_import(
            desk.exchange.parts,
            practice_id=str(note["practice"]),
            import_id=str(note["import"]),
            read=read_rows,
        )


def test_a_workbook_is_taken_in_like_any_file(desk: Desk) -> None:
    browser = desk.browser()
    header = ("patient_id", "first_name", "last_name", "zip")
    body = workbook(header, ("p1", "Lena", "Ortiz", None), ("p2", "Ben", "", "x"), others=("Old",))

    when_uploaded(desk, browser, body)
    when_read(desk)
    browser.follow("Refresh")

    assert "2 rows: 1 imported, 1 needs correcting" in browser.page.text
    assert "left out: sheet Old" in browser.page.text


def test_a_file_is_taken_in_and_its_result_can_be_waited_for(desk: Desk) -> None:
    browser = desk.browser()

    when_uploaded(desk, browser, GOOD)

    assert browser.page.heading == "Import of patients"
    assert "The file is being read." in browser.page.text
    when_read(desk)
    browser.follow("Refresh")
    assert "1 row: 1 imported" in browser.page.text
    browser.open("/patients")
    assert browser.page.table("Patients").rows[0][0] == "Lena Ortiz"
    browser.open("/imports")
    assert browser.page.table("Earlier imports").rows[0][:3] == ("Patients", "Done", "1")


def test_bad_rows_are_named_by_row_and_column_and_can_be_downloaded(desk: Desk) -> None:
    browser = desk.browser()
    when_uploaded(desk, browser, BAD)
    when_read(desk)

    browser.follow("Refresh")

    assert "2 rows: 1 imported, 1 needs correcting" in browser.page.text
    assert "shoe_size" in browser.page.text
    assert browser.page.table("Rows that need correcting").rows[0][:2] == ("2", "date_of_birth")
    lines = browser.fetch(browser.page.link("Download the 1 row")).split("\r\n")
    assert lines[0] == "row,column,what_is_wrong,what_to_type"
    assert lines[1].startswith("2,date_of_birth,")


def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    browser = desk.browser()
    for _ in range(2):
        when_uploaded(desk, browser, GOOD)
        when_read(desk)

    browser.follow("Refresh")

    assert "1 row: 0 imported, 1 unchanged" in browser.page.text


@pytest.mark.parametrize(
    ("content", "what", "problems"),
    [
        (b"", "patients", {"file": "Choose a file that has something in it"}),
        (b" \r\n ", "patients", {"file": "The file is empty"}),
        (b"x" * (INLINE_BYTES + 1), "patients", {"file": "The file is larger than 4 MB."}),
        (GOOD, "recipes", {"what": "Choose what is in the file"}),
    ],
)
def test_what_is_no_file_of_ours_is_refused(
    desk: Desk, content: bytes, what: str, problems: dict[str, str]
) -> None:
    browser = desk.browser()

    answer = when_uploaded(desk, browser, content, what=what)

    assert answer.status_code == 422
    assert set(browser.page.problems) == set(problems)
    for field, problem in problems.items():
        assert browser.page.problems[field].startswith(problem)
    assert desk.exchange.queues.taken("imports") == []


def test_a_file_that_cannot_be_read_says_why(desk: Desk) -> None:
    browser = desk.browser()
    when_uploaded(desk, browser, b"name\nLena\n")
    when_read(desk)

    browser.follow("Refresh")

    assert "We could not read this file" in browser.page.text
    assert "Nothing was imported." in browser.page.text


def test_imports_are_for_those_who_may_and_for_their_own_practice(desk: Desk) -> None:
    browser, pat, stranger = desk.browser(), desk.browser("pat"), desk.browser(practice_id="oak")
    when_uploaded(desk, browser, GOOD)

    pat.open("/imports")
    stranger.open(browser.path)

    assert (pat.status, stranger.status) == (403, 404)
