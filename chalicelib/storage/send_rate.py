"""How many messages may leave now: in no second more than the provider takes, by all workers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.dynamo import If, Item
from chalicelib.storage.table import Key, Table

SECOND = 1_000
"""All moments here are milliseconds."""
TRIES = 4
GRANTS_KEPT = 16
"""With so many in the log, whoever comes next leaves out what is long past."""
KNOWN_FOR = 60 * SECOND
KEPT_SECONDS = 24 * 60 * 60
"""The row outlives by far whatever a worker may still know of it."""

Grant = tuple[int, int]
"""When, and how many."""


@dataclass(frozen=True)
class Granted:
    """What a worker knows of one rate: all that was ever granted, and when the latest were."""

    total: int
    latest: tuple[Grant, ...]
    as_of: int

    def near(self, at: int) -> tuple[Grant, ...]:
        """Those in any one second together with this moment, also by a clock that is ahead."""
        return tuple(each for each in self.latest if abs(each[0] - at) < SECOND)

    def room(self, at: int, *, per_second: int) -> int:
        """How many more may leave at this moment, as far as is known."""
        return per_second - sum(number for _, number in self.near(at))


class SendRates:
    """
    One row for each rate: a total that only grows, and a log of the latest grants.

    What was granted more than a second ago changes no more. So whoever has looked since then can
    say how far the total may have grown by now, and takes its share in one conditional write. What
    others took meanwhile counts as if they had taken it in this very second: never too much leaves.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._known: dict[str, Granted] = {}

    def take(self, name: str, *, count: int, per_second: int, at: datetime) -> int:
        """See the port."""
        now = int(at.timestamp() * SECOND)
        known = self._known.get(name)
        if known is None or abs(now - known.as_of) > KNOWN_FOR:
            known = self._read(name, now=now)
        for _ in range(TRIES):
            wanted = min(count, known.room(now, per_second=per_second))
            if wanted <= 0:
                return 0
            if self._taken(name, (now, wanted), known=known, per_second=per_second):
                return wanted
            known = self._read(name, now=now)
        return 0

    def _taken(self, name: str, grant: Grant, *, known: Granted, per_second: int) -> bool:
        now, number = grant
        forgotten = known.total - sum(each for _, each in known.near(now))
        log: Sequence[Grant] = (grant,)
        text = "SET #expires = :expires, #log = list_append(if_not_exists(#log, :none), :log)"
        most = If(
            "attribute_not_exists(#total) OR #total <= :most",
            {"most": forgotten + per_second - number},
        )
        values: Item = {"none": []}
        if len(known.latest) >= GRANTS_KEPT:
            # The log is written anew, so nobody may have added to it since it was read.
            log = (*(each for each in known.latest if each[0] > now - SECOND), grant)
            text, values = "SET #expires = :expires, #log = :log", {}
            most = If("#total = :total", {"total": known.total})
        expires = now // SECOND + KEPT_SECONDS
        try:
            row = self._table.update(
                _key(name),
                text=f"{text} ADD #total :number",
                values={**values, "log": log, "number": number, "expires": expires},
                condition=most,
            )
        except Changed:
            return False
        self._keep(name, row, now=now)
        return True

    def _read(self, name: str, *, now: int) -> Granted:
        return self._keep(name, self._table.get(_key(name)) or {}, now=now)

    def _keep(self, name: str, row: Item, *, now: int) -> Granted:
        log = tuple((at, number) for at, number in row.get("log", ()))
        known = self._known[name] = Granted(row.get("total", 0), log, now)
        return known


def _key(name: str) -> Key:
    return f"RATE#{name}", "RATE"
