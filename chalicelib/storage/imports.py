"""Where it is kept which files came in, and what became of their lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.imports import Import, ImportKind, ImportState, Rejected
from chalicelib.exchange.ports.slices import Slice
from chalicelib.storage.dynamo import ABSENT, PRESENT, Action, If, Item, Plain, transact
from chalicelib.storage.moments import (
    moment,
    moment_text,
    optional_moment,
    optional_moment_text,
)
from chalicelib.storage.table import Key, Query, Table


@dataclass(frozen=True)
class Imports:
    """
    Imports; see the port for what each method promises.

    The bad lines are a row of their own, so that the list of imports stays light.
    """

    table: Table

    def add_import(self, load: Import) -> None:
        transact(self.table.client, self._actions(load, condition=ABSENT))

    def get_import(self, practice_id: str, import_id: str) -> Import | None:
        key, rejected_key = _keys(practice_id, import_id)
        found = self.table.get_many([key, rejected_key])
        if key not in found:
            return None
        rejected = found[rejected_key]["rejected"] if rejected_key in found else ()
        return _read(found[key], rejected=rejected)

    def save_import(self, load: Import) -> None:
        transact(self.table.client, self._actions(load, condition=PRESENT))

    def imports_of_practice(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Import]:
        query = Query(_list_partition(practice_id), index="listed", newest_first=True)
        page = self.table.page(query, limit=limit, cursor=cursor)
        return Slice(tuple(_read(row, rejected=()) for row in page.items), page.next)

    def _actions(self, load: Import, *, condition: If) -> list[Action]:
        actions = [self.table.putting(_row(load), condition=condition)]
        if load.rejected:
            actions.append(self.table.putting(_rejected_row(load)))
        return actions


def _keys(practice_id: str, import_id: str) -> tuple[Key, Key]:
    partition = f"P#{practice_id}#IMPORT#{import_id}"
    return (partition, "META"), (partition, "REJECTED")


def _list_partition(practice_id: str) -> str:
    return f"P#{practice_id}#IMPORTS"


def _row(load: Import) -> Item:
    (partition, sort), _ = _keys(load.practice_id, load.id)
    started_at = moment_text(load.started_at)
    return {
        "pk": partition,
        "sk": sort,
        "list_pk": _list_partition(load.practice_id),
        "list_sk": f"{started_at}#{load.id}",
        "practice_id": load.practice_id,
        "id": load.id,
        "kind": load.kind,
        "state": load.state,
        "source_key": load.source_key,
        "started_by": load.started_by,
        "started_at": started_at,
        "rows": load.rows,
        "imported": load.imported,
        "unchanged": load.unchanged,
        "rejected_rows": load.rejected_rows,
        "unknown_columns": load.unknown_columns,
        "problem": load.problem,
        "finished_at": optional_moment_text(load.finished_at),
    }


def _rejected_row(load: Import) -> Item:
    """A list of lists: a thousand of them, each with names, would not fit a row of 400 KB."""
    _, (partition, sort) = _keys(load.practice_id, load.id)
    rejected = [(each.row, each.column, each.problem, each.value_hint) for each in load.rejected]
    return {"pk": partition, "sk": sort, "rejected": rejected}


def _read(row: Item, *, rejected: Sequence[Sequence[Plain]]) -> Import:
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
            for number, column, problem, hint in rejected
        ),
        unknown_columns=tuple(row["unknown_columns"]),
        problem=row["problem"],
        finished_at=optional_moment(row["finished_at"]),
    )
