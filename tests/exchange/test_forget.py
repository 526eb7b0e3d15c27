"""Details of old messages are forgotten; that they were sent, and what they cost, is not."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.messages import Message
from chalicelib.exchange.forget import forget_details
from tests.given import MAPLE, Exchange


def forgotten(exchange: Exchange, *, days: int) -> int:
    def forget(rows: tuple[Message, ...]) -> tuple[str, ...]:
        for row in rows:
            exchange.campaigns.held[(MAPLE, row.id)] = replace(row, values={})
        return tuple(row.id for row in rows)

    before = exchange.now - timedelta(days=days)
    return forget_details(exchange.parts, MAPLE, before=before, forget=forget)  # type: ignore[arg-type]


def test_only_what_ended_so_long_ago_and_only_once(exchange: Exchange) -> None:
    for name in ("ana", "ben"):
        exchange.given_family(name)
    exchange.given_credits(100)
    campaign = exchange.when_all_is_done(exchange.when_created())
    before = exchange.rows(campaign)
    assert all(row.values for row in before.values())

    exchange.now += timedelta(days=29)
    assert forgotten(exchange, days=30) == 0
    exchange.now += timedelta(days=2)
    assert forgotten(exchange, days=30) == 2
    assert forgotten(exchange, days=30) == 0

    after = exchange.rows(campaign)
    assert {key: replace(row, values={}) for key, row in before.items()} == after
