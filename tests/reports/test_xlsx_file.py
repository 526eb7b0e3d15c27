"""A workbook that any spreadsheet opens, and that runs nothing."""

import tracemalloc
from io import BytesIO
from tempfile import TemporaryFile

import pytest
from openpyxl import load_workbook

from chalicelib.reports.xlsx_file import Workbook

ROWS = 4_000


def read(book: Workbook):
    held = BytesIO()
    book.save(held)
    return load_workbook(held)


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_nothing_is_taken_for_a_formula(typed: str) -> None:
    book = Workbook()
    book.add("Messages", ("patient",), [(typed,)])

    cell = read(book)["Messages"]["A2"]

    assert cell.data_type != "f"
    assert cell.value == f"'{typed}"


def test_numbers_stay_numbers_and_letters_that_xml_has_not_are_left_out() -> None:
    book = Workbook()
    book.add("Messages", ("patient", "credits"), [("Le\x00na\x1f O’Brien", 3)])
    book.add("Totals", ("sent",), [(1,)])

    found = read(book)

    assert found.sheetnames == ["Messages", "Totals"]
    assert [cell.value for cell in found["Messages"][2]] == ["Lena O’Brien", 3]


def test_ten_times_the_rows_take_no_more_memory() -> None:
    def peak(rows: int) -> int:
        tracemalloc.start()
        book = Workbook()
        book.add("Messages", ("a", "b"), ((f"row {number}", number) for number in range(rows)))
        with TemporaryFile() as out:
            book.save(out)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(10 * ROWS) < peak(ROWS) + 1_000_000
