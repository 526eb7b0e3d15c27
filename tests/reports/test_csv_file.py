"""Files for spreadsheets: every cell comes back as it was, and none is run as a formula."""

import csv
from datetime import UTC, date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.domain.periods import Period
from chalicelib.reports.csv_file import as_text, csv_lines
from chalicelib.reports.messages_sent import messages_sent
from chalicelib.reports.sent_rows import ROW_HEADER, SUMMARY_HEADER, rows_csv, summary_csv

plain = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+12125550134", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "=cmd|' /C"]
)
def test_what_a_spreadsheet_would_run_is_marked_as_text(cell):
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Ana", "", "a=b", "(212) 555-0134", 12, -3])
def test_everything_else_stays_as_it_is(cell):
    assert as_text(cell) == cell


@given(st.lists(st.lists(plain, min_size=2, max_size=2), max_size=5))
def test_what_is_written_can_be_read_back(rows):
    text = "".join(csv_lines(["a", "b"], rows))

    read = list(csv.reader(StringIO(text, newline="")))
    assert read == [["a", "b"], *[[as_text(cell) for cell in row] for row in rows]]


def test_a_report_lists_its_messages_in_the_practices_time():
    row = Message(
        "demo",
        "c",
        0,
        1,
        MessageStatus.SENT,
        patient_id="lena",
        method=ContactMethod.TEXT,
        to="+12125550134",
        values={"patient": "=Lena"},
        billed=True,
        rank=6,
        at={"sent": datetime(2026, 11, 23, 14, 41, tzinfo=UTC), "failed": datetime.now(UTC)},
        reasons={"failed": "unreachable"},
    )

    text = "".join(rows_csv([row], zone=ZoneInfo("America/New_York")))
    header, line = csv.reader(StringIO(text, newline=""))

    assert tuple(header) == ROW_HEADER
    assert line == [
        "text",
        "2026-11-23T09:41:00-05:00",
        "lena",
        "'=Lena",
        "(212) 555-0134",
        "failed",
        "unreachable",
        "3",
        "c-0000-00001",
    ]


def test_the_summary_ends_with_its_total():
    report = messages_sent([], period=Period(date(2026, 11, 1), date(2026, 11, 30)), method=None)

    lines = list(csv.reader("".join(summary_csv(report)).splitlines()))

    assert tuple(lines[0]) == SUMMARY_HEADER
    assert [line[0] for line in lines[1:]] == [*ContactMethod, "total"]
