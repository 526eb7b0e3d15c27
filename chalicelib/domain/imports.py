"""Files that come in, and what became of each of their lines."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LINES_PER_IMPORT = 200_000
BYTES_PER_IMPORT = 100_000_000
INLINE_BYTES = 4_000_000
"""Larger files come by upload link."""
REJECTED_SHOWN = 1_000
"""So many bad lines are listed one by one; all of them are counted."""


class ImportKind(StrEnum):
    """What a file holds."""

    PATIENTS = "patients"
    APPOINTMENTS = "appointments"


class ImportState(StrEnum):
    """How far an import has come."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Rejected:
    """One bad value: `row` 2 is the first line after the header."""

    row: int
    column: str
    problem: str
    value_hint: str = ""


@dataclass(frozen=True)
class Import:
    """One file; `rows` = imported + unchanged + those rejected."""

    practice_id: str
    id: str
    kind: ImportKind
    state: ImportState
    source_key: str
    started_by: str
    started_at: datetime
    rows: int = 0
    imported: int = 0
    unchanged: int = 0
    rejected_rows: int = 0
    rejected: tuple[Rejected, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    problem: str = ""
    """Why the whole file failed, if it did."""
    finished_at: datetime | None = None
