"""Files that come in, and what became of each of their lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
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
class BadRow:
    """A line of which nothing is taken, and everything that is wrong with it."""

    row: int
    problems: tuple[Rejected, ...]


@dataclass(frozen=True)
class PatientRow:
    """
    One patient, and one contact of theirs if the line names one.

    Values are normalized text by column; a cell that was empty is not there.
    """

    row: int
    patient_id: str
    patient: Mapping[str, str]
    contact_id: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)
    link: Mapping[str, str] = field(default_factory=dict)
    after: str = ""
    """The contact whom this one follows in the file, among those of the same patient."""


@dataclass(frozen=True)
class AppointmentRow:
    """One appointment, with its values as in PatientRow."""

    row: int
    appointment_id: str
    values: Mapping[str, str]


Row = PatientRow | AppointmentRow


@dataclass(frozen=True)
class Sheet:
    """A file that is being read: columns that mean nothing to us, and rows as they come."""

    unknown_columns: tuple[str, ...]
    rows: Iterator[Row | BadRow]


class UnreadableFile(ValueError):
    """Nothing (more) can be read from this file; `problem` says why, `value_hint` what to do."""

    def __init__(self, problem: str, *, value_hint: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.value_hint = value_hint


class Outcome(StrEnum):
    """What became of one good line."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"


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

    def with_row(self, outcome: Outcome | BadRow) -> "Import":
        """One more row, and what became of it."""
        if isinstance(outcome, BadRow):
            room = REJECTED_SHOWN - len(self.rejected)
            return replace(
                self,
                rows=self.rows + 1,
                rejected_rows=self.rejected_rows + 1,
                rejected=self.rejected + outcome.problems[: max(0, room)],
            )
        if outcome is Outcome.IMPORTED:
            return replace(self, rows=self.rows + 1, imported=self.imported + 1)
        return replace(self, rows=self.rows + 1, unchanged=self.unchanged + 1)
