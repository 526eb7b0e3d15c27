"""Plain values survive the way to the table and back, and conflicts are waited out."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as some

from chalicelib.exchange.ports import BadCursor, Changed
from chalicelib.storage.cursors import read_cursor, write_cursor
from chalicelib.storage.dynamo import (
    ABSENT,
    ATTEMPTS,
    Busy,
    Cancelled,
    If,
    from_attributes,
    patiently,
    to_attribute,
    to_attributes,
    transact,
)
from chalicelib.storage.table import Query, Table
from tests.storage.places import Tables

VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(),
    lambda inner: (
        some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(some.dictionaries(some.text(min_size=1, max_size=5), VALUES, max_size=3))
def test_plain_values_come_back_the_same(item: dict[str, object]) -> None:
    assert from_attributes(to_attributes(item)) == item


@pytest.mark.parametrize("value", [1.5, b"bytes", {1, 2}, object()])
def test_what_we_never_keep_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        to_attribute(value)


def test_a_kind_that_we_never_write_is_not_read() -> None:
    with pytest.raises(TypeError):
        from_attributes({"data": {"B": b"1"}})


def answering(errors: Sequence[ClientError]) -> Callable[[], str]:
    left = list(errors)

    def ask() -> str:
        if left:
            raise left.pop(0)
        return "done"

    return ask


def cancelled(*reasons: str) -> ClientError:
    answer: Any = {
        "Error": {"Code": "TransactionCanceledException"},
        "CancellationReasons": [{"Code": reason} for reason in reasons],
    }
    return ClientError(answer, "TransactWriteItems")


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code}}, "PutItem")


def test_a_conflict_is_waited_out() -> None:
    errors = [cancelled("None", "TransactionConflict"), refused("TransactionConflictException")]

    assert patiently(answering(errors)) == "done"


def test_endless_conflict_is_said_in_the_end() -> None:
    with pytest.raises(Busy):
        patiently(answering([cancelled("ThrottlingError")] * ATTEMPTS))


def test_a_condition_that_fails_is_not_asked_again() -> None:
    with pytest.raises(Cancelled) as trouble:
        patiently(answering([cancelled("TransactionConflict", "ConditionalCheckFailed")]))

    assert [trouble.value.refused(position) for position in (0, 1)] == [False, True]
    with pytest.raises(Changed):
        patiently(answering([refused("ConditionalCheckFailedException")]))


def test_other_trouble_comes_through_as_it_is() -> None:
    with pytest.raises(ClientError):
        patiently(answering([refused("ResourceNotFoundException")]))


@pytest.fixture
def table(tables: Tables) -> Table:
    return tables.table("records")


def test_a_transaction_names_which_condition_failed(table: Table, practice: str) -> None:
    held = {"pk": practice, "sk": "1", "version": 3}
    table.put(held)
    actions = [
        table.putting({"pk": practice, "sk": "2"}, condition=ABSENT),
        table.updating(
            (practice, "1"),
            text="SET #version = :next",
            values={"next": 5},
            condition=If("#version = :seen", {"seen": 4}),
        ),
    ]

    with pytest.raises(Cancelled) as trouble:
        transact(table.client, actions)

    assert trouble.value.reasons == ("None", "ConditionalCheckFailed")
    assert table.get((practice, "2")) is None
    assert table.get((practice, "1")) == held


def test_an_update_gives_back_what_is_kept_then(table: Table, practice: str) -> None:
    changed = table.update((practice, "1"), text="ADD #count :one", values={"one": 1})

    assert changed == {"pk": practice, "sk": "1", "count": 1}
    with pytest.raises(Changed):
        table.delete((practice, "1"), condition=If("#count = :seen", {"seen": 2}))
    table.delete((practice, "1"))
    assert table.get((practice, "1")) is None


def test_a_long_partition_is_read_to_its_end(table: Table, practice: str) -> None:
    for number in range(6):
        table.put({"pk": practice, "sk": f"{number}", "text": "x" * 300_000})

    assert [row["sk"] for row in table.all(Query(practice))] == list("012345")
    newest = table.page(Query(practice, newest_first=True), limit=5)
    assert [row["sk"] for row in newest.items] == list("54321")
    assert newest.next is not None


def test_a_cursor_that_somebody_made_up_is_refused(table: Table, practice: str) -> None:
    query = Query(practice, between=("2", "4"))
    of = table.name + query.name
    forged = [
        write_cursor({"pk": "another", "sk": "2"}, of=of),
        write_cursor({"pk": practice}, of=of),
        write_cursor({"pk": practice, "sk": ""}, of=of),
    ]

    for cursor in forged:
        with pytest.raises(BadCursor):
            table.page(query, limit=1, cursor=cursor)


@given(some.text())
def test_no_text_is_taken_for_a_cursor(text: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(text, of="list", names=frozenset({"pk", "sk"}))
