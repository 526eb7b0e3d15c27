"""Where the order of campaigns is kept, by which later ones yield to earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.preferences import Need
from chalicelib.storage.dynamo import ABSENT, If
from chalicelib.storage.moments import moment, moment_text
from chalicelib.storage.table import Key, Table

if TYPE_CHECKING:
    from chalicelib.domain.told_already import Register


class DynamoRegisters:
    """The registers’ part of the campaigns port: one row for each need of a practice."""

    _table: Table

    def register(self, practice_id: str, need: Need) -> Register:
        """Read consistently; empty if nothing was ever told."""
        from chalicelib.domain.told_already import Enrolled, Register

        row = self._table.get(_key(practice_id, need))
        if row is None:
            return Register(practice_id, need)
        return Register(
            practice_id,
            need,
            tuple(Enrolled(name, moment(at), key) for name, at, key in row["entries"]),
            row["version"],
        )

    def save_register(self, register: Register) -> None:
        """:raises Changed: if the version before it is no longer what is kept."""
        pk, sk = _key(register.practice_id, register.need)
        row = {
            "pk": pk,
            "sk": sk,
            "entries": [
                [each.campaign_id, moment_text(each.at), each.footprint_key]
                for each in register.entries
            ],
            "version": register.version,
        }
        seen = register.version - 1
        condition = If("#version = :seen", {"seen": seen}) if seen else ABSENT
        self._table.put(row, condition=condition)


def _key(practice_id: str, need: Need) -> Key:
    return f"P#{practice_id}#TOLD#{need.value}", "REGISTER"
