"""
What DynamoDB charges for a write, reckoned by its published rules from the row before and after.

Emulators guess: the one of this laptop takes every PartiQL statement for one unit, whatever the
row weighs and whichever index moves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any

from chalicelib.storage.tables import TABLES

# Rows and requests are in DynamoDB’s own JSON, as boto3 has it.
Row = Mapping[str, Any]
Key = tuple[str, str, str]
"""Table, partition, sort."""

UNIT_BYTES = 1024
IN_TRANSACTION = 2
WRITES = frozenset(
    {"PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchExecuteStatement"}
)


class WriteUnits:
    """Watches a client’s writes by way of botocore’s own hooks, and adds up what each costs."""

    def __init__(self, *, watched: Any, reading: Any) -> None:
        self.units: Counter[str] = Counter()
        """By operation, and by index."""
        self._reading = reading
        self._before: dict[Key, Row] = {}
        self._keys: list[Key] = []
        for operation in WRITES:
            watched.register(f"before-parameter-build.dynamodb.{operation}", self._note)
            watched.register(f"after-call.dynamodb.{operation}", self._add)

    def _note(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self._keys = list(keys_written(model.name, params))
        self._before = self._held(self._keys)

    def _add(self, model: Any, **_: Any) -> None:
        after = self._held(self._keys)
        times = IN_TRANSACTION if model.name == "TransactWriteItems" else 1
        for key in self._keys:
            charged = charges(key[0], self._before.get(key), after.get(key))
            for what, units in charged.items():
                self.units[model.name if what == "row" else f"index {what}"] += times * units

    def _held(self, keys: Iterable[Key]) -> dict[Key, Row]:
        asked: dict[str, Any] = {}
        for table, pk, sk in keys:
            wanted = asked.setdefault(table, {"Keys": [], "ConsistentRead": True})
            wanted["Keys"].append({"pk": {"S": pk}, "sk": {"S": sk}})
        answer = self._reading.batch_get_item(RequestItems=asked)
        assert not answer.get("UnprocessedKeys")
        return {
            _key(table, row): row for table, rows in answer["Responses"].items() for row in rows
        }


def keys_written(operation: str, request: Mapping[str, Any]) -> Iterable[Key]:
    """Which rows a request writes; none of ours writes one twice."""
    if operation == "TransactWriteItems":
        for action in request["TransactItems"]:
            for kind, body in action.items():
                if kind != "ConditionCheck":
                    yield _key(body["TableName"], body.get("Key") or body["Item"])
    elif operation == "BatchExecuteStatement":
        for statement in request["Statements"]:
            yield _key_of_statement(statement["Statement"], statement["Parameters"])
    else:
        yield _key(request["TableName"], request.get("Key") or request["Item"])


def charges(table: str, before: Row | None, after: Row | None) -> Mapping[str, int]:
    """Units for the row itself (“row”) and for each index that it moves in."""
    charged = {"row": max(_units(before), _units(after), 1)}
    shape = TABLES[table.rpartition("-")[2]]
    for index, (partition, sort) in shape.indexes.items():
        held = shape.partial.get(index)
        was = _in_index(before, held, partition, sort)
        is_now = _in_index(after, held, partition, sort)
        if was == is_now:
            continue
        is_moved = was is not None and is_now is not None and was[partition] == is_now[partition]
        if is_moved and was is not None and is_now is not None and was[sort] == is_now[sort]:
            charged[index] = max(_units(was), _units(is_now))
        else:
            charged[index] = _units(was) + _units(is_now)
    return charged


def size_bytes(row: Row) -> int:
    """As DynamoDB weighs a row: names and values."""
    return sum(len(name.encode()) + _weight(value) for name, value in row.items())


def _weight(attribute: Mapping[str, Any]) -> int:
    ((kind, value),) = attribute.items()
    if kind == "S":
        return len(value.encode())
    if kind == "N":
        return ceil(len(value.lstrip("-")) / 2) + 1
    if kind == "M":
        return 3 + sum(len(k.encode()) + 1 + _weight(v) for k, v in value.items())
    if kind == "L":
        return 3 + sum(1 + _weight(each) for each in value)
    return 1


def _units(row: Row | None) -> int:
    return 0 if row is None else ceil(size_bytes(row) / UNIT_BYTES)


def _in_index(
    row: Row | None, held: tuple[str, ...] | None, partition: str, sort: str
) -> Row | None:
    if row is None or partition not in row or sort not in row:
        return None
    if held is None:
        return row
    return {name: row[name] for name in ("pk", "sk", partition, sort, *held) if name in row}


def _key(table: str, row: Row) -> Key:
    return table, row["pk"]["S"], row["sk"]["S"]


def _key_of_statement(text: str, parameters: list[Any]) -> Key:
    table = text.split('"', 2)[1]
    if text.startswith("INSERT"):
        names = [each.split("'")[0] for each in text.split(" '")[1:]]
        first = text.split("{'", 1)[1].split("'", 1)[0]
        row = dict(zip([first, *names], parameters, strict=True))
        return _key(table, row)
    changed = text.count("SET ")
    return table, parameters[changed]["S"], parameters[changed + 1]["S"]
