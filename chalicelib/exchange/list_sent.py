"""The single messages of a period as staff page through them: by contact method, 50 at a time."""

from collections.abc import Iterator, Mapping
from itertools import dropwhile, islice

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.messages import (
    DELIVERED_STATUSES,
    NOT_DELIVERED_STATUSES,
    WAITING_STATUSES,
    Message,
    NoSuchMessage,
    ShownStatus,
    read_message_id,
    shown_status,
)
from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import BadCursor, Parts, Slice
from chalicelib.exchange.report import Place, each_row_of_period, waiting_rows

STATUSES: Mapping[str, frozenset[ShownStatus]] = {
    "": frozenset(ShownStatus),
    "delivered": DELIVERED_STATUSES,
    "not_delivered": NOT_DELIVERED_STATUSES,
    "waiting": WAITING_STATUSES,
}
"""Which number of the summary was followed; empty: every message that was sent."""


def sent_of_method(
    parts: Parts,
    *,
    practice: Practice,
    period: Period,
    method: ContactMethod,
    status: str,
    limit: int,
    cursor: str | None,
) -> Slice[Message]:
    """
    One contact method’s messages; the cursor is the id of the last one seen.

    :raises BadCursor: if that is no message.
    """
    found = _rows(
        parts, practice=practice, period=period, method=method, status=status, after=cursor
    )
    rows = tuple(islice(found, limit + 1))
    following = rows[limit - 1].id if len(rows) > limit else None
    return Slice(rows[:limit], following)


def sent_by_method(
    parts: Parts,
    *,
    practice: Practice,
    period: Period,
    status: str,
    there_are: Mapping[ContactMethod, int],
    limit: int,
) -> dict[ContactMethod, Slice[Message]]:
    """
    The first messages of every contact method, read in one go.

    `there_are` (from the totals) tells when to stop reading.
    """
    wanted = {method: min(count, limit + 1) for method, count in there_are.items() if count}
    held: dict[ContactMethod, list[Message]] = {method: [] for method in wanted}
    rows = _rows(parts, practice=practice, period=period, method=None, status=status, after=None)
    for row in rows if wanted else ():
        if row.method is not None and row.method in held and len(held[row.method]) <= limit:
            held[row.method].append(row)
        if all(len(held[method]) >= count for method, count in wanted.items()):
            break
    return {
        method: Slice(tuple(of_it[:limit]), of_it[limit - 1].id if len(of_it) > limit else None)
        for method, of_it in held.items()
    }


def _rows(
    parts: Parts,
    *,
    practice: Practice,
    period: Period,
    method: ContactMethod | None,
    status: str,
    after: str | None,
) -> Iterator[Message]:
    place = None if after is None else _place(after)
    if status == "waiting":
        found = waiting_rows(parts, practice=practice, period=period, method=method)
        if place is None:
            yield from found
            return
        # The last one seen may have left meanwhile; then there is nothing to go on from.
        yield from islice(dropwhile(lambda row: row.id != after, found), 1, None)
        return
    wanted = STATUSES[status]
    for row in each_row_of_period(
        parts, practice=practice, period=period, method=method, after=place
    ):
        if shown_status(row, is_released=True) in wanted:
            yield row


def _place(message_id: str) -> Place:
    try:
        return Place(*read_message_id(message_id))
    except NoSuchMessage as error:
        raise BadCursor from error
