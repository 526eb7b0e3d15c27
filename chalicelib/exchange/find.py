"""Looking up what belongs to a practice; another practice’s is as if it did not exist."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from chalicelib.domain.campaigns import Campaign, Shelf
from chalicelib.domain.messages import Message, NoSuchMessage, read_message_id
from chalicelib.exchange.ports import Parts

AT_ONCE = 100


class NoSuchCampaign(LookupError):
    """This practice has no campaign of that id."""


def campaign_of(parts: Parts, practice_id: str, campaign_id: str) -> Campaign:
    """:raises NoSuchCampaign: if this practice has none of that id."""
    campaign = parts.campaigns.get(practice_id, campaign_id)
    if campaign is None:
        raise NoSuchCampaign
    return campaign


def message_of(parts: Parts, practice_id: str, message_id: str) -> tuple[Campaign, Message]:
    """:raises NoSuchMessage: if this practice has none of that id."""
    campaign_id, _, _ = read_message_id(message_id)
    campaign = parts.campaigns.get(practice_id, campaign_id)
    message = parts.campaigns.message(practice_id, message_id)
    if campaign is None or message is None:
        raise NoSuchMessage
    return campaign, message


def each_campaign(
    parts: Parts,
    practice_id: str,
    *,
    shelves: Iterable[Shelf] = tuple(Shelf),
    since: datetime | None = None,
    until: datetime | None = None,
) -> Iterator[Campaign]:
    """All that were created within that time, list after list, newest first in each."""
    for shelf in shelves:
        cursor: str | None = None
        while True:
            page = parts.campaigns.of_practice(
                practice_id, shelf=shelf, since=since, until=until, limit=AT_ONCE, cursor=cursor
            )
            yield from page.items
            cursor = page.next
            if cursor is None:
                break
