"""Tables as files that a spreadsheet opens, without its taking a name for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What spreadsheets take for the beginning of a formula (OWASP, CSV injection)."""

Cell = str | int


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a CSV file, one at a time, each with its line end."""
    held = StringIO()
    writer = csv.writer(held)
    for row in _all(header, rows):
        writer.writerow([as_text(cell) for cell in row])
        yield held.getvalue()
        held.seek(0)
        held.truncate()


def as_text(cell: Cell) -> Cell:
    """A cell that no spreadsheet will run: an apostrophe marks it as plain text."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(STARTS_A_FORMULA):
        return f"'{cell}"
    return cell


def _all(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield header
    yield from rows
