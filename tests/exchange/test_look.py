"""Looking at a campaign: messages are counted afresh only where that could say something new."""

import pytest

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.messages import ShownStatus
from chalicelib.exchange.find import NoSuchCampaign
from chalicelib.exchange.look import CampaignView, campaign_at_a_glance, campaign_view
from chalicelib.exchange.receive import receive
from chalicelib.exchange.rows_standing import STANDING, rows_standing
from tests.given import MAPLE, Exchange


@pytest.fixture(name="ended")
def given_ended(exchange: Exchange) -> Campaign:
    """Three messages, sent and settled, and swept once more."""
    for name in ("ana", "ben", "cleo"):
        exchange.given_family(name)
    exchange.given_credits(100)
    campaign = exchange.when_all_is_done(exchange.when_created())
    exchange.when_swept()
    return campaign


def look(exchange: Exchange, campaign: Campaign) -> tuple[CampaignView, int]:
    """What is seen, and how many messages were read for it."""
    before = exchange.campaigns.rows_read
    view = campaign_view(exchange.parts, MAPLE, campaign.id)
    return view, exchange.campaigns.rows_read - before


def test_one_that_has_ended_is_believed_as_it_was_counted(
    exchange: Exchange, ended: Campaign
) -> None:
    view, read = look(exchange, ended)

    assert view.statuses == {ShownStatus.SENT: 3}
    assert read == 0


def test_news_are_seen_before_the_sweep_has_counted_them(
    exchange: Exchange, ended: Campaign
) -> None:
    row = exchange.rows(ended)["ana"]
    told = Receipt(MAPLE, row.id, DeliveryEvent.DELIVERED, exchange.now, channel=Channel.EMAIL)
    receive(exchange.parts, [told])

    view, read = look(exchange, ended)

    assert view.statuses == {ShownStatus.SENT: 2, ShownStatus.DELIVERED: 1}
    assert read == 3
    exchange.when_swept()
    assert look(exchange, ended) == (campaign_view(exchange.parts, MAPLE, ended.id), 0)


def test_one_on_its_way_is_counted_whenever_somebody_looks(exchange: Exchange) -> None:
    exchange.given_family("ana")
    exchange.given_credits(100)
    campaign = exchange.when_created()
    exchange.when_sent(campaign)

    view, read = look(exchange, campaign)

    assert view.statuses == {ShownStatus.QUEUED: 1}
    assert read == 1
    found = rows_standing(exchange.parts, view, statuses=STANDING["waiting"], limit=50)
    assert [row.contact_id for row in found.items] == ["ana"]


def test_a_glance_sees_the_same_without_the_words(exchange: Exchange, ended: Campaign) -> None:
    seen = campaign_at_a_glance(exchange.parts, MAPLE, ended.id)

    assert seen.statuses == campaign_view(exchange.parts, MAPLE, ended.id).statuses
    assert seen.campaign.texts == {}
    with pytest.raises(NoSuchCampaign):
        campaign_at_a_glance(exchange.parts, "oak", ended.id)
