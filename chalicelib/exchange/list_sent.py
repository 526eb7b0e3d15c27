"""The single messages of a period as staff page through them: by contact method, 50 at a time."""

from collections.abc import Collection, Mapping
from itertools import islice

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.day_counts import DayShare
from chalicelib.domain.messages import (
    DELIVERED_STATUSES,
    NOT_DELIVERED_STATUSES,
    WAITING_STATUSES,
    ShownStatus,
)
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Parts, Slice
from chalicelib.exchange.report import (
    SENT_STATUSES,
    Listed,
    read_place,
    rows_of_shares,
)

STATUSES: Mapping[str, frozenset[ShownStatus]] = {
    "": SENT_STATUSES,
    "delivered": DELIVERED_STATUSES,
    "not_delivered": NOT_DELIVERED_STATUSES,
    "waiting": WAITING_STATUSES,
    "unknown": frozenset({ShownStatus.UNKNOWN}),
}
"""Which number of the summary was followed; empty: every message that was sent."""


def sent_of_method(
    parts: Parts,
    shares: Collection[DayShare],
    *,
    practice: Practice,
    method: ContactMethod,
    status: str,
    limit: int,
    cursor: str | None,
) -> Slice[Listed]:
    """
    One contact method’s messages of the days that the shares are of.

    :raises BadCursor: if the cursor was not given out here.
    """
    found = rows_of_shares(
        parts,
        shares,
        practice=practice,
        method=method,
        statuses=STATUSES[status],
        after=None if cursor is None else read_place(cursor),
        wanted=limit + 1,  # One more than the page, to know whether there is more.
    )
    listed = tuple(islice(found, limit + 1))
    last = listed[limit - 1].place if len(listed) > limit else None
    return Slice(listed[:limit], None if last is None else last.text)
