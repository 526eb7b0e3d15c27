"""Where it is kept which files came in, and what became of their lines."""

from dataclasses import dataclass

from chalicelib.domain.imports import Import, ImportKind, ImportState, Rejected
from chalicelib.storage.dynamo import ABSENT, PRESENT, Item
from chalicelib.storage.moments import (
    moment,
    moment_text,
    optional_moment,
    optional_moment_text,
)
from chalicelib.storage.table import Key, Table


@dataclass(frozen=True)
class Imports:
    """Imports; see the port for what each method promises."""

    table: Table

    def add_import(self, load: Import) -> None:
        self.table.put(_row(load), condition=ABSENT)

    def get_import(self, practice_id: str, import_id: str) -> Import | None:
        row = self.table.get(_key(practice_id, import_id))
        return None if row is None else _read(row)

    def save_import(self, load: Import) -> None:
        self.table.put(_row(load), condition=PRESENT)


def _key(practice_id: str, import_id: str) -> Key:
    return f"P#{practice_id}#IMPORT#{import_id}", "META"


def _row(load: Import) -> Item:
    partition, sort = _key(load.practice_id, load.id)
    return {
        "pk": partition,
        "sk": sort,
        "practice_id": load.practice_id,
        "id": load.id,
        "kind": load.kind,
        "state": load.state,
        "source_key": load.source_key,
        "started_by": load.started_by,
        "started_at": moment_text(load.started_at),
        "rows": load.rows,
        "imported": load.imported,
        "unchanged": load.unchanged,
        "rejected_rows": load.rejected_rows,
        # A list of lists: a thousand of them, with names, would not fit a row of 400 KB.
        "rejected": [
            (each.row, each.column, each.problem, each.value_hint) for each in load.rejected
        ],
        "unknown_columns": load.unknown_columns,
        "problem": load.problem,
        "finished_at": optional_moment_text(load.finished_at),
    }


def _read(row: Item) -> Import:
    return Import(
        practice_id=row["practice_id"],
        id=row["id"],
        kind=ImportKind(row["kind"]),
        state=ImportState(row["state"]),
        source_key=row["source_key"],
        started_by=row["started_by"],
        started_at=moment(row["started_at"]),
        rows=row["rows"],
        imported=row["imported"],
        unchanged=row["unchanged"],
        rejected_rows=row["rejected_rows"],
        rejected=tuple(
            Rejected(row=number, column=column, problem=problem, value_hint=hint)
            for number, column, problem, hint in row["rejected"]
        ),
        unknown_columns=tuple(row["unknown_columns"]),
        problem=row["problem"],
        finished_at=optional_moment(row["finished_at"]),
    )
