"""DynamoDB’s answers read as they are say the same as read by botocore’s own model of them."""

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.settings import Settings
from chalicelib.storage.dynamo import dynamo_client, to_attributes

ROW = {
    "pk": "P#maple",
    "sk": "0001",
    "status": "queued",
    "attempt": 3,
    "is_open": True,
    "nothing": None,
    "values": {"contact_name": "Íñigo “Ana” \U0001f600", "empty": "", "list": [1, "zwei", False]},
}
KEY = to_attributes({"pk": ROW["pk"], "sk": ROW["sk"]})


@pytest.fixture(scope="module")
def quick(settings: Settings) -> Any:
    """Ours."""
    return dynamo_client(endpoint=settings.aws_endpoint)


@pytest.fixture(scope="module")
def plain(settings: Settings) -> Any:
    """The SDK’s own."""
    return boto3.client("dynamodb", endpoint_url=settings.aws_endpoint)


def requests(table: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """One of every kind that the stores send, in an order that makes sense."""
    row = to_attributes(ROW)
    yield "put_item", {"TableName": table, "Item": row}
    yield "get_item", {"TableName": table, "Key": KEY, "ConsistentRead": True}
    yield "get_item", {"TableName": table, "Key": to_attributes({"pk": "x", "sk": "y"})}
    yield "batch_get_item", {"RequestItems": {table: {"Keys": [KEY], "ConsistentRead": True}}}
    yield (
        "query",
        {
            "TableName": table,
            "KeyConditionExpression": "#pk = :pk",
            "ExpressionAttributeNames": {"#pk": "pk"},
            "ExpressionAttributeValues": to_attributes({":pk": ROW["pk"]}),
            "Limit": 1,
        },
    )
    yield (
        "update_item",
        {
            "TableName": table,
            "Key": KEY,
            "UpdateExpression": "SET #attempt = :next",
            "ExpressionAttributeNames": {"#attempt": "attempt"},
            "ExpressionAttributeValues": to_attributes({":next": 4}),
            "ReturnValues": "ALL_NEW",
        },
    )
    yield (
        "batch_execute_statement",
        {"Statements": [statement(table, "sent"), statement(table, "x")]},
    )
    yield "transact_write_items", {"TransactItems": [{"Put": {"TableName": table, "Item": row}}]}
    yield "delete_item", {"TableName": table, "Key": KEY}


def statement(table: str, status: str) -> Mapping[str, Any]:
    text = f'UPDATE "{table}" SET "status" = ? WHERE "pk" = ? AND "sk" = ? AND "status" = ?'  # noqa: S608
    values = {"0": status, "1": ROW["pk"], "2": "0001" if status == "sent" else "9", "3": "queued"}
    return {"Statement": text, "Parameters": list(to_attributes(values).values())}


def without_metadata(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


@pytest.mark.storage
def test_every_answer_says_the_same(quick: Any, plain: Any, settings: Settings) -> None:
    table = settings.resource_name("leases")
    asked = list(requests(table))

    for operation, request in asked:
        answers = []
        for client in (quick, plain):
            plain.put_item(TableName=table, Item=to_attributes(ROW))
            answers.append(getattr(client, operation)(**request))

        ours, theirs = answers
        assert without_metadata(ours) == without_metadata(theirs), operation
        assert ours["ResponseMetadata"].keys() >= {"HTTPStatusCode", "HTTPHeaders"}

    assert len(asked) == 9


@pytest.mark.storage
def test_errors_are_the_sdks_own(quick: Any, plain: Any, settings: Settings) -> None:
    table = settings.resource_name("leases")
    put = {"TableName": table, "Item": to_attributes({"pk": secrets.token_hex(4), "sk": "1"})}
    held = {**put, "ConditionExpression": "attribute_exists(pk)"}
    wrong: list[tuple[str, Mapping[str, Any]]] = [
        ("put_item", held),
        ("transact_write_items", {"TransactItems": [{"Put": held}, {"Put": put}]}),
        ("get_item", {"TableName": "nowhere", "Key": KEY}),
    ]

    for operation, request in wrong:
        with pytest.raises(ClientError) as ours:
            getattr(quick, operation)(**request)
        with pytest.raises(ClientError) as theirs:
            getattr(plain, operation)(**request)

        assert ours.value.__class__.__name__ == theirs.value.__class__.__name__
        assert without_metadata(ours.value.response) == without_metadata(theirs.value.response)
