"""Lines of a CSV file into cells under their columns, whatever separates them."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from chalicelib.domain.imports import LINES_PER_IMPORT, Rejected, UnreadableFile
from chalicelib.intake.lines import LINE_BYTES, lines
from chalicelib.intake.records import (
    Record,
    RecordFile,
    check_names,
    column_name,
    unknown_shown,
)

LINES_PER_RECORD = 10
"""A cell between quotation marks may go over several lines, but not over half of the file."""
DELIMITERS = ",;\t"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
SAVE_AS = "in a spreadsheet: Save as, “CSV UTF-8”"
UNCLOSED = "unexpected end of data"
"""How Python’s csv module says that a quotation mark was opened and not closed."""
NOT_TEXT = "\ufffd"
END = b"\n"
"""No line holds its own end."""


def read_csv(pieces: Iterable[bytes], *, known: Iterable[str]) -> RecordFile:
    """
    Read the header; records follow one by one, those with nothing in them left out.

    Rows are numbered as a spreadsheet does: 2 is the first under the header.

    :raises UnreadableFile: if there is no header of ours.
    """
    numbered = lines(pieces)
    first = next(numbered, b"")
    header = _header_text(first)
    delimiter = max(DELIMITERS, key=lambda each: len(set(known) & set(_names(header, each))))
    names = _names(header, delimiter)
    check_names(names, known=frozenset(known))
    unknown = [name for name in names if name and name not in set(known)]
    return RecordFile(
        columns=tuple(name for name in names if name in set(known)),
        unknown_columns=unknown_shown(unknown),
        records=_records(numbered, names, delimiter=delimiter, known=frozenset(known)),
    )


def _header_text(line: bytes | None) -> str:
    if not line:
        raise UnreadableFile("The file does not begin with a line of column names.")
    if line.startswith(b"PK\x03\x04"):
        raise UnreadableFile("This is a workbook, not a CSV file.", value_hint=SAVE_AS)
    if line.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in line:
        raise UnreadableFile("This file is not UTF-8 text.", value_hint=SAVE_AS)
    try:
        return line.removeprefix(BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError as error:
        raise UnreadableFile("This file is not UTF-8 text.", value_hint=SAVE_AS) from error


def _names(header: str, delimiter: str) -> list[str]:
    try:
        cells = _cells(header, delimiter)
    except csv.Error:
        return []
    return [column_name(cell) for cell in cells]


def _records(
    numbered: Iterator[bytes | None],
    names: Sequence[str],
    *,
    delimiter: str,
    known: frozenset[str],
) -> Iterator[Record]:
    for row, found in enumerate(_found(Feed(numbered), delimiter), start=2):
        if row > LINES_PER_IMPORT + 1:
            problem = f"The file has more than {LINES_PER_IMPORT:,} lines; those were read."
            raise UnreadableFile(problem, value_hint="the rest in a file of its own")
        if isinstance(found, str):
            yield Record(row, {}, (Rejected(row, "", found),))
        elif any(cell.strip() for cell in found):
            yield _record(row, found, names, known=known)


def _record(row: int, cells: list[str], names: Sequence[str], *, known: frozenset[str]) -> Record:
    if len(cells) < len(names) or any(cell.strip() for cell in cells[len(names) :]):
        problem = f"has {len(cells)} cells where the header has {len(names)}"
        hint = "a cell that contains the separator between quotation marks"
        return Record(row, {}, (Rejected(row, "", problem, hint),))

    held = {name: cell for name, cell in zip(names, cells, strict=False) if name in known}
    problems = tuple(
        Rejected(row, name, "has letters that are not UTF-8", SAVE_AS)
        for name, cell in held.items()
        if NOT_TEXT in cell
    )
    return Record(row, held, problems)


class Feed:
    """Lines to be taken one by one, some of which may be put back."""

    def __init__(self, numbered: Iterator[bytes | None]) -> None:
        self._lines = numbered
        self._back: deque[bytes | None] = deque()

    def __iter__(self) -> Iterator[bytes | None]:
        return self

    def __next__(self) -> bytes | None:
        return self._back.popleft() if self._back else next(self._lines)

    def put_back(self, taken: Sequence[bytes | None]) -> None:
        self._back.extendleft(reversed(taken))


def _found(feed: Feed, delimiter: str) -> Iterator[list[str] | str]:
    """The cells of each record, or what is wrong with it; an empty line has no cells."""
    for line in feed:
        if line is None:
            yield f"is longer than {LINE_BYTES:,} bytes"
        elif line.strip():
            yield _cells_from(feed, line.decode(errors="replace"), delimiter)
        else:
            yield []


def _cells_from(feed: Feed, text: str, delimiter: str) -> list[str] | str:
    """
    The cells of a record that begins with this line.

    A quotation mark that is never closed would swallow the good lines behind it. So after a few
    lines its own line is given up, and reading goes on with the next.
    """
    trouble = _trouble(text, delimiter)
    if trouble not in ("", UNCLOSED):
        return "has quotation marks inside of a cell between quotation marks"
    taken: list[bytes | None] = []
    whole = text
    while trouble and len(taken) < LINES_PER_RECORD - 1:
        line = next(feed, END)
        if line is END:
            break
        taken.append(line)
        if line is None:
            break
        whole += "\n" + line.decode(errors="replace")
        trouble = _trouble(whole, delimiter)
    if trouble:
        feed.put_back(taken)
        return "has a quotation mark that is not closed"
    return _cells(whole, delimiter)


def _trouble(text: str, delimiter: str) -> str:
    try:
        _cells(text, delimiter)
    except csv.Error as error:
        return str(error)
    return ""


def _cells(text: str, delimiter: str) -> list[str]:
    """:raises csv.Error: if the quotation marks make no sense."""
    reader = csv.reader([text], delimiter=delimiter, strict=True, skipinitialspace=True)
    return next(reader, [])
