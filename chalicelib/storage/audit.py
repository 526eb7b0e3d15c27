"""Where it is written who did what: rows are added and never changed."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from chalicelib.domain.acts import Act
from chalicelib.exchange.ports.slices import BadCursor, Changed, Slice
from chalicelib.storage.dynamo import ABSENT, Client, Item
from chalicelib.storage.moments import moment, moment_text
from chalicelib.storage.table import Query, Table
from chalicelib.storage.tables import TABLES

MONTH_CHARACTERS = len("2026-11")
BETWEEN = "."
"""Between the month and the place in it; the trail of a list keeps “~” for itself."""


class DynamoAudit:
    """The audit table; a month of a practice is one partition, in the order of time."""

    def __init__(self, client: Client, *, table: str) -> None:
        self._table = Table(client, table, TABLES["audit"])

    def add(
        self,
        practice_id: str,
        *,
        actor: str,
        act: str,
        subject: str,
        at: datetime,
        detail: str = "",
    ) -> None:
        when = moment_text(at)
        row = {"actor": actor, "act": act, "subject": subject, "detail": detail, "at": when}
        mark = hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()[:16]
        key = {
            "pk": _partition(practice_id, when[:MONTH_CHARACTERS]),
            "sk": f"{when}#{mark}",
        }
        try:
            self._table.put(key | row, condition=ABSENT)
        except Changed:
            return  # The very same row stands there: the work was delivered twice.

    def acts(
        self,
        practice_id: str,
        *,
        start: datetime,
        end: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[Act]:
        """Month by month, back from the newest; a cursor names its month before the place in it."""
        if start >= end:
            return Slice(())
        found: list[Act] = []
        begun, _, inner = (cursor or "").partition(BETWEEN)
        months = list(_months_back(start, end))
        if begun and begun not in months:
            raise BadCursor
        for month in months[months.index(begun) if begun else 0 :]:
            query = Query(
                _partition(practice_id, month),
                # What happened exactly at the end has more behind its time, and so sorts after it.
                between=(moment_text(start), moment_text(end)),
                newest_first=True,
            )
            page = self._table.page(query, limit=limit - len(found), cursor=inner or None)
            found += [_read(row, practice_id=practice_id) for row in page.items]
            inner = ""
            if page.next is not None:
                return Slice(tuple(found), f"{month}{BETWEEN}{page.next}")
            if len(found) == limit and month != months[-1]:
                following = months[months.index(month) + 1]
                return Slice(tuple(found), f"{following}{BETWEEN}")
        return Slice(tuple(found))


def _partition(practice_id: str, month: str) -> str:
    return f"P#{practice_id}#AUDIT#{month}"


def _months_back(start: datetime, end: datetime) -> Iterator[str]:
    """“2026-11”, “2026-10” … in Greenwich, as they are kept."""
    first = start.astimezone(UTC).replace(day=1)
    month = (end.astimezone(UTC) - timedelta(microseconds=1)).replace(day=1)
    while (month.year, month.month) >= (first.year, first.month):
        yield f"{month:%Y-%m}"
        month = (month - timedelta(days=1)).replace(day=1)


def _read(row: Item, *, practice_id: str) -> Act:
    return Act(
        practice_id=practice_id,
        actor=row["actor"],
        act=row["act"],
        subject=row["subject"],
        at=moment(row["at"]),
        detail=row["detail"],
    )
