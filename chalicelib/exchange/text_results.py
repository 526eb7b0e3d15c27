"""What became of texts that the provider tells of by its own id only: each finds its message."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.delivery import Receipt
from chalicelib.domain.messages import MessageStatus
from chalicelib.exchange.find import each_campaign
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.receive import receive

WINDOW = timedelta(minutes=45)
"""Each look goes back so far: a line that came late, or a look that failed, is read again."""
SENT_BEFORE = timedelta(days=90)
"""A campaign is made at most so long before its last message leaves."""
STILL_TOLD = timedelta(days=4)
"""So long after its end a carrier may have news of a text."""


def receive_text_results(parts: Parts, results: Iterable[Receipt], *, at: datetime) -> int:
    """
    Fold what is told into the messages that it is about; how many changed.

    The same news may come any number of times. What fits no text of ours is passed over.
    """
    told: dict[str, list[Receipt]] = {}
    for each in results:
        told.setdefault(each.provider_id, []).append(each)
    if not told:
        return 0
    found = [
        replace(receipt, practice_id=practice_id, message_id=message_id)
        for practice_id in parts.records.practices()
        for campaign in _with_texts(parts, practice_id, at=at)
        for provider_id, message_id in _texts(parts, campaign)
        for receipt in told.get(provider_id, ())
    ]
    return receive(parts, found) if found else 0


def _with_texts(parts: Parts, practice_id: str, *, at: datetime) -> Iterator[Campaign]:
    for campaign in each_campaign(parts, practice_id, since=at - SENT_BEFORE):
        is_over = campaign.finished_at is not None and campaign.finished_at < at - STILL_TOLD
        if campaign.created.get(ContactMethod.TEXT) and campaign.is_released and not is_over:
            yield campaign


def _texts(parts: Parts, campaign: Campaign) -> Iterator[tuple[str, str]]:
    for block in range(campaign.blocks):
        for row in parts.campaigns.rows(campaign.practice_id, campaign.id, block=block):
            if row.channel is Channel.TEXT and row.status is MessageStatus.SENT:
                yield row.provider_id, row.id
