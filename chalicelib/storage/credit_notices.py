"""Where it is kept that somebody is to be told of credits, so that each thing is told once."""

from datetime import datetime

from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.credit_items import credits_partition
from chalicelib.storage.dynamo import ABSENT, If
from chalicelib.storage.moments import moment_text
from chalicelib.storage.table import Query, Table

NOTICES, ASKING = "NOTICE#", "ASKING"


class CreditNotices:
    """That part of the credits port; see there for what each method promises."""

    _table: Table

    def keep_notice(self, practice_id: str, *, cause: str, at: datetime) -> bool:
        """Once for each cause; False if it is there already."""
        row = {
            "pk": credits_partition(practice_id),
            "sk": f"{NOTICES}{cause}",
            "told_at": moment_text(at),
        }
        try:
            self._table.put(row, condition=ABSENT)
        except Changed:
            return False
        return True

    def keep_asking(self, practice_id: str, *, by: str, at: datetime) -> None:
        self._table.put(
            {
                "pk": credits_partition(practice_id),
                "sk": ASKING,
                "list_pk": ASKING,
                "list_sk": practice_id,
                "by": by,
                "at": moment_text(at),
            }
        )

    def practices_asking(self, *, limit: int) -> tuple[str, ...]:
        page = self._table.page(Query(ASKING, index="listed"), limit=limit)
        return tuple(item["list_sk"] for item in page.items)

    def take_asking(self, practice_id: str) -> str | None:
        key = credits_partition(practice_id), ASKING
        row = self._table.get(key)
        if row is None:
            return None
        try:
            self._table.delete(key, condition=If("#at = :at", {"at": row["at"]}))
        except Changed:
            return None
        return str(row["by"])
