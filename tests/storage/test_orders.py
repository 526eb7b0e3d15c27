"""Lists come in the order that is promised, whatever order the rows were found in."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.campaigns import Shelf
from chalicelib.exchange.ports import Campaigns
from tests.storage.test_campaigns import AT, batch_of, campaign_of, messages_of


def test_the_longest_waiting_blocks_come_first(campaigns: Campaigns, practice: str) -> None:
    """A call for many rows gives them back in any order, and the sweep takes the first few."""
    marked = [campaign_of(practice) for _ in range(9)]
    for minutes, campaign in enumerate(marked):
        at = AT + timedelta(minutes=minutes)
        campaigns.mark_stale(practice, campaign.id, block=0, at=at)

    stale = campaigns.stale_blocks(limit=999)

    waiting = [block.campaign_id for block in stale if block.practice_id == practice]
    assert waiting == [campaign.id for campaign in marked]


def test_rows_of_a_whole_batch_come_by_number(campaigns: Campaigns, practice: str) -> None:
    campaign = campaign_of(practice)
    campaigns.add(campaign)
    rows = messages_of(campaign)
    campaigns.insert(rows)
    batch = replace(batch_of(campaign), numbers=(2, 0, 1))
    campaigns.add_batches([batch])

    found = campaigns.whole_batch(practice, campaign.id, number=7, block=0, numbers=(2, 0, 1))

    assert found is not None
    assert found.rows == tuple(rows)
    assert found.batch == batch


def test_a_period_that_ends_before_it_begins_holds_nothing(
    campaigns: Campaigns, practice: str
) -> None:
    """DynamoDB refuses to be asked so; the emulator does not mind."""
    campaigns.add(campaign_of(practice))

    backwards = campaigns.of_practice(
        practice,
        shelf=Shelf.PERSONALIZED,
        since=AT + timedelta(days=1),
        until=AT - timedelta(days=1),
        limit=9,
    )

    assert backwards.items == ()
    assert backwards.next is None
