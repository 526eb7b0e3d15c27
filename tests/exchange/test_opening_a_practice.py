"""A practice is opened with its number, and its administrator stands on the list at once."""

import pytest

from chalicelib.domain.contact_methods import BadAddress
from infra.aws.practice import invite, open_practice, practice_named
from tests.fakes.colleagues import FakeStaffPool
from tests.given import MONDAY, Exchange

WHERE = {"zone": "America/New_York", "phone": "+12125550100", "postal_address": "1 Elm Street"}


def test_whoever_texts_its_number_reaches_it(exchange: Exchange) -> None:
    elm = practice_named("Elm", **WHERE, text_number="212 555 0177")

    open_practice(exchange.parts, elm, credits=0, at=MONDAY)

    assert exchange.records.practice_of_number("+12125550177") == elm.id


def test_a_number_that_cannot_be_texted_opens_nothing() -> None:
    with pytest.raises(BadAddress):
        practice_named("Elm", **WHERE, text_number="911")


def test_the_administrator_is_a_colleague_before_signing_in(exchange: Exchange) -> None:
    elm = practice_named("Elm", **WHERE)
    pool = FakeStaffPool()
    open_practice(exchange.parts, elm, credits=0, at=MONDAY)

    invite(exchange.parts, pool, "morgan@elm.example", practice_id=elm.id, at=MONDAY)

    (admin,) = exchange.records.colleagues(elm.id)
    assert (admin.email, admin.signed_in_at) == ("morgan@elm.example", None)
    assert admin.may("admin")
    assert "morgan@elm.example" in pool.members
