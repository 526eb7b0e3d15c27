"""Reading for reports: what went out in a period, and nothing of any other."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.caps import NO_CAPS
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.periods import Period
from chalicelib.exchange.list_sent import sent_of_method
from chalicelib.exchange.ports import BadCursor
from chalicelib.exchange.report import counts_of_period, each_row_of_period, shares_of_period
from chalicelib.reports.messages_sent import MessagesSent, messages_sent
from tests.given import MAPLE, Exchange

TODAY = Period(date(2026, 11, 23), date(2026, 11, 23))
TOMORROW = Period(date(2026, 11, 24), date(2026, 11, 24))


@pytest.fixture
def three(exchange: Exchange) -> Exchange:
    """Ana, Ben and Cleo, and 100 credits."""
    for name in ("ana", "ben", "cleo"):
        exchange.given_family(name)
    exchange.given_credits(100)
    return exchange


def report(exchange: Exchange, period: Period = TODAY) -> MessagesSent:
    practice = exchange.records.practice(MAPLE)
    counts = counts_of_period(exchange.parts, practice=practice, period=period)
    return messages_sent(counts, period=period, method=None)


def rows(exchange: Exchange, period: Period = TODAY, method: ContactMethod | None = None):
    practice = exchange.records.practice(MAPLE)
    found = each_row_of_period(exchange.parts, practice=practice, period=period, method=method)
    return tuple(found)


def page(exchange: Exchange, *, cursor: str | None = None, status: str = "", limit: int = 50):
    practice = exchange.records.practice(MAPLE)
    return sent_of_method(
        exchange.parts,
        shares_of_period(exchange.parts, practice=practice, period=TODAY),
        practice=practice,
        period=TODAY,
        method=ContactMethod.TEXT,
        status=status,
        limit=limit,
        cursor=cursor,
    )


def test_what_went_out_today_is_in_todays_report(three: Exchange) -> None:
    three.when_all_is_done(three.when_created())

    assert (report(three).total.sent, report(three).total.credits) == (3, 9)
    assert report(three, TOMORROW).total.sent == 0
    assert {row.to for row in rows(three)} == set(three.sent_to)
    assert rows(three, TOMORROW) == ()


def test_what_is_made_and_not_sent_is_in_no_report(three: Exchange) -> None:
    three.when_created()

    assert report(three).total.waiting == 0
    assert report(three).total.sent == 0


def test_what_waits_stands_in_the_period_in_which_it_was_sent_off(three: Exchange) -> None:
    three.when_sent(three.when_created())
    three.when_swept()

    assert (report(three).total.sent, report(three).total.waiting) == (0, 3)
    assert report(three, TOMORROW).total.waiting == 0
    assert len(page(three, status="waiting").items) == 1


def test_rows_come_in_parts_each_once(three: Exchange) -> None:
    three.records.save_practice(replace(three.records.practice(MAPLE), caps=NO_CAPS))
    for _ in range(5):
        three.when_all_is_done(three.when_created(tells_again=True))
        three.now += timedelta(minutes=1)

    seen, cursor = [], None
    for _ in range(3):
        part = page(three, limit=2, cursor=cursor)
        seen += [row.id for row in part.items]
        cursor = part.next

    assert cursor is None
    assert len(seen) == len(set(seen)) == 5


def test_rows_of_one_method_alone(three: Exchange) -> None:
    three.when_all_is_done(three.when_created())

    (row,) = rows(three, method=ContactMethod.TEXT)

    assert row.to == "+12125550134"


@pytest.mark.parametrize("cursor", ["", "x", "é", "2026-11-23", "2026-11-23_c-x-1"])
def test_a_cursor_from_elsewhere_is_refused(three: Exchange, cursor: str) -> None:
    with pytest.raises(BadCursor):
        page(three, cursor=cursor)
