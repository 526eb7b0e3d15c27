"""Tables as a workbook, written row by row so that a long one takes no more memory."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from chalicelib.reports.csv_file import Cell, as_text

NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
SHEET_NAME_CHARACTERS = 31
"""More than that no spreadsheet takes."""


class Workbook:
    """Sheets in their order; each is written whole before the next."""

    def __init__(self) -> None:
        # Loaded here, because only few functions ever make a workbook.
        from openpyxl import Workbook as Book

        self._book = Book(write_only=True)

    def add(self, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """One sheet; its first row stays in sight."""
        sheet = self._book.create_sheet(name[:SHEET_NAME_CHARACTERS])
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, title) for title in header])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])

    def save(self, out: BinaryIO) -> None:
        """Write it all; nothing can be added after that."""
        self._book.save(out)


# openpyxl ships no types.
def _cell(sheet: Any, value: Cell) -> Any:
    """A number as a number; anything else as plain text, whatever it looks like."""
    if isinstance(value, int):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, NOT_IN_XML.sub("", str(as_text(value))))
    # openpyxl takes what begins with “=” for a formula, unless it is told that it is text.
    cell.data_type = "s"
    return cell
