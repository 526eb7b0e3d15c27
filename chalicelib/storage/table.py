"""One table: rows by key, pages of lists, and writes that hold only under a condition."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.exchange.ports.slices import BadCursor, Slice
from chalicelib.storage.cursors import read_cursor, write_cursor
from chalicelib.storage.dynamo import (
    Action,
    Attribute,
    Client,
    If,
    Item,
    Plain,
    expression,
    from_attributes,
    patiently,
    to_attributes,
)
from chalicelib.storage.keys import can_exist
from chalicelib.storage.tables import TableShape

KEYS_PER_BATCH_GET = 100
Key = tuple[str, str]


@dataclass(frozen=True)
class Query:
    """Rows of one partition of a table or index, in the order of their sort key."""

    partition: str
    index: str | None = None
    prefix: str = ""
    """Only sort keys that begin so."""
    between: tuple[str, str] | None = None
    """Only sort keys from … to …, both included."""
    newest_first: bool = False
    may_lag: bool = False  # Half the price, and a moment behind at worst.

    @property
    def name(self) -> str:
        """What a cursor of this list is bound to."""
        return repr((self.partition, self.index, self.prefix, self.between, self.newest_first))


@dataclass(frozen=True, eq=False)
class Table:
    """One table under its full name."""

    client: Client
    name: str
    shape: TableShape

    def get(self, key: Key) -> Item | None:
        """One row, read consistently."""
        if not can_exist(key):
            return None
        got = self.client.get_item(
            TableName=self.name, Key=self.attributes_of(key), ConsistentRead=True
        )
        return from_attributes(got["Item"]) if "Item" in got else None

    def get_many(self, keys: Iterable[Key], *, may_lag: bool = False) -> dict[Key, Item]:
        """Those rows that exist; read consistently unless they may lag."""
        return get_rows({self: keys}, may_lag=may_lag)[self]

    def page(self, query: Query, *, limit: int, cursor: str | None = None) -> Slice[Item]:
        """At most `limit` rows, `next` None exactly when no more are left. :raises BadCursor:"""
        found: list[Item] = []
        start = self._start(query, cursor)
        while True:
            answer = self._query(query, limit=limit + 1 - len(found), start=start)
            found.extend(from_attributes(each) for each in answer["Items"])
            start = answer.get("LastEvaluatedKey")
            if len(found) > limit or start is None:
                break
        if len(found) <= limit:
            return Slice(tuple(found))
        last = {name: found[limit - 1][name] for name in self._cursor_names(query)}
        return Slice(tuple(found[:limit]), write_cursor(last, of=self.name + query.name))

    def all(self, query: Query, *, at_once: int | None = None) -> Iterator[Item]:
        """Every row of a query, page by page; read consistently where there is no index."""
        start: dict[str, Attribute] | None = None
        while True:
            answer = self._query(query, limit=at_once, start=start)
            yield from (from_attributes(each) for each in answer["Items"])
            start = answer.get("LastEvaluatedKey")
            if start is None:
                return

    def put(self, item: Mapping[str, Plain], *, condition: If | None = None) -> None:
        """:raises Changed: if the condition does not hold."""
        self._do(self.client.put_item, self.putting(item, condition=condition))

    def update(
        self,
        key: Key,
        *,
        text: str,
        values: Mapping[str, Plain],
        condition: If | None = None,
    ) -> Item:
        """
        Change a row as an update expression says (`"SET #state = :new"`); gives it back, changed.

        :raises Changed: if the condition does not hold.
        """
        (body,) = self.updating(key, text=text, values=values, condition=condition).values()
        answer = patiently(lambda: self.client.update_item(**body, ReturnValues="ALL_NEW"))
        return from_attributes(answer["Attributes"])

    def delete(self, key: Key, *, condition: If | None = None) -> None:
        """:raises Changed: if the condition does not hold."""
        self._do(self.client.delete_item, self.deleting(key, condition=condition))

    def putting(self, item: Mapping[str, Plain], *, condition: If | None = None) -> Action:
        """An action of a transaction."""
        return {"Put": self._action({"Item": to_attributes(item)}, condition)}

    def deleting(self, key: Key, *, condition: If | None = None) -> Action:
        """An action of a transaction."""
        return {"Delete": self._action({"Key": self.attributes_of(key)}, condition)}

    def checking(self, key: Key, *, condition: If) -> Action:
        """An action of a transaction."""
        return {"ConditionCheck": self._action({"Key": self.attributes_of(key)}, condition)}

    def updating(
        self,
        key: Key,
        *,
        text: str,
        values: Mapping[str, Plain],
        condition: If | None = None,
    ) -> Action:
        """An action of a transaction; values of the condition are given with it."""
        body = {"Key": self.attributes_of(key), "UpdateExpression": text}
        return {"Update": self._action(body, condition, text=text, values=values)}

    def _action(
        self,
        body: dict[str, Any],
        condition: If | None,
        *,
        text: str = "",
        values: Mapping[str, Plain] | None = None,
    ) -> dict[str, Any]:
        action = {"TableName": self.name, **body}
        held = condition or If("")
        if held.text:
            action["ConditionExpression"] = held.text
        used = {**(values or {}), **held.values}
        return action | expression(text, held.text, values=used)

    def _do(self, operation: Callable[..., Any], action: Action) -> None:
        (body,) = action.values()
        patiently(lambda: operation(**body))

    def _query(self, query: Query, *, limit: int | None, start: dict[str, Attribute] | None) -> Any:
        partition, sort = self._names(query)
        text, values = f"#{partition} = :partition", {"partition": query.partition}
        if query.between is not None:
            values["first"], values["last"] = query.between
            if values["first"] > values["last"]:
                return {"Items": ()}  # Nothing lies there, and DynamoDB refuses to be asked.
            text += f" AND #{sort} BETWEEN :first AND :last"
        elif query.prefix:
            text += f" AND begins_with(#{sort}, :prefix)"
            values["prefix"] = query.prefix
        request: dict[str, Any] = {
            "TableName": self.name,
            "KeyConditionExpression": text,
            "ScanIndexForward": not query.newest_first,
        } | expression(text, values=values)
        if query.index is not None:
            request["IndexName"] = query.index
        elif not query.may_lag:
            request["ConsistentRead"] = True
        if limit is not None:
            request["Limit"] = limit
        if start is not None:
            request["ExclusiveStartKey"] = start
        return _asked(self.client, request)

    def _start(self, query: Query, cursor: str | None) -> dict[str, Attribute] | None:
        if cursor is None:
            return None
        names = self._cursor_names(query)
        start = read_cursor(cursor, of=self.name + query.name, names=names)
        if start[self._names(query)[0]] != query.partition:
            raise BadCursor
        return to_attributes(start)

    def _names(self, query: Query) -> tuple[str, str]:
        return self.shape.keys if query.index is None else self.shape.indexes[query.index]

    def _cursor_names(self, query: Query) -> frozenset[str]:
        return frozenset(self.shape.keys + self._names(query))

    def attributes_of(self, key: Key) -> dict[str, Attribute]:
        """A key as DynamoDB takes it."""
        partition, sort = self.shape.keys
        return {partition: {"S": key[0]}, sort: {"S": key[1]}}


def get_rows(
    keys: Mapping[Table, Iterable[Key]], *, may_lag: bool = False
) -> dict[Table, dict[Key, Item]]:
    """Those rows of these tables that exist, read consistently unless they may lag."""
    asked = ((table, key) for table, each in keys.items() for key in dict.fromkeys(each))
    wanted = [(table, key) for table, key in asked if can_exist(key)]
    found: dict[Table, dict[Key, Item]] = {table: {} for table in keys}
    for start in range(0, len(wanted), KEYS_PER_BATCH_GET):
        _get_batch(wanted[start : start + KEYS_PER_BATCH_GET], found=found, may_lag=may_lag)
    return found


def _get_batch(
    wanted: Sequence[tuple[Table, Key]], *, found: dict[Table, dict[Key, Item]], may_lag: bool
) -> None:
    tables = {table.name: table for table, _ in wanted}
    asked: dict[str, Any] = {name: {"Keys": [], "ConsistentRead": not may_lag} for name in tables}
    for table, key in wanted:
        asked[table.name]["Keys"].append(table.attributes_of(key))
    client = wanted[0][0].client
    while asked:
        answer = client.batch_get_item(RequestItems=asked)
        for name, rows in answer["Responses"].items():
            partition, sort = tables[name].shape.keys
            for attributes in rows:
                item = from_attributes(attributes)
                found[tables[name]][item[partition], item[sort]] = item
        # Too large an answer, or too fast: the SDK has waited; the rest is asked for again.
        asked = answer.get("UnprocessedKeys") or {}


def _asked(client: Client, request: dict[str, Any]) -> Any:
    try:
        return client.query(**request)
    except ClientError as error:
        is_invalid = error.response["Error"]["Code"] == "ValidationException"
        if is_invalid and "ExclusiveStartKey" in request:
            # A start outside of what is asked for can only be a cursor that somebody made up.
            raise BadCursor from error
        raise
