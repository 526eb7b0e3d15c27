"""A practice is opened with its number, and its administrator stands on the list at once."""

import pytest

from chalicelib.domain.contact_methods import BadAddress
from chalicelib.domain.practices import Practice
from infra.aws.practice import invite, open_practice, practice_named
from infra.aws.text_number import TakenNumber, give_text_number
from tests.fakes.colleagues import FakeStaffPool
from tests.given import MAPLE, MONDAY, Exchange

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


def test_whoever_runs_the_program_gives_a_practice_its_number(exchange: Exchange) -> None:
    given = give_text_number(exchange.parts, MAPLE, "(212) 555-0190", at=exchange.now)

    assert given.text_number == "+12125550190"
    assert exchange.records.practice_of_number("+12125550190") == MAPLE
    give_text_number(exchange.parts, MAPLE, "", at=exchange.now)
    assert exchange.records.practice_of_number("+12125550190") is None


def test_a_number_that_another_practice_has_is_not_given(exchange: Exchange) -> None:
    oak = Practice("oak", "Oak", "+16175550100", "", "America/New_York", text_number="+12125550190")
    exchange.records.save_practice(oak)

    with pytest.raises(TakenNumber):
        give_text_number(exchange.parts, MAPLE, "+12125550190", at=exchange.now)
