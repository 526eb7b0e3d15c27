"""Many conditional writes in one call, each with its own condition and its own answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from chalicelib.storage.dynamo import Client, Plain, to_attribute

STATEMENTS_PER_CALL = 25
NOTHING: Mapping[str, Plain] = MappingProxyType({})


@dataclass(frozen=True)
class Statement:
    """One PartiQL statement; values stand for its question marks."""

    text: str
    values: tuple[Plain, ...]


def insert_into(table: str, item: Mapping[str, Plain]) -> Statement:
    """Insert a row; one that exists already stays as it is."""
    names = ", ".join(f"'{name}': ?" for name in item)
    return Statement(f'INSERT INTO "{table}" VALUE {{{names}}}', tuple(item.values()))


def update_where(
    table: str,
    key: tuple[str, str],
    *,
    changes: Mapping[str, Plain],
    where: Mapping[str, Plain],
    below: Mapping[str, Plain] = NOTHING,
) -> Statement:
    """Set attributes of one row, if others are as given, or below what is given."""
    sets = " ".join(f'SET "{name}" = ?' for name in changes)
    conditions = "".join(f' AND "{name}" = ?' for name in where)
    conditions += "".join(f' AND "{name}" < ?' for name in below)
    return Statement(
        f'UPDATE "{table}" {sets} WHERE "pk" = ? AND "sk" = ?{conditions}',
        (*changes.values(), *key, *where.values(), *below.values()),
    )


def run_all(client: Client, statements: Sequence[Statement]) -> tuple[bool, ...]:
    """
    Run them, 25 a call; for each whether it surely took effect.

    False may be a condition that did not hold, or anything else: read the row to know. Never two
    statements for one key in one call, which DynamoDB refuses.
    """
    done: list[bool] = []
    for start in range(0, len(statements), STATEMENTS_PER_CALL):
        done += _run(client, statements[start : start + STATEMENTS_PER_CALL])
    return tuple(done)


def _run(client: Client, statements: Sequence[Statement]) -> list[bool]:
    asked: list[dict[str, Any]] = [
        {
            "Statement": statement.text,
            "Parameters": [to_attribute(value) for value in statement.values],
        }
        for statement in statements
    ]
    answers = client.batch_execute_statement(Statements=asked)["Responses"]
    return ["Error" not in answer for answer in answers]
