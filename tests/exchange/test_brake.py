"""The brake: a list that bounces is held until staff have looked, and their word counts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.preferences import Choice
from chalicelib.exchange.brake import brake, reputation_of
from chalicelib.exchange.receive import receive
from chalicelib.exchange.stop import resume_campaign
from tests.given import MAPLE, Exchange

PEOPLE = 60


@pytest.fixture
def sixty(exchange: Exchange) -> Exchange:
    """Sixty families who are reached by email, and credits for two campaigns."""
    for number in range(PEOPLE):
        method = {ContactMethod.EMAIL: f"p{number}@example.com"}
        exchange.given_family(f"p{number}", methods=method, preferred=Choice.EMAIL)
    exchange.given_credits(500)
    return exchange


def bounce(exchange: Exchange, campaign: Campaign, *, count: int) -> None:
    rows = [row for row in exchange.rows(campaign).values() if row.to][:count]
    receive(
        exchange.parts,
        [
            Receipt(
                practice_id=MAPLE,
                message_id=row.id,
                event=DeliveryEvent.HARD_BOUNCE,
                at=exchange.now,
                reason="no_such_address",
            )
            for row in rows
        ],
    )
    exchange.when_swept()


def the_next_day(exchange: Exchange) -> Campaign:
    """Nobody is written to twice on one day."""
    exchange.now += timedelta(days=1)
    return exchange.when_sent(exchange.when_created(tells_again=True))


def braked(exchange: Exchange, campaign: Campaign) -> Campaign:
    brake(exchange.parts, [exchange.campaign(campaign.id)], at=exchange.now)
    return exchange.campaign(campaign.id)


@pytest.mark.parametrize(
    ("bounced", "state"), [(5, CampaignState.SENDING), (6, CampaignState.PAUSED)]
)
def test_from_a_tenth_on_what_still_sends_is_paused(
    sixty: Exchange, bounced: int, state: CampaignState
) -> None:
    before = sixty.when_all_is_done(sixty.when_created())
    bounce(sixty, before, count=bounced)
    after = the_next_day(sixty)

    assert braked(sixty, after).state is state


def test_of_a_handful_nothing_is_said(sixty: Exchange) -> None:
    before = sixty.when_all_is_done(sixty.when_created())
    bounce(sixty, before, count=30)
    reputation = reputation_of(sixty.parts, sixty.records.practice(MAPLE), at=sixty.now)

    assert (reputation.emails, reputation.bounced, reputation.bounce_rate) == (60, 30, 50.0)
    assert replace(reputation, emails=49).bounce_rate == 0.0


def test_staff_who_let_it_go_on_are_not_braked_again_the_same_day(sixty: Exchange) -> None:
    before = sixty.when_all_is_done(sixty.when_created())
    bounce(sixty, before, count=10)
    after = the_next_day(sixty)
    assert braked(sixty, after).pause_reason == "many_bounces"

    resume_campaign(sixty.parts, practice_id=MAPLE, campaign_id=after.id, by="riley", at=sixty.now)

    assert braked(sixty, after).state is CampaignState.SENDING


def test_old_bounces_are_forgiven(sixty: Exchange) -> None:
    before = sixty.when_all_is_done(sixty.when_created())
    bounce(sixty, before, count=10)
    sixty.now += timedelta(days=4)
    after = the_next_day(sixty)

    assert braked(sixty, after).state is CampaignState.SENDING
