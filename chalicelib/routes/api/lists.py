"""Short lists that are read whole, given out in parts like all the others."""

from collections.abc import Sequence
from typing import TypeVar

from chalicelib.exchange.ports import BadCursor, Slice
from chalicelib.routes.api.queries import ListQuery

Item = TypeVar("Item")
DIGITS = 6


def sliced(items: Sequence[Item], *, wanted: ListQuery) -> Slice[Item]:
    """
    The part that is wanted; its cursor is the place where the next begins.

    :raises BadCursor: if the cursor is no such place.
    """
    start = _place(wanted.cursor)
    end = start + wanted.limit
    return Slice(tuple(items[start:end]), str(end) if end < len(items) else None)


def _place(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= DIGITS):
        raise BadCursor
    return int(cursor)
