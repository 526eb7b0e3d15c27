"""The lists of the credits table, and the replies that wait until they can be paid for."""

from contextlib import suppress
from datetime import datetime

from chalicelib.domain.credits import Entry, EntryKind, Purchase
from chalicelib.exchange.ports.slices import Changed, Slice
from chalicelib.storage.credit_items import (
    UNPAID,
    credits_partition,
    ledger_of,
    purchases_of,
    read_entry,
    read_purchase,
    unpaid_item,
    unpaid_of,
)
from chalicelib.storage.dynamo import ABSENT
from chalicelib.storage.moments import moment_text
from chalicelib.storage.table import Query, Table


class CreditLists:
    """That part of the credits port; see there for what each method promises."""

    _table: Table

    def keep_unpaid(self, entry: Entry) -> None:
        """Keep what could not be paid; kept twice, it is there once."""
        with suppress(Changed):
            self._table.put(unpaid_item(entry), condition=ABSENT)

    def unpaid(self, practice_id: str, *, limit: int) -> tuple[Entry, ...]:
        """What waits to be paid, oldest first; read consistently."""
        page = self._table.page(Query(unpaid_of(practice_id)), limit=limit)
        return tuple(read_entry(item) for item in page.items)

    def received(self, practice_id: str, *, since: datetime) -> tuple[Entry, ...]:
        """Replies that were paid for, oldest first."""
        rows = self._table.all(
            Query(credits_partition(practice_id), between=(f"E#{moment_text(since)}", "E~"))
        )
        received = EntryKind.RECEIVED.value
        return tuple(read_entry(item) for item in rows if item["kind"] == received)

    def practices_with_unpaid(self, *, limit: int) -> tuple[str, ...]:
        """Whose replies wait; from an index that may lag."""
        page = self._table.page(Query(UNPAID, index="listed"), limit=limit)
        return tuple(dict.fromkeys(item["practice_id"] for item in page.items))

    def purchases(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Purchase]:
        """Newest first."""
        query = Query(purchases_of(practice_id), index="listed", newest_first=True)
        page = self._table.page(query, limit=limit, cursor=cursor)
        return Slice(tuple(read_purchase(item) for item in page.items), page.next)

    def entries(self, practice_id: str, *, limit: int, cursor: str | None = None) -> Slice[Entry]:
        """The ledger, newest first."""
        query = Query(ledger_of(practice_id), index="listed", newest_first=True)
        page = self._table.page(query, limit=limit, cursor=cursor)
        return Slice(tuple(read_entry(item) for item in page.items), page.next)
