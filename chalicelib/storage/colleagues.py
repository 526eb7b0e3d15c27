"""Where it is kept who works at a practice, beside the pool that lets them in."""

from dataclasses import dataclass

from chalicelib.domain.colleagues import Colleague
from chalicelib.storage.dynamo import Item, as_read
from chalicelib.storage.moments import optional_moment, optional_moment_text
from chalicelib.storage.table import Key, Query, Table


@dataclass(frozen=True)
class Colleagues:
    """The staff of a practice; see the port for what each method promises."""

    table: Table

    def colleagues(self, practice_id: str) -> tuple[Colleague, ...]:
        rows = self.table.all(Query(_partition(practice_id)))
        return tuple(sorted(map(_read, rows), key=by_name))

    def colleague(self, practice_id: str, colleague_id: str) -> Colleague | None:
        row = self.table.get(_key(practice_id, colleague_id))
        return None if row is None else _read(row)

    def keep_colleague(self, colleague: Colleague) -> None:
        self.table.put(_row(colleague), condition=as_read(colleague.version))


def by_name(colleague: Colleague) -> tuple[str, str]:
    """As pages list them."""
    return colleague.name.casefold(), colleague.id


def _partition(practice_id: str) -> str:
    return f"P#{practice_id}#STAFF"


def _key(practice_id: str, colleague_id: str) -> Key:
    return _partition(practice_id), colleague_id


def _row(colleague: Colleague) -> Item:
    partition, sort = _key(colleague.practice_id, colleague.id)
    return {
        "pk": partition,
        "sk": sort,
        "practice_id": colleague.practice_id,
        "name": colleague.name,
        "email": colleague.email,
        "rights": sorted(colleague.rights),
        "invited_by": colleague.invited_by,
        "invited_at": optional_moment_text(colleague.invited_at),
        "signed_in_at": optional_moment_text(colleague.signed_in_at),
        "changed_at": optional_moment_text(colleague.changed_at),
        "removed_at": optional_moment_text(colleague.removed_at),
        "version": colleague.version + 1,
    }


def _read(row: Item) -> Colleague:
    return Colleague(
        practice_id=row["practice_id"],
        id=row["sk"],
        name=row["name"],
        email=row["email"],
        rights=frozenset(row["rights"]),
        invited_by=row["invited_by"],
        invited_at=optional_moment(row["invited_at"]),
        signed_in_at=optional_moment(row["signed_in_at"]),
        changed_at=optional_moment(row["changed_at"]),
        removed_at=optional_moment(row["removed_at"]),
        version=row["version"],
    )
