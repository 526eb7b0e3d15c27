"""Reading what reports are folded from: totals of campaigns, and the messages behind them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Counts, fold
from chalicelib.domain.messages import (
    WAITING_STATUSES,
    Message,
    MessageStatus,
    NoSuchMessage,
    read_message_id,
    shown_status,
)
from chalicelib.domain.periods import Period, local_day
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import BadCursor, Parts, Slice

SENT_AFTER_CREATION = timedelta(days=90)
"""A campaign is made at most so long before its last message leaves."""
CAMPAIGNS_PER_READ = 100


def campaign_counts(parts: Parts, campaign: Campaign, *, practice: Practice) -> tuple[Counts, ...]:
    """The totals of one campaign: counted afresh if it is small, else as they were last folded."""
    if campaign.blocks > 1:
        blocks = parts.campaigns.blocks(campaign.practice_id, campaign.id)
        return tuple(block.counts for block in blocks)
    rows = parts.campaigns.rows(campaign.practice_id, campaign.id, block=0)
    return (fold(rows, zone=practice.time_zone, is_released=campaign.is_released),)


def counts_of_period(parts: Parts, *, practice: Practice, period: Period) -> Iterator[Counts]:
    """
    Totals of every campaign that may have sent within the period.

    What still waits counts for the period in which staff pressed Send.
    """
    for campaign in _campaigns(parts, practice=practice, period=period):
        was_pressed_within = _is_pressed_within(campaign, practice=practice, period=period)
        for counts in campaign_counts(parts, campaign, practice=practice):
            yield {key: count for key, count in counts.items() if key.day or was_pressed_within}


def rows_of_period(
    parts: Parts,
    *,
    practice: Practice,
    period: Period,
    method: ContactMethod | None,
    limit: int,
    cursor: str | None,
) -> Slice[Message]:
    """
    The messages that were sent within the period, newest campaign first.

    :raises BadCursor: if the cursor was not given out here.
    """
    found = each_row_of_period(
        parts, practice=practice, period=period, method=method, after=_read_cursor(cursor)
    )
    items = tuple(islice(found, limit + 1))
    if len(items) <= limit:
        return Slice(items)
    return Slice(items[:limit], _write_cursor(items[limit - 1]))


@dataclass(frozen=True)
class Place:
    """Where a list stopped: a message, by campaign, block and number."""

    campaign_id: str
    block: int
    number: int


def each_row_of_period(
    parts: Parts,
    *,
    practice: Practice,
    period: Period,
    method: ContactMethod | None,
    after: Place | None = None,
) -> Iterator[Message]:
    """Every message sent within the period, read block by block."""
    place = after
    for campaign in _campaigns(parts, practice=practice, period=period):
        if place is not None and campaign.id != place.campaign_id:
            continue
        block, number = (place.block, place.number + 1) if place else (0, 0)
        place = None
        for row in _rows(parts, campaign, block=block, number=number):
            if method in (None, row.method) and _is_sent_within(row, practice, period):
                yield row


def waiting_rows(
    parts: Parts, *, practice: Practice, period: Period, method: ContactMethod | None
) -> Iterator[Message]:
    """What still waits of the campaigns that staff sent within the period."""
    for campaign in _campaigns(parts, practice=practice, period=period):
        if not _is_pressed_within(campaign, practice=practice, period=period):
            continue
        for row in _rows(parts, campaign, block=0, number=0):
            if row.method is None or method not in (None, row.method):
                continue
            if shown_status(row, is_released=True) in WAITING_STATUSES:
                yield row


def _campaigns(parts: Parts, *, practice: Practice, period: Period) -> Iterator[Campaign]:
    since = period.start(practice.time_zone) - SENT_AFTER_CREATION
    until = period.end(practice.time_zone)
    cursor: str | None = None
    while True:
        part = parts.campaigns.of_practice(
            practice.id, since=since, until=until, limit=CAMPAIGNS_PER_READ, cursor=cursor
        )
        for campaign in part.items:
            if campaign.is_released:
                yield campaign
        cursor = part.next
        if cursor is None:
            return


def _rows(parts: Parts, campaign: Campaign, *, block: int, number: int) -> Iterator[Message]:
    for each in range(block, campaign.blocks):
        rows = parts.campaigns.rows(campaign.practice_id, campaign.id, block=each)
        yield from (row for row in rows if each > block or row.number >= number)


def _is_pressed_within(campaign: Campaign, *, practice: Practice, period: Period) -> bool:
    at: datetime | None = campaign.sent_at
    return at is not None and period.holds(local_day(at, zone=practice.time_zone))


def _is_sent_within(row: Message, practice: Practice, period: Period) -> bool:
    sent = row.at.get("sent")
    if sent is None or row.status is not MessageStatus.SENT:
        return False
    return period.holds(local_day(sent, zone=practice.time_zone))


def _write_cursor(last: Message) -> str:
    return urlsafe_b64encode(last.id.encode()).decode().rstrip("=")


def _read_cursor(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return Place(*read_message_id(urlsafe_b64decode(padded).decode("ascii")))
    except (UnicodeError, NotBase64, NoSuchMessage) as error:
        raise BadCursor from error
