"""Forgets a demo practice, so that it can be made anew; a laptop's own tables only."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from chalicelib.storage.tables import TABLES
from infra.local.clients import client

ITEMS_PER_CALL = 25

# Items of DynamoDB as boto3 takes and gives them.
Item = dict[str, Any]


def forget(practice_id: str, *, environment: Mapping[str, str]) -> None:
    """Delete every row of this practice, in every table."""
    dynamo: Any = client("dynamodb", environment=environment)
    for name in TABLES:
        table = f"{environment['PMX_PREFIX']}-{name}"
        keys = _keys(dynamo, table=table, practice_id=practice_id)
        while some := list(islice(keys, ITEMS_PER_CALL)):
            wanted = {table: [{"DeleteRequest": {"Key": key}} for key in some]}
            while wanted:
                wanted = dynamo.batch_write_item(RequestItems=wanted)["UnprocessedItems"]


def _keys(dynamo: Any, *, table: str, practice_id: str) -> Iterator[Item]:
    """Read in whole before the first is deleted: a scan does not like its table to shrink."""
    pages = dynamo.get_paginator("scan").paginate(
        TableName=table,
        ProjectionExpression="pk, sk",
        FilterExpression="begins_with(pk, :practice)",
        ExpressionAttributeValues={":practice": {"S": f"P#{practice_id}"}},
    )
    return iter(list(_of(practice_id, (item for page in pages for item in page["Items"]))))


def _of(practice_id: str, items: Iterable[Item]) -> Iterator[Item]:
    """Not those of a practice whose id only begins the same way."""
    whole = f"P#{practice_id}"
    for item in items:
        if item["pk"]["S"] == whole or item["pk"]["S"].startswith(f"{whole}#"):
            yield item
