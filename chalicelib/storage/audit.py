"""Where it is written who did what: rows are added and never changed."""

import hashlib
from datetime import datetime

from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.dynamo import ABSENT, Client
from chalicelib.storage.moments import moment_text
from chalicelib.storage.table import Table
from chalicelib.storage.tables import TABLES

MONTH_CHARACTERS = len("2026-11")


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
            "pk": f"P#{practice_id}#AUDIT#{when[:MONTH_CHARACTERS]}",
            "sk": f"{when}#{mark}",
        }
        try:
            self._table.put(key | row, condition=ABSENT)
        except Changed:
            return  # The very same row stands there: the work was delivered twice.
