"""Where replies wait that could not be paid for when they came."""

from contextlib import suppress

from chalicelib.domain.credits import Entry
from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.credit_items import UNPAID, read_entry, unpaid_item, unpaid_of
from chalicelib.storage.dynamo import ABSENT
from chalicelib.storage.table import Query, Table


class UnpaidReplies:
    """That part of the credits port."""

    _table: Table

    def keep_unpaid(self, entry: Entry) -> None:
        """Keep what could not be paid; kept twice, it is there once."""
        with suppress(Changed):
            self._table.put(unpaid_item(entry), condition=ABSENT)

    def unpaid(self, practice_id: str, *, limit: int) -> tuple[Entry, ...]:
        """What waits to be paid, oldest first; read consistently."""
        page = self._table.page(Query(unpaid_of(practice_id)), limit=limit)
        return tuple(read_entry(item) for item in page.items)

    def practices_with_unpaid(self, *, limit: int) -> tuple[str, ...]:
        """Whose replies wait; from an index that may lag."""
        page = self._table.page(Query(UNPAID, index="listed"), limit=limit)
        return tuple(dict.fromkeys(item["practice_id"] for item in page.items))
