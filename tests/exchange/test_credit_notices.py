"""Whoever may buy is told once that credits run low, and again only after more were bought."""

import pytest

from chalicelib.domain.colleagues import Colleague
from chalicelib.domain.contact_methods import Channel
from chalicelib.exchange.chores import do_chores
from chalicelib.exchange.credit_notices import (
    AskedAlready,
    NobodyBuys,
    ask_for_credits,
    notice_low_credits,
)
from chalicelib.exchange.purchase import PaymentEvent, buy, payment_told
from tests.fakes.payments import FakePayments
from tests.given import MAPLE, Exchange

LINK = "https://pmx.example/usage-statistics/buy"


@pytest.fixture
def low(exchange: Exchange) -> Exchange:
    """Twelve credits, where fewer than a hundred are low; Kim may buy, Pat may not."""
    exchange.given_credits(12)
    for name, rights in (("kim", {"view", "billing"}), ("pat", {"view"})):
        email = f"{name}@maple.example"
        exchange.records.keep_colleague(Colleague(MAPLE, name, name, email, frozenset(rights)))
    return exchange


def told(exchange: Exchange) -> list[str]:
    return list(exchange.senders[Channel.EMAIL].addresses)


def test_who_may_buy_is_told_once(low: Exchange) -> None:
    for _ in range(3):
        notice_low_credits(low.parts, MAPLE, link=LINK)

    assert told(low) == ["kim@maple.example"]


def test_enough_credits_are_no_news(exchange: Exchange) -> None:
    exchange.given_credits(100)

    assert not notice_low_credits(exchange.parts, MAPLE, link=LINK)


def test_it_is_told_again_after_more_were_bought_and_ran_low(low: Exchange) -> None:
    notice_low_credits(low.parts, MAPLE, link=LINK)
    purchase = buy(low.parts, practice_id=MAPLE, plan_id="1500", by="kim", at=low.now)
    payment_told(low.parts, purchase_ref=purchase.id, event=PaymentEvent.PAID, at=low.now)
    assert not notice_low_credits(low.parts, MAPLE, link=LINK)
    payment_told(low.parts, purchase_ref=purchase.id, event=PaymentEvent.REFUNDED, at=low.now)

    assert notice_low_credits(low.parts, MAPLE, link=LINK)
    assert not notice_low_credits(low.parts, MAPLE, link=LINK)
    assert len(told(low)) == 2


def test_a_round_that_died_after_writing_it_down_is_not_made_up_for(low: Exchange) -> None:
    low.credits.keep_notice(MAPLE, cause=_cause(low), at=low.now)

    do_chores(low.parts, payments=FakePayments(), link=LINK, has_time=lambda: True)

    assert told(low) == []


def _cause(low: Exchange) -> str:
    (entry,) = low.credits.entries(MAPLE, limit=9).items
    return f"{entry.kind.value}-{entry.cause_id}"


def test_a_colleague_asks_once_an_hour_and_it_is_free(low: Exchange) -> None:
    before = low.credits.balance(MAPLE)

    low.credits.keep_notice(MAPLE, cause=_cause(low), at=low.now)

    assert ask_for_credits(low.parts, MAPLE, by="Pat", at=low.now) == ("kim",)
    with pytest.raises(AskedAlready):
        ask_for_credits(low.parts, MAPLE, by="Pat", at=low.now)

    assert told(low) == []  # No page sends anything.
    for _ in range(2):
        do_chores(low.parts, payments=FakePayments(), link=LINK, has_time=lambda: True)
    assert told(low) == ["kim@maple.example"]
    assert low.credits.balance(MAPLE) == before


def test_where_nobody_may_buy_nobody_is_told(exchange: Exchange) -> None:
    with pytest.raises(NobodyBuys):
        ask_for_credits(exchange.parts, MAPLE, by="Pat", at=exchange.now)
    assert exchange.credits.practices_asking(limit=9) == ()
