"""What earlier lines of the same file said, so that a later one cannot say the opposite."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from chalicelib.domain.imports import Rejected

DIGEST_BYTES = 8
# Column to [digest of the value, row]; JSON knows no pairs.
Said = dict[str, list[Any]]


class Seen:
    """
    Remembers the lines of one file outside of memory, in a table that ends with it.

    Without this, two lines that contradict each other would each undo the other at every import.
    """

    def __init__(self) -> None:
        # An empty name is a database of SQLite’s own, on disk when it grows, gone when closed.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE seen (what BLOB PRIMARY KEY, said TEXT) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def close(self) -> None:
        self._database.close()

    def tell(self, said: Mapping[str, Mapping[str, str]], *, row: int) -> list[Rejected]:
        """
        Keep what a line says of each thing that it is about, if no earlier line contradicts it.

        Else nothing is kept of it, and each contradiction is named.
        """
        earlier = {what: self._said(what) for what in said}
        digests = {
            what: {column: _digest(value) for column, value in values.items()}
            for what, values in said.items()
        }
        problems = [
            Rejected(row, column, f"differs from row {held[1]}", "the same in both rows")
            for what, values in digests.items()
            for column, digest in values.items()
            if (held := earlier[what].get(column)) is not None and held[0] != digest
        ]
        if not problems:
            for what, values in digests.items():
                self._add(what, earlier[what], values, row=row)
        return problems

    def follow(self, patient_id: str, contact_id: str) -> str:
        """The contact before this one among those of the patient; none for one seen before."""
        link = f"link {patient_id} {contact_id}"
        if self._kept(link) is not None:
            return ""
        before = self._kept(f"last {patient_id}") or ""
        self._keep(link, "")
        self._keep(f"last {patient_id}", contact_id)
        return before

    def _said(self, what: str) -> Said:
        kept = self._kept(what)
        return json.loads(kept) if kept else {}

    def _add(self, what: str, earlier: Said, values: Mapping[str, str], *, row: int) -> None:
        new = {column: [digest, row] for column, digest in values.items() if column not in earlier}
        if new:
            self._keep(what, json.dumps(earlier | new, separators=(",", ":")))

    def _kept(self, what: str) -> str | None:
        found = self._database.execute(
            "SELECT said FROM seen WHERE what = ?", (_digest(what),)
        ).fetchone()
        return None if found is None else str(found[0])

    def _keep(self, what: str, said: str) -> None:
        self._database.execute(
            "INSERT OR REPLACE INTO seen (what, said) VALUES (?, ?)", (_digest(what), said)
        )


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=DIGEST_BYTES).hexdigest()
