"""Lines of a file as cells under their columns, whatever kind of file they stand in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chalicelib.domain.imports import Rejected, UnreadableFile

COLUMNS_PER_FILE = 200
UNKNOWN_SHOWN = 50
NAME_CHARACTERS = 64


@dataclass(frozen=True)
class Record:
    """One line under the header: its cells by column, or what is wrong with it as a whole."""

    row: int
    cells: dict[str, str]
    problems: tuple[Rejected, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each column stands in the file, if that has another name there."""


@dataclass(frozen=True)
class RecordFile:
    """A file that is being read."""

    columns: tuple[str, ...]
    unknown_columns: tuple[str, ...]
    records: Iterator[Record]


def column_name(heading: str) -> str:
    """“First Name” is `first_name`."""
    return "_".join(heading.split()).lower()


def check_names(names: Sequence[str], *, known: frozenset[str]) -> None:
    """:raises UnreadableFile: if this cannot be the first line of a file of ours."""
    if not known.intersection(names):
        raise UnreadableFile("The first line does not name any column that we know.")
    if len(names) > COLUMNS_PER_FILE:
        raise UnreadableFile(f"The file has more than {COLUMNS_PER_FILE} columns.")
    twice = sorted({name for name in names if name in known and names.count(name) > 1})
    if twice:
        raise UnreadableFile(f"The first line names a column twice: {', '.join(twice)}.")


def unknown_shown(names: Iterable[str]) -> tuple[str, ...]:
    """Names that may be anything, as they can be shown."""
    return tuple(_shown(name) for name in list(names)[:UNKNOWN_SHOWN])


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)[:NAME_CHARACTERS]
