"""What did not arrive is found by its campaign and by its contact method, in fake and tables."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.exchange.ports import BadCursor, Campaigns
from chalicelib.exchange.receive import with_receipts
from tests.storage.test_campaigns import AT, campaign_of, messages_of

HOUR = timedelta(hours=1)


def by_email(rows: Sequence[Message]) -> list[Message]:
    return [replace(row, method=ContactMethod.EMAIL) for row in rows]


def claimed(campaigns: Campaigns, practice: str, *, rows: int = 3) -> tuple[Message, ...]:
    """So many emails of a campaign, each taken up a minute after the one before."""
    made = by_email(messages_of(campaign_of(practice), rows))
    campaigns.insert(made)
    return tuple(
        taken
        for minute, row in enumerate(made)
        for taken in campaigns.claim([row], own="me", at=AT + timedelta(minutes=minute))
    )


def sent(row: Message) -> Message:
    return replace(row, status=MessageStatus.SENT, billed=True, at={**row.at, "sent": AT})


def tell(campaigns: Campaigns, row: Message, event: DeliveryEvent) -> None:
    """As the exchange tells what was read; good news it would not read first."""
    news = Receipt(row.practice_id, row.id, event, AT + HOUR, channel=Channel.EMAIL)
    if news.says_all:
        assert campaigns.receive_unread([news]) == (row.id,)
        return
    kept = campaigns.message(row.practice_id, row.id)
    assert kept is not None
    assert campaigns.receive([(kept, with_receipts(kept, [news]))]) == (row.id,)


def found_of(campaigns: Campaigns, row: Message) -> list[int]:
    found = campaigns.troubled(row.practice_id, row.campaign_id, limit=9)
    return [each.number for each in found.items]


def found_by(campaigns: Campaigns, practice: str, method: ContactMethod) -> list[int]:
    found = campaigns.troubled_by(practice, method, since=AT - HOUR, until=AT + HOUR, limit=9)
    return [each.number for each in found.items]


def test_a_bounce_is_found_whether_it_or_the_result_was_told_first(
    campaigns: Campaigns, practice: str
) -> None:
    first, second, arrived = claimed(campaigns, practice)
    tell(campaigns, first, DeliveryEvent.HARD_BOUNCE)
    campaigns.record([sent(each) for each in (first, second, arrived)])
    tell(campaigns, second, DeliveryEvent.SOFT_BOUNCE)
    tell(campaigns, arrived, DeliveryEvent.DELIVERED)

    assert found_of(campaigns, first) == [0, 1]
    assert found_by(campaigns, practice, ContactMethod.EMAIL) == [1, 0]
    assert found_by(campaigns, practice, ContactMethod.TEXT) == []
    assert found_by(campaigns, "another", ContactMethod.EMAIL) == []
    kept = campaigns.troubled(practice, first.campaign_id, limit=9).items
    assert kept[0] == campaigns.message(practice, first.id)


def test_what_was_refused_or_is_unknown_is_found(campaigns: Campaigns, practice: str) -> None:
    refused, unknown, under_way = claimed(campaigns, practice)
    campaigns.record([replace(refused, status=MessageStatus.FAILED, reason="bad_address")])
    campaigns.resolve([replace(unknown, status=MessageStatus.UNKNOWN, reason="no_evidence")])

    assert found_of(campaigns, under_way) == [0, 1]


def test_what_arrived_after_all_is_found_no_more(campaigns: Campaigns, practice: str) -> None:
    first, second, _ = claimed(campaigns, practice)
    campaigns.record([sent(first), sent(second)])
    tell(campaigns, first, DeliveryEvent.SOFT_BOUNCE)
    tell(campaigns, second, DeliveryEvent.SOFT_BOUNCE)

    tell(campaigns, first, DeliveryEvent.DELIVERED)

    assert found_of(campaigns, first) == [1]
    assert found_by(campaigns, practice, ContactMethod.EMAIL) == [1]


def test_a_refusal_stays_whatever_is_told_later(campaigns: Campaigns, practice: str) -> None:
    """Its status is what staff read, and no receipt changes that."""
    refused, *_ = claimed(campaigns, practice)
    tell(campaigns, refused, DeliveryEvent.SOFT_BOUNCE)
    campaigns.record([replace(refused, status=MessageStatus.FAILED, reason="bad_address")])

    tell(campaigns, refused, DeliveryEvent.DELIVERED)

    assert found_of(campaigns, refused) == [0]


def test_both_lists_come_in_parts_and_know_their_own_cursors(
    campaigns: Campaigns, practice: str
) -> None:
    rows = claimed(campaigns, practice, rows=5)
    campaigns.record([replace(row, status=MessageStatus.FAILED) for row in rows])
    campaign_id, method = rows[0].campaign_id, ContactMethod.EMAIL

    first = campaigns.troubled(practice, campaign_id, limit=3)
    rest = campaigns.troubled(practice, campaign_id, limit=3, cursor=first.next)
    newest = campaigns.troubled_by(practice, method, since=AT, until=AT + HOUR, limit=4)
    oldest = campaigns.troubled_by(
        practice, method, since=AT, until=AT + HOUR, limit=4, cursor=newest.next
    )

    assert [row.number for row in (*first.items, *rest.items)] == [0, 1, 2, 3, 4]
    assert [row.number for row in (*newest.items, *oldest.items)] == [4, 3, 2, 1, 0]
    assert rest.next is oldest.next is None
    with pytest.raises(BadCursor):
        campaigns.troubled(practice, campaign_id, limit=3, cursor=newest.next)


def test_only_what_was_taken_up_in_that_time_is_found(campaigns: Campaigns, practice: str) -> None:
    rows = claimed(campaigns, practice, rows=4)
    campaigns.record([replace(row, status=MessageStatus.FAILED) for row in rows])

    found = campaigns.troubled_by(
        practice,
        ContactMethod.EMAIL,
        since=AT + timedelta(minutes=1),
        until=AT + timedelta(minutes=2),
        limit=9,
    )

    assert [row.number for row in found.items] == [2, 1]
