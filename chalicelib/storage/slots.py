"""Where it is kept how often a number was texted and called: one row for each number."""

import time
from collections.abc import Iterable, Mapping
from datetime import date

from chalicelib.domain.caps import WEEK_DAYS, Slot, Slots
from chalicelib.storage.dynamo import Item
from chalicelib.storage.statements import Statement, insert_into, run_all, update_where
from chalicelib.storage.table import Key, Table

DAY = 24 * 60 * 60
KEPT_SECONDS = (WEEK_DAYS + 60) * DAY
"""Long enough for a clock that was set ahead on a laptop; no cap looks back further than a week."""


class DynamoSlots:
    """The slots’ part of the leases port."""

    _table: Table

    def slots(self, practice_id: str, numbers: Iterable[str]) -> dict[str, Slots]:
        """What has reached these numbers, where anything has."""
        keys = {slots_key(practice_id, number): number for number in numbers}
        found = self._table.get_many(keys)
        return {keys[key]: read_slots(row) for key, row in found.items()}

    def take_slots(self, practice_id: str, slots: Mapping[str, Slots]) -> frozenset[str]:
        """Write each over the version before it; the numbers for which that is surely kept."""
        statements = [
            _statement(self._table.name, slots_key(practice_id, number), each)
            for number, each in slots.items()
        ]
        done = run_all(self._table.client, statements)
        sure = {number for number, is_done in zip(slots, done, strict=True) if is_done}
        unsure = slots.keys() - sure
        kept = self.slots(practice_id, unsure) if unsure else {}
        return frozenset(sure | {number for number in kept if kept[number] == slots[number]})


def slots_key(practice_id: str, number: str) -> Key:
    return f"P#{practice_id}#CAP#{number}", "SLOTS"


def read_slots(row: Item) -> Slots:
    taken = (Slot(date.fromisoformat(day), name, claim) for day, name, claim in row["taken"])
    return Slots(tuple(taken), row["version"])


def _statement(table: str, key: Key, slots: Slots) -> Statement:
    changes = {
        "taken": [[slot.day.isoformat(), slot.campaign_id, slot.claim] for slot in slots.taken],
        "version": slots.version,
        "expires": int(time.time()) + KEPT_SECONDS,
    }
    if slots.version == 1:
        return insert_into(table, {"pk": key[0], "sk": key[1], **changes})
    return update_where(table, key, changes=changes, where={"version": slots.version - 1})
