"""The two files of a practice system as workbooks: the first sheet, row by row."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile
from zoneinfo import ZoneInfo

from chalicelib.domain.imports import (
    LINES_PER_IMPORT,
    ImportKind,
    Rejected,
    Sheet,
    UnreadableFile,
)
from chalicelib.intake.cells import BadCell
from chalicelib.intake.records import (
    COLUMNS_PER_FILE,
    Record,
    RecordFile,
    check_names,
    column_name,
    unknown_shown,
)
from chalicelib.intake.rows import check_needed, known_columns, sheet_of
from chalicelib.intake.xlsx_cells import Value, text_of_cell
from chalicelib.intake.xlsx_package import NOT_A_WORKBOOK, SAVE_ANEW, unpackable

# What the library raises on parts that are missing, broken or contradict each other.
BROKEN = (
    ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, ImportError,
    LookupError, OSError, ParseError, RecursionError, RuntimeError, TypeError, ValueError,
    zlib.error,
)  # fmt: skip
Book = Any
"""A workbook of openpyxl, which ships no types."""
Row = Sequence[Value]


def read_rows(pieces: Iterable[bytes], *, kind: ImportKind, zone: ZoneInfo, today: date) -> Sheet:
    """
    Read the first sheet that is shown; the names of others are told as left out.

    All of it is read before the first row is taken, so that a workbook that breaks off changes
    nothing. It lies in a file meanwhile, not in memory.

    :raises UnreadableFile: if it is no workbook, too large, or not one of ours.
    """
    with unpackable(pieces) as package:
        try:
            file = _read(package, kind)
        except UnreadableFile:
            raise
        except BROKEN as error:
            raise UnreadableFile(NOT_A_WORKBOOK, value_hint=SAVE_ANEW) from error
    return sheet_of(file, kind=kind, zone=zone, today=today)


def _read(package: IO[bytes], kind: ImportKind) -> RecordFile:
    known = frozenset(known_columns(kind))
    # Loaded here: most imports are CSV, and a worker starts cold.
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book: Book = load_workbook(package, read_only=True, data_only=True, keep_links=False)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not shown:
        raise UnreadableFile("There is no sheet in this workbook.", value_hint=SAVE_ANEW)
    first, *others = shown
    # What a sheet says of its own size may be anything.
    first.reset_dimensions()
    rows: Iterator[Row] = first.iter_rows(values_only=True, max_col=COLUMNS_PER_FILE + 1)
    names = [column_name(str(value or "")) for value in _without_end(next(rows, ()))]
    check_names(names, known=known)
    check_needed(names, kind=kind)
    unknown = [name for name in names if name and name not in known]
    left_out = [f"sheet {sheet.title}" for sheet in others]
    return RecordFile(
        columns=tuple(name for name in names if name in known),
        unknown_columns=unknown_shown([*unknown, *left_out]),
        records=_kept(rows, names, known=known, is_mac=book.epoch == CALENDAR_MAC_1904),
    )


def _kept(
    rows: Iterator[Row], names: Sequence[str], *, known: frozenset[str], is_mac: bool
) -> Iterator[Record]:
    """Read to the end now, into a file; read from there as they are asked for."""
    file = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed when it is read
    try:
        for row, values in _numbered(rows):
            if any(value not in (None, "") for value in values):
                cells, problems = _cells(row, values, names, known=known, is_mac=is_mac)
                file.write(json.dumps([row, cells, problems], ensure_ascii=True) + "\n")
    except BaseException:
        file.close()
        raise
    return _again(file)


def _numbered(rows: Iterator[Row]) -> Iterator[tuple[int, Row]]:
    """Rows under the header; a sheet may claim to have any number of them, all empty."""
    for row, values in enumerate(rows, start=2):
        if row > LINES_PER_IMPORT + 1:
            problem = f"The sheet has more than {LINES_PER_IMPORT:,} rows."
            raise UnreadableFile(problem, value_hint="several files")
        yield row, values


def _again(file: IO[str]) -> Iterator[Record]:
    with file:
        file.seek(0)
        for line in file:
            row, cells, problems = json.loads(line)
            yield Record(row, cells, tuple(Rejected(row, *problem) for problem in problems))


def _cells(
    row: int, values: Row, names: Sequence[str], *, known: frozenset[str], is_mac: bool
) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The cells under columns of ours, and what is wrong with them as cells of a workbook."""
    held: dict[str, str] = {}
    problems: list[tuple[str, str, str]] = []
    for name, value in zip(names, values, strict=False):
        if name not in known:
            continue
        try:
            held[name] = text_of_cell(value, column=name, counts_from_1904=is_mac)
        except BadCell as bad:
            held[name] = ""
            problems.append((name, bad.problem, bad.value_hint))
    return held, problems


def _without_end(values: Row) -> Row:
    """A header without the empty cells behind it, which many workbooks have by the thousand."""
    found = list(values)
    while found and found[-1] in (None, ""):
        found.pop()
    return found
