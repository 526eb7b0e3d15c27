"""The single messages of a period as staff page through them: by contact method, 50 at a time."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from itertools import islice

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.day_counts import DayShare
from chalicelib.domain.messages import (
    DELIVERED_STATUSES,
    NOT_DELIVERED_STATUSES,
    WAITING_STATUSES,
    Message,
    ShownStatus,
)
from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Parts, Slice
from chalicelib.exchange.report import (
    SENT_STATUSES,
    Reading,
    as_shown,
    read_place,
    rows_of_shares,
)

ROWS_PER_PAGE = 50
"""More are only asked for on paper, which may read whatever it takes."""
NOT_DELIVERED = "not_delivered"
READS_OF_TROUBLE = 2
"""A page is short where many arrived after all."""
TAKEN_UP_BEFORE = timedelta(minutes=15)
"""A message is sent at most so long after it was taken up: a worker lives two minutes."""
STATUSES: Mapping[str, frozenset[ShownStatus]] = {
    "": SENT_STATUSES,
    "delivered": DELIVERED_STATUSES,
    NOT_DELIVERED: NOT_DELIVERED_STATUSES,
    "waiting": WAITING_STATUSES,
    "unknown": frozenset({ShownStatus.UNKNOWN}),
}
"""Which number of the summary was followed; empty: every message that was sent."""


def sent_of_method(
    parts: Parts,
    shares: Collection[DayShare],
    *,
    practice: Practice,
    period: Period,
    method: ContactMethod,
    status: str,
    limit: int,
    cursor: str | None,
) -> Slice[Message]:
    """
    One contact method’s messages of a period, of which the shares are given.

    :raises BadCursor: if the cursor was not given out here.
    """
    if status == NOT_DELIVERED:
        return _not_delivered(
            parts, practice=practice, period=period, method=method, limit=limit, cursor=cursor
        )
    reading = Reading() if limit <= ROWS_PER_PAGE else None
    found = rows_of_shares(
        parts,
        shares,
        practice=practice,
        method=method,
        statuses=STATUSES[status],
        after=None if cursor is None else read_place(cursor),
        wanted=limit + 1,  # One more than the page, to know whether there is more.
        reading=reading,
    )
    listed = tuple(islice(found, limit + 1))
    last = listed[limit - 1].place if len(listed) > limit else None
    if last is None and reading is not None and reading.left <= 0:
        last = reading.place
    messages = tuple(each.message for each in listed[:limit])
    return Slice(messages, None if last is None else last.text)


def _not_delivered(
    parts: Parts,
    *,
    practice: Practice,
    period: Period,
    method: ContactMethod,
    limit: int,
    cursor: str | None,
) -> Slice[Message]:
    """Newest first, from their own list: they are few, and far between in their blocks."""
    found: list[Message] = []
    for _ in range(READS_OF_TROUBLE):
        page = parts.campaigns.troubled_by(
            practice.id,
            method,
            since=period.start(practice.time_zone) - TAKEN_UP_BEFORE,
            until=period.end(practice.time_zone),
            limit=limit - len(found),
            cursor=cursor,
        )
        found += [row for row in page.items if _is_of(row, period, practice=practice)]
        cursor = page.next
        if cursor is None or len(found) >= limit:
            break
    return Slice(tuple(found), cursor)


def _is_of(row: Message, period: Period, *, practice: Practice) -> bool:
    placed = as_shown(row, practice=practice)
    return (
        placed is not None and placed.status in NOT_DELIVERED_STATUSES and period.holds(placed.day)
    )
