"""Write units are reckoned as DynamoDB’s own guide reckons them."""

from typing import Any

import pytest

from bench.write_units import charges, keys_written, size_bytes
from chalicelib.storage.dynamo import to_attributes
from chalicelib.storage.statements import insert_into, update_where

TABLE = "pmx-bench-campaigns"
KEYS = {"pk": "P#maple", "sk": "1"}


def row(**more: Any) -> dict[str, Any]:
    return to_attributes({**KEYS, **more})


def test_a_row_weighs_its_names_and_its_values() -> None:
    assert size_bytes(to_attributes({"ab": "cdé"})) == 2 + 4
    assert size_bytes(to_attributes({"n": 1234})) == 1 + 3
    assert size_bytes(to_attributes({"b": True})) == 1 + 1


@pytest.mark.parametrize(("characters", "units"), [(10, 1), (1_000, 1), (1_030, 2), (2_100, 3)])
def test_each_kilobyte_begun_is_a_unit(characters: int, units: int) -> None:
    assert charges(TABLE, None, row(text="x" * characters)) == {"row": units}


def test_the_larger_of_before_and_after_is_charged() -> None:
    assert charges(TABLE, row(text="x" * 1_100), row()) == {"row": 2}
    assert charges(TABLE, row(), None) == {"row": 1}


def test_an_index_is_charged_when_a_row_enters_moves_or_leaves() -> None:
    before, after = row(), row(contact_pk="C", contact_sk="1")
    moved = row(contact_pk="C", contact_sk="2")

    assert charges(TABLE, before, after)["contact"] == 1
    assert charges(TABLE, after, moved)["contact"] == 2
    assert charges(TABLE, moved, before)["contact"] == 1


def test_an_index_of_keys_costs_later_changes_nothing() -> None:
    keys = {"contact_pk": "C", "contact_sk": "1"}

    assert charges(TABLE, row(**keys), row(**keys, status="sent")) == {"row": 1}


def test_an_index_of_a_few_attributes_is_charged_when_one_of_them_changes() -> None:
    keys = {"contact_pk": "C", "contact_sk": "1", "patient_id": "lena"}

    assert charges(TABLE, row(**keys), row(**keys, status="sent")) == {"row": 1}
    assert charges(TABLE, row(**keys), row(**keys | {"patient_id": "leo"}))["contact"] == 1


def test_an_index_of_whole_rows_is_charged_for_every_change() -> None:
    keys = {"trouble_of": "C", "trouble_by": "M", "trouble_at": "1"}

    charged = charges(TABLE, row(**keys), row(**keys, status="failed"))

    assert charged == {"row": 1, "trouble": 1, "trouble_by_method": 1}


def test_statements_name_the_rows_that_they_write() -> None:
    statements = [
        insert_into(TABLE, {**KEYS, "status": "queued"}),
        update_where(TABLE, ("P#oak", "2"), changes={"status": "sent", "a": 1}, where={"b": 2}),
    ]
    request = {
        "Statements": [
            {
                "Statement": each.text,
                "Parameters": list(
                    to_attributes({str(i): v for i, v in enumerate(each.values)}).values()
                ),
            }
            for each in statements
        ]
    }

    written = list(keys_written("BatchExecuteStatement", request))

    assert written == [(TABLE, "P#maple", "1"), (TABLE, "P#oak", "2")]
