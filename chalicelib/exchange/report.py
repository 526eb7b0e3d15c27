"""Reading what reports are folded from: the shares of days, and the messages behind them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, repeat

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import CountKey, Counts, count_key
from chalicelib.domain.day_counts import OF_THE_DAY_OF_SENDING, DayShare, on_its_day
from chalicelib.domain.messages import Message, NoSuchMessage, ShownStatus, read_message_id
from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import BadCursor, Parts

SENT_STATUSES = frozenset(ShownStatus) - OF_THE_DAY_OF_SENDING
ROWS_PER_GLANCE = (16, 16, 32, 64)
"""How many more rows are read each time when those of the first look were not enough."""
ROWS_PER_LONG_GLANCE = 250
ROWS_READ = 100
"""Of one page, in runs: ten units at most. Where few of them are wanted, a page is short."""
SINGLE_ROW = 5
"""A row that is read by itself costs as much as so many in a run."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a list stopped: a day, and a message by campaign, block and number."""

    day: str
    campaign_id: str
    block: int
    number: int

    @property
    def text(self) -> str:
        """As a cursor."""
        return f"{self.day}_{self.campaign_id}-{self.block}-{self.number}"


def read_place(cursor: str) -> Place:
    """:raises BadCursor: if it is none that was given out here."""
    day, _, message_id = cursor.partition("_")
    try:
        return Place(day, *read_message_id(message_id))
    except NoSuchMessage as error:
        raise BadCursor from error


@dataclass(frozen=True)
class Listed:
    """A message of a list, and where the list goes on after it."""

    message: Message
    place: Place


@dataclass
class Reading:
    """How much one page may still read of the blocks, and how far it has come."""

    left: int = ROWS_READ
    place: Place | None = None


def shares_of_period(parts: Parts, *, practice: Practice, period: Period) -> tuple[DayShare, ...]:
    """What every block adds to the days of the period, as the sweep counted it last."""
    return parts.campaigns.shares(
        practice.id, first=period.first.isoformat(), last=period.last.isoformat()
    )


def counts_of_period(parts: Parts, *, practice: Practice, period: Period) -> Iterator[Counts]:
    """
    What was sent within the period.

    What still waits counts for the period in which staff pressed Send.
    """
    shares = shares_of_period(parts, practice=practice, period=period)
    return (share.counts for share in shares)


def counted_at(shares: Collection[DayShare]) -> datetime | None:
    """When the newest of them was counted."""
    return max((share.as_of for share in shares if share.as_of is not None), default=None)


def rows_of_shares(
    parts: Parts,
    shares: Collection[DayShare],
    *,
    practice: Practice,
    method: ContactMethod | None,
    statuses: Collection[ShownStatus] = SENT_STATUSES,
    after: Place | None = None,
    wanted: int | None = None,
    reading: Reading | None = None,
) -> Iterator[Listed]:
    """
    The messages behind the shares, newest day first, in the order of each campaign’s list.

    Only blocks that have such messages are read, and only as far as somebody asks for more; with
    `wanted`, in one piece that is likely to hold so many of them. `reading` ends it sooner.
    """
    found = 0
    for share in sorted(shares, key=_order, reverse=True):
        keys = share.keys(method=method, statuses=statuses)
        if not keys or (after is not None and _is_before(share, after)):
            continue
        if reading is not None and reading.left <= 0:
            return
        left = None if wanted is None else max(1, wanted - found)
        first = _first(share, after)
        for row in _rows(parts, share, keys=keys, first=first, left=left, reading=reading):
            place = Place(share.day, row.campaign_id, row.block, row.number)
            if reading is not None:
                reading.place = place
            # What has no day of its own stands on the day of sending: so do its counts, and where
            # a share has none of them, `keys` has none and nothing was read.
            placed = as_shown(row, practice=practice, pressed_on=share.day)
            if placed is None or placed.status not in statuses or placed.day != share.day:
                continue
            if method in (None, row.method):
                found += 1
                yield Listed(row, place)


def _first(share: DayShare, after: Place | None) -> int:
    """Where to begin in a block: after what was seen, if that was the last block of the page."""
    if after is None or _block(share) != (after.day, after.campaign_id, after.block):
        return 0
    return after.number + 1


def as_shown(row: Message, *, practice: Practice, pressed_on: str = "") -> CountKey | None:
    """On which day, and as what, reports show a message; None if they do not."""
    key = count_key(row, zone=practice.time_zone, is_released=True)
    return on_its_day(key, pressed_on=pressed_on)


def each_row_of_period(
    parts: Parts, *, practice: Practice, period: Period, method: ContactMethod | None
) -> Iterator[Message]:
    """Every message that was sent within the period, for files: in large pieces, flat memory."""
    for listed in listed_of_period(parts, practice=practice, period=period, method=method):
        yield listed.message


def listed_of_period(
    parts: Parts,
    *,
    practice: Practice,
    period: Period,
    method: ContactMethod | None,
    cursor: str | None = None,
) -> Iterator[Listed]:
    """
    The same with the place of each, from the one after `cursor` on.

    :raises BadCursor: if the cursor is none of this list.
    """
    after = None if cursor is None else read_place(cursor)
    shares = shares_of_period(parts, practice=practice, period=period)
    return rows_of_shares(parts, shares, practice=practice, method=method, after=after)


def _rows(
    parts: Parts,
    share: DayShare,
    *,
    keys: Collection[CountKey],
    first: int,
    left: int | None,
    reading: Reading | None,
) -> Iterator[Message]:
    numbers = share.numbers(keys)
    if numbers is None:
        pieces: Iterator[int] = repeat(ROWS_PER_LONG_GLANCE)
        if left is not None:
            pieces = chain((share.rows_for(left, keys=keys),), ROWS_PER_GLANCE, pieces)
        yield from _runs(parts, share, first=first, pieces=pieces, reading=reading)
        return
    wanted = [number for number in numbers if number >= first]
    if reading is not None:
        wanted = wanted[: -(-reading.left // SINGLE_ROW)]
        reading.left -= SINGLE_ROW * len(wanted)
    if wanted:
        yield from parts.campaigns.glance_at(**_where(share), block=share.block, numbers=wanted)


def _runs(
    parts: Parts,
    share: DayShare,
    *,
    first: int,
    pieces: Iterator[int],
    reading: Reading | None,
) -> Iterator[Message]:
    for likely in pieces:
        limit = likely if reading is None else min(likely, reading.left)
        if limit <= 0:
            return
        rows = parts.campaigns.glance(**_where(share), block=share.block, first=first, limit=limit)
        if reading is not None:
            reading.left -= limit
        yield from rows
        if len(rows) < limit:
            return
        first = rows[-1].number + 1


def _where(share: DayShare) -> dict[str, str]:
    return {"practice_id": share.practice_id, "campaign_id": share.campaign_id}


def _block(share: DayShare) -> tuple[str, str, int]:
    return share.day, share.campaign_id, share.block


def _order(share: DayShare) -> tuple[str, str, int]:
    """Newest day and campaign first, and within a campaign as its list goes."""
    return share.day, share.campaign_id, -share.block


def _is_before(share: DayShare, place: Place) -> bool:
    """Whether the list has passed it."""
    return _order(share) > (place.day, place.campaign_id, -place.block)
