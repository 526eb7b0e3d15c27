"""Everything sent about a patient comes newest first, page by page, whoever of them got it."""

from datetime import timedelta

import pytest

from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.domain.patients import Link, Patient
from chalicelib.exchange.history_of_patient import history_of_patient
from chalicelib.exchange.ports import BadCursor, Slice
from tests.given import MAPLE, MONDAY, Exchange

LENA = Patient(MAPLE, "lena", "Lena", "Ortiz", links=(Link("ana"), Link("ben"), Link("cleo")))
SENT = ["ana", "ben", "ana", "max-ana", "ben", "ben", "ana", "cleo", "ana", "ben"]
"""Oldest first: to whom; “max-ana” is what Ana was sent about another child."""


def given_messages(exchange: Exchange) -> None:
    for number, to in enumerate(SENT):
        patient_id, _, contact_id = to.rpartition("-")
        row = Message(
            MAPLE, "k1", 0, number, MessageStatus.SENT, patient_id=patient_id or "lena",
            contact_id=contact_id, at={"claimed": MONDAY + timedelta(minutes=number)},
        )  # fmt: skip
        exchange.campaigns.insert([row])


def page(exchange: Exchange, *, limit: int, cursor: str | None = None) -> Slice[Message]:
    return history_of_patient(
        exchange.parts, LENA, limit=limit, cursor=cursor, by="riley", at=MONDAY
    )


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 50])
def test_every_message_comes_once_and_in_order(exchange: Exchange, limit: int) -> None:
    given_messages(exchange)

    numbers: list[int] = []
    found = page(exchange, limit=limit)
    while True:
        numbers += [message.number for message in found.items]
        assert len(found.items) <= limit
        if found.next is None:
            break
        found = page(exchange, limit=limit, cursor=found.next)

    assert numbers == [number for number in reversed(range(len(SENT))) if number != 3]


def test_opening_it_is_written_down(exchange: Exchange) -> None:
    page(exchange, limit=5)

    (row,) = exchange.audit.rows
    assert (row.actor, row.act, row.subject) == ("riley", "opened_messages", "lena")


@pytest.mark.parametrize(
    "cursor",
    [
        "junk",
        "_",
        "2026-11-23T09:41:00.000000_k1-0000-00001",
        "0001-01-01T00:00:00.000000+14:00_k1-0000-00001",
        "2026-11-23T09:41:00.000000+00:00_k1",
        "2026-11-23T09:41:00.000000+00:00_" + "k" * 5_000 + "-0000-00001",
    ],
)
def test_a_place_that_was_made_up_breaks_nothing(exchange: Exchange, cursor: str) -> None:
    given_messages(exchange)

    with pytest.raises(BadCursor):
        page(exchange, limit=5, cursor=cursor)
