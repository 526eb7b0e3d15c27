"""
DynamoDB on paper: it answers what our stores ask, in memory, and adds up what reading costs.

Units are reckoned by DynamoDB’s published rules, because emulators guess them: 4 KB a unit, half of
it where a read may lag, rounded up for a whole query but for each row of a batch.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from types import SimpleNamespace
from typing import Any

from chalicelib.storage.tables import TABLES, TableShape

# Rows and requests are in DynamoDB’s own JSON, as boto3 has it.
Row = dict[str, Any]

UNIT_BYTES = 4096
BYTES_WRITTEN = 1024
BYTES_PER_ANSWER = 1024 * 1024


class PaperTables:
    """The five tables, as a client of boto3; units read by table, `written`, `calls` by name."""

    def __init__(self, prefix: str) -> None:
        self.meta = SimpleNamespace(region_name="us-east-1")
        self.units: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self.written = 0
        self.prefix = prefix
        self._rows: dict[tuple[str, str, str], Row] = {}
        self._lists: defaultdict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)

    def begin(self) -> None:
        """Count from here."""
        self.units.clear()
        self.calls.clear()
        self.written = 0

    def load(self, table: str, row: Row) -> None:
        """A row that is there from the beginning."""
        name = f"{self.prefix}-{table}"
        key = (name, row["pk"]["S"], row["sk"]["S"])
        self._forget(key)
        self._rows[key] = row
        for index, at in self._places(table, row):
            insort(self._lists[f"{name}/{index}", at[0]], (at[1], *key[1:]))

    # --- what boto3’s client is asked -----------------------------------------------------------

    def get_item(self, **asked: Any) -> Any:
        row = self._rows.get(_key(asked["TableName"], asked["Key"]))
        self._charge(asked["TableName"], [row or {}], is_sure=asked.get("ConsistentRead", False))
        self.calls["get_item"] += 1
        return {"Item": row} if row else {}

    def batch_get_item(self, *, RequestItems: Mapping[str, Any]) -> Any:  # noqa: N803
        self.calls["batch_get_item"] += 1
        answers = {}
        for table, asked in RequestItems.items():
            rows = [self._rows.get(_key(table, key)) for key in asked["Keys"]]
            for row in rows:
                self._charge(table, [row or {}], is_sure=asked.get("ConsistentRead", False))
            answers[table] = [row for row in rows if row]
        return {"Responses": answers, "UnprocessedKeys": {}}

    def query(self, **asked: Any) -> Any:
        self.calls["query"] += 1
        table, index = asked["TableName"], asked.get("IndexName", "")
        read: list[Row] = []
        size = 0
        last: Row | None = None
        for row in self._found(asked):
            if size > BYTES_PER_ANSWER or len(read) == asked.get("Limit"):
                last = self._start_after(table, index, read[-1])
                break
            read.append(row)
            size += _size(row)
        self._charge(table, read, is_sure=asked.get("ConsistentRead", False))
        return {"Items": read} | ({"LastEvaluatedKey": last} if last else {})

    def put_item(self, **asked: Any) -> Any:
        self.calls["put_item"] += 1
        self._write(asked, asked["Item"], times=1)
        return {}

    def delete_item(self, **asked: Any) -> Any:
        self.calls["delete_item"] += 1
        self._write(asked, None, times=1)
        return {}

    def transact_write_items(self, *, TransactItems: Iterable[Any]) -> Any:  # noqa: N803
        """Twice the price; conditions are taken to hold."""
        self.calls["transact_write_items"] += 1
        for action in TransactItems:
            ((kind, asked),) = action.items()
            held = self._rows.get(_key(asked["TableName"], asked.get("Key") or asked["Item"]))
            self._write(asked, _after(kind, asked, held=held), times=2)
        return {}

    def _write(self, asked: Any, after: Row | None, *, times: int) -> None:
        table = asked["TableName"].removeprefix(f"{self.prefix}-")
        key = _key(asked["TableName"], asked.get("Key") or asked["Item"])
        before = self._rows.get(key)
        sizes = [_size(row) for row in (before, after) if row is not None]
        self.written += times * max(1, ceil(max(sizes, default=0) / BYTES_WRITTEN))
        self.written += self._index_writes(table, before, after)
        if after is None:
            self._forget(key)
        else:
            self.load(table, after)

    def _index_writes(self, table: str, before: Row | None, after: Row | None) -> int:
        """One or two for each index that moves: what leaves a place, and what comes to one."""
        if before == after:
            return 0
        then = dict(self._places(table, before)) if before else {}
        now = dict(self._places(table, after)) if after else {}
        writes = 0
        for index in then.keys() | now.keys() - {""}:
            # What an index holds besides its keys never changes (infra/resources.yaml).
            is_partial = index in TABLES[table].partial
            if not index or (is_partial and then.get(index) == now.get(index)):
                continue
            places = {then.get(index), now.get(index)} - {None}
            size = max(_size(row) for row in (before, after) if row)
            writes += len(places) * ceil(size / BYTES_WRITTEN)
        return writes

    # --- behind them ----------------------------------------------------------------------------

    def _found(self, asked: Mapping[str, Any]) -> Iterator[Row]:
        table, index = asked["TableName"], asked.get("IndexName", "")
        partition, first, last = _range(asked)
        held = self._lists[f"{table}/{index}", partition]
        begin, end = bisect_left(held, (first,)), bisect_right(held, (last, "\U0010ffff"))
        chosen = held[begin:end] if asked["ScanIndexForward"] else held[begin:end][::-1]
        start: Row = asked.get("ExclusiveStartKey") or {}
        is_passed = not start
        for _, pk, sk in chosen:
            row = self._rows[table, pk, sk]
            if is_passed:
                yield self._projected(row, table, index)
            elif (start["pk"]["S"], start["sk"]["S"]) == (pk, sk):
                is_passed = True

    def _projected(self, row: Row, table: str, index: str) -> Row:
        held = self._shape(table).partial.get(index)
        if held is None:
            return row
        extra = {name: row[name] for name in held if name in row}
        return self._start_after(table, index, row) | extra

    def _start_after(self, table: str, index: str, row: Row) -> Row:
        shape = self._shape(table)
        names = {*shape.keys, *(shape.indexes[index] if index else ())}
        return {name: row[name] for name in names}

    def _shape(self, table: str) -> TableShape:
        return TABLES[table.removeprefix(f"{self.prefix}-")]

    def _places(self, table: str, row: Row) -> Iterator[tuple[str, tuple[str, str]]]:
        shape = TABLES[table]
        for index, (partition, sort) in {"": shape.keys, **shape.indexes}.items():
            if partition in row:
                yield index, (row[partition]["S"], row[sort]["S"])

    def _forget(self, key: tuple[str, str, str]) -> None:
        row = self._rows.pop(key, None)
        if row is None:
            return
        for index, at in self._places(key[0].removeprefix(f"{self.prefix}-"), row):
            self._lists[f"{key[0]}/{index}", at[0]].remove((at[1], *key[1:]))

    def _charge(self, table: str, rows: Iterable[Row], *, is_sure: bool) -> None:
        units = max(1, ceil(sum(map(_size, rows)) / UNIT_BYTES))
        self.units[table.removeprefix(f"{self.prefix}-")] += units * (2 if is_sure else 1)
        # Counted in halves, so that sums stay whole numbers; see `spent`.

    def spent(self, table: str) -> float:
        """Read units of one table since `begin`."""
        return self.units[table] / 2


def _key(table: str, key: Row) -> tuple[str, str, str]:
    return table, key["pk"]["S"], key["sk"]["S"]


def _after(kind: str, asked: Mapping[str, Any], *, held: Row | None) -> Row | None:
    if kind == "Put":
        item: Row = asked["Item"]
        return item
    if kind == "Update":
        return _updated(held or dict(asked["Key"]), asked)
    return held if kind == "ConditionCheck" else None


def _updated(row: Row, asked: Mapping[str, Any]) -> Row:
    """As far as our own expressions in transactions go: plain sets."""
    names = asked["ExpressionAttributeNames"]
    sets = re.findall(r"(#\w+) = (:\w+)", asked["UpdateExpression"].removeprefix("SET "))
    return row | {names[name]: asked["ExpressionAttributeValues"][value] for name, value in sets}


def _range(asked: Mapping[str, Any]) -> tuple[str, str, str]:
    text = asked["KeyConditionExpression"]
    values = {name: value["S"] for name, value in asked["ExpressionAttributeValues"].items()}
    partition = values[":partition"]
    if "BETWEEN" in text:
        return partition, values[":first"], values[":last"]
    if "begins_with" in text:
        return partition, values[":prefix"], values[":prefix"] + "\U0010ffff"
    assert re.fullmatch(r"#\w+ = :partition", text), text
    return partition, "", "\U0010ffff"


def _size(row: Row) -> int:
    """The bytes of a row as DynamoDB counts them."""
    return sum(len(name.encode()) + _weight(value) for name, value in row.items())


def _weight(value: Mapping[str, Any]) -> int:
    ((kind, held),) = value.items()
    if kind == "S":
        return len(held.encode())
    if kind == "N":
        return len(held) // 2 + 2
    if kind == "M":
        return 3 + sum(len(name.encode()) + 1 + _weight(inner) for name, inner in held.items())
    if kind == "L":
        return 3 + sum(1 + _weight(inner) for inner in held)
    return 1
