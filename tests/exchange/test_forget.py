"""Details of old messages are forgotten; that they were sent, and what they cost, is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.exchange.forget import forget_details
from tests.fakes.forgetting import forgetting
from tests.given import MAPLE, Exchange

INSTALLED = 30


@pytest.fixture
def done(exchange: Exchange) -> Exchange:
    """Two families were reached today."""
    for name in ("ana", "ben"):
        exchange.given_family(name)
    exchange.given_credits(100)
    exchange.when_all_is_done(exchange.when_created())
    return exchange


def forgotten(exchange: Exchange) -> int:
    forget = forgetting(exchange.campaigns)
    return forget_details(exchange.parts, MAPLE, days=INSTALLED, forget=forget)


def chosen(exchange: Exchange, *, days: int) -> None:
    practice = exchange.records.practice(MAPLE)
    exchange.records.save_practice(replace(practice, message_days=days))


def test_only_what_ended_so_long_ago_and_only_once(done: Exchange) -> None:
    before = dict(done.campaigns.held)
    assert all(row.values for row in before.values())

    done.now += timedelta(days=29)
    assert forgotten(done) == 0
    done.now += timedelta(days=2)
    assert forgotten(done) == 2
    assert forgotten(done) == 0

    assert {key: replace(row, values={}) for key, row in before.items()} == done.campaigns.held


def test_what_the_practice_chose_goes_before_what_was_installed(done: Exchange) -> None:
    chosen(done, days=60)

    done.now += timedelta(days=59)
    assert forgotten(done) == 0
    done.now += timedelta(days=2)
    assert forgotten(done) == 2


def test_a_practice_that_keeps_them_for_less_forgets_what_lies_between(done: Exchange) -> None:
    chosen(done, days=3650)
    done.now += timedelta(days=400)
    assert forgotten(done) == 0

    chosen(done, days=90)

    assert forgotten(done) == 2


def test_a_night_on_which_the_settings_changed_loses_nothing(done: Exchange) -> None:
    done.now += timedelta(days=31)
    blank = forgetting(done.campaigns)

    def while_somebody_saves(rows: object) -> tuple[str, ...]:
        chosen(done, days=45)
        return blank(rows)  # type: ignore[arg-type]

    forget_details(done.parts, MAPLE, days=INSTALLED, forget=while_somebody_saves)

    kept = done.records.practice(MAPLE)
    assert (kept.message_days, kept.forgotten_until) == (45, None)
