"""What did not arrive, as staff find it: in its campaign, and in Messages Sent of its days."""

from datetime import date, timedelta

import pytest

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.delivery import BAD_NEWS, DeliveryEvent, Receipt
from chalicelib.domain.letters import Letter, Refused, Unknown
from chalicelib.domain.messages import (
    NOT_DELIVERED_STATUSES,
    SHOWN_BY_EVENT,
    TROUBLED_STATUSES,
    Message,
    ShownStatus,
)
from chalicelib.domain.periods import Period
from chalicelib.exchange.list_sent import sent_of_method
from chalicelib.exchange.look import campaign_view
from chalicelib.exchange.receive import receive
from chalicelib.exchange.report import shares_of_period
from chalicelib.exchange.rows_standing import STANDING, rows_standing
from tests.given import MAPLE, Exchange

TODAY = Period(date(2026, 11, 23), date(2026, 11, 23))
YESTERDAY = Period(date(2026, 11, 22), date(2026, 11, 22))


@pytest.fixture
def sent(exchange: Exchange) -> tuple[Exchange, Campaign]:
    """Ana by email, Ben by text, Cleo by phone, all of it sent."""
    for name in ("ana", "ben", "cleo"):
        exchange.given_family(name)
    exchange.given_credits(100)
    return exchange, exchange.when_all_is_done(exchange.when_created())


def told(exchange: Exchange, row: Message, event: DeliveryEvent) -> None:
    assert row.channel is not None
    receive(exchange.parts, [Receipt(MAPLE, row.id, event, exchange.now, channel=row.channel)])


def of_campaign(exchange: Exchange, campaign: Campaign, show: str = "not_delivered") -> list[str]:
    view = campaign_view(exchange.parts, MAPLE, campaign.id)
    found = rows_standing(exchange.parts, view, statuses=STANDING[show], limit=50)
    return [row.contact_id for row in found.items]


def of_days(exchange: Exchange, method: ContactMethod, period: Period = TODAY) -> list[str]:
    practice = exchange.records.practice(MAPLE)
    found = sent_of_method(
        exchange.parts,
        shares_of_period(exchange.parts, practice=practice, period=period),
        practice=practice,
        period=period,
        method=method,
        status="not_delivered",
        limit=50,
        cursor=None,
    )
    return [row.contact_id for row in found.items]


def test_what_bounced_is_found_in_its_campaign_and_on_its_day(
    sent: tuple[Exchange, Campaign],
) -> None:
    exchange, campaign = sent
    told(exchange, exchange.rows(campaign)["ana"], DeliveryEvent.HARD_BOUNCE)
    told(exchange, exchange.rows(campaign)["ben"], DeliveryEvent.DELIVERED)

    assert of_campaign(exchange, campaign) == ["ana"]
    assert of_days(exchange, ContactMethod.EMAIL) == ["ana"]
    assert of_days(exchange, ContactMethod.TEXT) == []
    assert of_days(exchange, ContactMethod.EMAIL, YESTERDAY) == []


def test_what_arrived_after_all_is_found_no_more(sent: tuple[Exchange, Campaign]) -> None:
    exchange, campaign = sent
    called = next(row for row in exchange.rows(campaign).values() if row.channel is Channel.PHONE)
    told(exchange, called, DeliveryEvent.BUSY)
    assert of_campaign(exchange, campaign) == [called.contact_id]

    told(exchange, called, DeliveryEvent.ANSWERED)

    assert of_campaign(exchange, campaign) == []


def test_what_a_provider_refused_stands_in_its_campaign_but_was_never_sent(
    exchange: Exchange,
) -> None:
    def refuse(letter: Letter) -> Refused:
        return Refused("bad_address")

    exchange.given_family("ana")
    exchange.given_credits(100)
    exchange.senders[Channel.EMAIL].answers = refuse
    campaign = exchange.when_all_is_done(exchange.when_created())

    assert of_campaign(exchange, campaign) == ["ana"]
    assert of_days(exchange, ContactMethod.EMAIL) == []


def test_what_nobody_can_know_is_listed_apart(exchange: Exchange) -> None:
    exchange.given_family("ana")
    exchange.given_credits(100)
    exchange.senders[Channel.EMAIL].answers = lambda letter: Unknown("timeout")
    campaign = exchange.when_created()
    exchange.when_all_is_done(campaign)
    exchange.now += timedelta(hours=2)
    exchange.when_swept()
    campaign = exchange.campaign(campaign.id)

    assert of_campaign(exchange, campaign, "unknown") == ["ana"]
    assert of_campaign(exchange, campaign) == []


def test_bad_news_are_those_after_which_staff_read_that_it_did_not_arrive() -> None:
    told_so = {
        event for event, status in SHOWN_BY_EVENT.items() if status in NOT_DELIVERED_STATUSES
    }

    assert told_so == BAD_NEWS
    assert NOT_DELIVERED_STATUSES | {ShownStatus.UNKNOWN} == TROUBLED_STATUSES
