"""A table that answers: rows put or inserted stay, everything else is only acknowledged."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import orjson

# Requests and rows are JSON in DynamoDB’s own shape.
Json = Any
Row = dict[str, Json]

PAGE_BYTES = 1024 * 1024
"""As in DynamoDB: what a query answers at most at once."""
NAME_IN_INSERT = re.compile(r"'(\w+)': \?")
SETTING = re.compile(r"#(\w+) = (?:if_not_exists\(#\w+, )?:(\w+)")
PLACE, META = b"@@", "META"


def number_text(number: int) -> bytes:
    """A number that looks like an id of ours: as long, and sorting by size."""
    return b"%026d" % number


class Dynamo:
    """Rows by table, partition and sort key; some are made up from a pattern when asked for."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], dict[str, bytes]] = {}
        self._patterns: dict[str, bytes] = {}
        self._lists: dict[str, tuple[bytes, int]] = {}
        self._operations: Mapping[str, Callable[[Json], tuple[bytes, int]]] = {
            "GetItem": self._get,
            "BatchGetItem": self._batch_get,
            "Query": self._query,
            "PutItem": self._put,
            "UpdateItem": self._update,
            "DeleteItem": lambda _request: (b"{}", 1),
            "TransactWriteItems": self._transact,
            "BatchExecuteStatement": self._statements,
        }

    def answer(self, operation: str, body: bytes) -> tuple[bytes, int]:
        """The answer’s body, and how many items it was about."""
        return self._operations[operation](orjson.loads(body))

    def multiply(self, count: int) -> None:
        """
        Have so many of each row whose partition ends with @@, with a number in its place.

        They are made up when they are asked for, so that a hundred thousand take no room.
        """
        for (_, pk), partition in self._rows.items():
            row = partition.get(META)
            if row is None or not pk.endswith(PLACE.decode()):
                continue
            self._patterns[pk.removesuffix(PLACE.decode())] = row
            listed_in = orjson.loads(row).get("list_pk")
            if listed_in is not None:
                self._lists[listed_in["S"]] = (row, count)

    def _get(self, request: Json) -> tuple[bytes, int]:
        row = self._found(request["TableName"], request["Key"])
        return (b"{}" if row is None else b'{"Item":%b}' % row), 1

    def _batch_get(self, request: Json) -> tuple[bytes, int]:
        tables, asked = [], 0
        for table, wanted in request["RequestItems"].items():
            asked += len(wanted["Keys"])
            rows = (self._found(table, key) for key in wanted["Keys"])
            held = b",".join(row for row in rows if row is not None)
            tables.append(b'"%b":[%b]' % (table.encode(), held))
        return b'{"Responses":{%b},"UnprocessedKeys":{}}' % b",".join(tables), asked

    def _query(self, request: Json) -> tuple[bytes, int]:
        values = request["ExpressionAttributeValues"]
        pk = values[":partition"]["S"]
        if "IndexName" in request:
            return self._list(request, pk)
        prefix = values.get(":prefix", {}).get("S", "")
        after = request.get("ExclusiveStartKey", {}).get("sk", {}).get("S", "")
        partition = self._rows.get((request["TableName"], pk), {})
        found: list[bytes] = []
        at_most = request.get("Limit", len(partition))
        size, end, last = 0, "", b""
        for sk in sorted(partition):
            if sk <= after or not sk.startswith(prefix):
                continue
            if len(found) == at_most or size + len(partition[sk]) > PAGE_BYTES:
                last = b',"LastEvaluatedKey":%b' % orjson.dumps({"pk": {"S": pk}, "sk": {"S": end}})
                break
            found.append(partition[sk])
            size += len(partition[sk])
            end = sk
        return b'{"Items":[%b],"Count":%d%b}' % (b",".join(found), len(found), last), len(found)

    def _list(self, request: Json, partition: str) -> tuple[bytes, int]:
        pattern, count = self._lists[partition]
        start = request.get("ExclusiveStartKey")
        first = 0 if start is None else int(start["pk"]["S"].rpartition("#")[2]) + 1
        end = min(count, first + request["Limit"])
        rows = [pattern.replace(PLACE, number_text(each)) for each in range(first, end)]
        last = b""
        if end < count:
            held = orjson.loads(rows[-1])
            names = ("pk", "sk", "list_pk", "list_sk")
            last = b',"LastEvaluatedKey":%b' % orjson.dumps({name: held[name] for name in names})
        return b'{"Items":[%b],"Count":%d%b}' % (b",".join(rows), len(rows), last), len(rows)

    def _put(self, request: Json) -> tuple[bytes, int]:
        self._keep(request["TableName"], request["Item"])
        return b"{}", 1

    def _update(self, request: Json) -> tuple[bytes, int]:
        """Sets what it says and holds to no condition; enough for counts and leases."""
        table, key = request["TableName"], request["Key"]
        row: Row = orjson.loads(self._found(table, key) or orjson.dumps(key))
        values = request.get("ExpressionAttributeValues", {})
        for name, value in SETTING.findall(request["UpdateExpression"]):
            row[name] = values[f":{value}"]
        self._keep(table, row)
        return b'{"Attributes":%b}' % orjson.dumps(row), 1

    def _transact(self, request: Json) -> tuple[bytes, int]:
        for action in request["TransactItems"]:
            if "Put" in action:
                self._put(action["Put"])
        return b"{}", len(request["TransactItems"])

    def _statements(self, request: Json) -> tuple[bytes, int]:
        statements = request["Statements"]
        for each in statements:
            text = each["Statement"]
            if text.startswith("INSERT"):
                names = NAME_IN_INSERT.findall(text)
                row = dict(zip(names, each["Parameters"], strict=True))
                self._keep(text.split('"', 2)[1], row)
        said = b",".join([b'{"TableName":"%b"}' % b"campaigns"] * len(statements))
        return b'{"Responses":[%b]}' % said, len(statements)

    def _keep(self, table: str, row: Row) -> None:
        partition = self._rows.setdefault((table, row["pk"]["S"]), {})
        partition[row["sk"]["S"]] = orjson.dumps(row)

    def _found(self, table: str, key: Row) -> bytes | None:
        pk, sk = key["pk"]["S"], key["sk"]["S"]
        row = self._rows.get((table, pk), {}).get(sk)
        if row is not None or sk != META:
            return row
        prefix, mark, number = pk.rpartition("#")
        pattern = self._patterns.get(prefix + mark)
        return None if pattern is None else pattern.replace(PLACE, number.encode())
