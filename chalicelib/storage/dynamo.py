"""How we speak to DynamoDB: one client, plain values in and out, and patience where it helps."""

import re
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.quick_json import make_quick

# botocore makes its clients at run time, and a table's rows have the shape of what is kept.
Client = Any
Plain = Any
Item = dict[str, Plain]
Attribute = dict[str, Any]
Action = dict[str, dict[str, Any]]
Answer = TypeVar("Answer")

CONNECT_SECONDS = 2
READ_SECONDS = 10
ATTEMPTS = 5
"""Asked so often in all, by the SDK for throttling and lost connections, by us for conflicts."""
FIRST_PAUSE_SECONDS = 0.02
ACTIONS_PER_TRANSACTION = 100
USER_AGENT = "patient-message-exchange boto3"
"""Fixed, because botocore else puts it together anew, twice for each call."""

CONFLICTS = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
"""Reasons for which the same transaction may succeed a moment later."""
UNDER_WAY = frozenset({"TransactionConflictException", "TransactionInProgressException"})
"""Another transaction has the rows at this moment, or our own of which no answer came."""


class Cancelled(Changed):
    """A transaction was refused: one reason per action, in their order, “None” where it held."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = tuple(reasons)

    def refused(self, position: int) -> bool:
        """Whether the condition of that action did not hold."""
        return self.reasons[position] == "ConditionalCheckFailed"


class Busy(Exception):
    """Others kept writing the same rows for longer than we could wait; nothing has changed."""


@dataclass(frozen=True)
class If:
    """A condition such as `If("#version = :seen", {"seen": 3})`; names stand after a #."""

    text: str
    values: Mapping[str, Plain] = field(default_factory=dict)


ABSENT = If("attribute_not_exists(#pk)")
PRESENT = If("attribute_exists(#pk)")


def as_read(version: int) -> If:
    """Only over the version that was read; 0 is one that must not exist yet."""
    return ABSENT if version == 0 else If("#version = :seen", {"seen": version})


def dynamo_client(*, endpoint: str | None, region: str | None = None) -> Client:
    """The one client that all stores share: making one costs more than using it."""
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        max_pool_connections=20,
        tcp_keepalive=True,
        parameter_validation=False,
        user_agent=USER_AGENT,
    )
    # The overloads of boto3.client know only services whose types are installed.
    make: Any = boto3.client
    return make_quick(make("dynamodb", endpoint_url=endpoint, region_name=region, config=config))


def to_attributes(item: Mapping[str, Plain]) -> dict[str, Attribute]:
    """A row as DynamoDB takes it."""
    return {name: to_attribute(value) for name, value in item.items()}


def to_attribute(value: Plain) -> Attribute:
    """
    One value as DynamoDB takes it.

    :raises TypeError: for anything but text, whole numbers, truths, None, maps and lists.
    """
    kind = type(value)
    if kind is str:
        return {"S": value}
    if kind is bool:
        return {"BOOL": value}
    if kind is int:
        return {"N": str(value)}
    if value is None:
        return {"NULL": True}
    if isinstance(value, Mapping):
        return {"M": {str(name): to_attribute(inner) for name, inner in value.items()}}
    if isinstance(value, (list, tuple)):
        return {"L": [to_attribute(inner) for inner in value]}
    if isinstance(value, str):
        return {"S": str(value)}
    raise TypeError(f"{kind.__name__} cannot be kept")


def from_attributes(attributes: Mapping[str, Attribute]) -> Item:
    """A row as we use it."""
    return {
        # Most are text: to look for that first spares nine calls of ten.
        name: attribute["S"] if "S" in attribute else from_attribute(attribute)
        for name, attribute in attributes.items()
    }


def from_attribute(attribute: Attribute) -> Plain:
    """
    One value as we use it.

    :raises TypeError: for a kind that we never write.
    """
    ((kind, value),) = attribute.items()
    if kind in ("S", "BOOL"):
        return value
    if kind == "N":
        return int(value)
    if kind == "NULL":
        return None
    if kind == "M":
        return from_attributes(value)
    if kind == "L":
        return [from_attribute(inner) for inner in value]
    raise TypeError(f"{kind} is never kept")


def transact(client: Client, actions: Sequence[Action]) -> None:
    """
    Do all of these or none (see Table.putting, .updating, .checking, .deleting).

    :raises Cancelled: with the reason of each action, if a condition did not hold.
    :raises Busy: if others were writing the same rows all the while.
    """
    if len(actions) > ACTIONS_PER_TRANSACTION:
        raise ValueError(f"{len(actions)} actions do not fit one transaction")
    # The SDK adds a token, so that its own second attempt is not applied twice.
    patiently(lambda: client.transact_write_items(TransactItems=list(actions)))


def patiently(ask: Callable[[], Answer]) -> Answer:
    """
    Ask; ask again, a little later each time, while others write the same rows.

    :raises Changed: if a condition did not hold.
    :raises Busy: after so many attempts.
    """
    for attempt in range(ATTEMPTS):
        try:
            return ask()
        except ClientError as error:
            _raise_unless_conflict(error)
        time.sleep(FIRST_PAUSE_SECONDS * 2**attempt * (1 + secrets.randbelow(100) / 100))
    raise Busy


def _raise_unless_conflict(error: ClientError) -> None:
    code = error.response["Error"]["Code"]
    if code == "ConditionalCheckFailedException":
        raise Changed from error
    if code == "TransactionCanceledException":
        # botocore's own type of an error's answer does not name this part of it.
        answer: Mapping[str, Any] = error.response
        reasons = [reason.get("Code", "None") for reason in answer["CancellationReasons"]]
        if not CONFLICTS.intersection(reasons) or "ConditionalCheckFailed" in reasons:
            raise Cancelled(reasons) from error
    elif code not in UNDER_WAY:
        raise error


NAME = re.compile(r"#(\w+)")


def expression(*texts: str, values: Mapping[str, Plain]) -> dict[str, Any]:
    """ExpressionAttributeNames and -Values for what the expressions name and use."""
    names = {f"#{name}": name for text in texts for name in NAME.findall(text)}
    found: dict[str, Any] = {}
    if names:
        found["ExpressionAttributeNames"] = names
    if values:
        found["ExpressionAttributeValues"] = {f":{k}": to_attribute(v) for k, v in values.items()}
    return found
