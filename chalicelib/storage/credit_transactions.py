"""Transactions over the credit models: all parts or none, tried again while others collide."""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.credit_models import CreditModels
from chalicelib.storage.dynamo import ATTEMPTS, CONFLICTS, FIRST_PAUSE_SECONDS, UNDER_WAY, Busy


class Refused(Changed):
    """
    A condition did not hold; nothing has changed.

    `is_first`: the ledger line is there already, so that it was all done before.
    """

    def __init__(self, *, is_first: bool = False) -> None:
        super().__init__()
        self.is_first = is_first


@dataclass(frozen=True)
class Part:
    """One put or update of a transaction; an update has actions."""

    row: Model
    condition: Condition | None
    actions: tuple[Any, ...] = ()


def putting(row: Model, *, condition: Condition) -> Part:
    """A new row."""
    return Part(row, condition)


def changing(row: Model, *, actions: Sequence[Any], condition: Condition | None) -> Part:
    """A change of a row; `row` needs only its keys."""
    return Part(row, condition, tuple(actions))


def commit(models: CreditModels, parts: Sequence[Part]) -> None:
    """
    All of these or none.

    PynamoDB sends puts before updates whatever the order here, and so are its reasons ordered;
    which condition failed is therefore found out by reading, never from a reason’s place.

    :raises Refused: if a condition did not hold.
    :raises Busy: if others kept writing the same rows.
    """
    for attempt in range(ATTEMPTS):
        try:
            _commit_once(models, parts)
        except TransactWriteError as error:
            _raise_unless_conflict(error)
        else:
            return
        time.sleep(FIRST_PAUSE_SECONDS * 2**attempt * (1 + secrets.randbelow(100) / 100))
    raise Busy


def _commit_once(models: CreditModels, parts: Sequence[Part]) -> None:
    with TransactWrite(connection=models.connection) as transaction:
        for part in parts:
            if part.actions:
                transaction.update(part.row, actions=list(part.actions), condition=part.condition)
            else:
                transaction.save(part.row, condition=part.condition)


def code_of(error: PynamoDBException) -> str:
    """What DynamoDB called the trouble; nothing, if its answer never came."""
    # PynamoDB’s own way to ask fails itself where there was no answer.
    return error.cause.response["Error"]["Code"] if isinstance(error.cause, ClientError) else ""


def _raise_unless_conflict(error: TransactWriteError) -> None:
    code = code_of(error)
    if code in UNDER_WAY:
        return
    if code != "TransactionCanceledException":
        raise error
    codes = {reason.code for reason in error.cancellation_reasons if reason is not None}
    if "ConditionalCheckFailed" in codes:
        raise Refused from error
    if not codes & CONFLICTS:
        raise error
