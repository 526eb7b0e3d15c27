"""Where it is kept which letters and talks staff have ticked as done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.messages import read_message_id
from chalicelib.domain.to_dos import Tick
from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.dynamo import ABSENT, Item
from chalicelib.storage.moments import moment, moment_text
from chalicelib.storage.table import Key, Query, Table


@dataclass(frozen=True)
class Ticks:
    """Ticks, by campaign and by time; see the port for what each method promises."""

    table: Table

    def add_tick(self, tick: Tick) -> bool:
        try:
            self.table.put(_row(tick), condition=ABSENT)
        except Changed:
            return False
        return True

    def remove_tick(self, practice_id: str, message_id: str) -> None:
        self.table.delete(_key(practice_id, message_id))

    def ticks_of_campaign(self, practice_id: str, campaign_id: str) -> dict[str, Tick]:
        rows = self.table.all(Query(_partition(practice_id, campaign_id)))
        return {row["sk"]: _read(row) for row in rows}

    def ticks_between(self, practice_id: str, *, start: datetime, end: datetime) -> Iterator[Tick]:
        if start >= end:
            return
        between = (moment_text(start), moment_text(end))
        query = Query(_list_partition(practice_id), index="listed", between=between)
        yield from map(_read, self.table.all(query))


def _partition(practice_id: str, campaign_id: str) -> str:
    return f"P#{practice_id}#TICKS#{campaign_id}"


def _list_partition(practice_id: str) -> str:
    return f"P#{practice_id}#TICKS"


def _key(practice_id: str, message_id: str) -> Key:
    campaign_id, _, _ = read_message_id(message_id)
    return _partition(practice_id, campaign_id), message_id


def _row(tick: Tick) -> Item:
    partition, sort = _key(tick.practice_id, tick.message_id)
    at = moment_text(tick.at)
    return {
        "pk": partition,
        "sk": sort,
        "list_pk": _list_partition(tick.practice_id),
        "list_sk": f"{at}#{tick.message_id}",
        "practice_id": tick.practice_id,
        "how": tick.how,
        "by": tick.by,
        "at": at,
    }


def _read(row: Item) -> Tick:
    return Tick(
        practice_id=row["practice_id"],
        message_id=row["sk"],
        how=row["how"],
        by=row["by"],
        at=moment(row["at"]),
    )
