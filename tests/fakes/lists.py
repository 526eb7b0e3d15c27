"""Pages of a sorted list, as the fakes give them out."""

from collections.abc import Iterable
from typing import TypeVar

from chalicelib.exchange.ports import Slice
from chalicelib.storage.cursors import read_cursor, write_cursor

Item = TypeVar("Item")


def page_of(
    listed: Iterable[tuple[str, Item]], *, of: str, limit: int, cursor: str | None
) -> Slice[Item]:
    """`listed` holds (sort key, item) in the order of the list."""
    rows = list(listed)
    if cursor is not None:
        last = read_cursor(cursor, of=of, names=frozenset({"at"}))["at"]
        keys = [key for key, _ in rows]
        if last in keys:
            rows = rows[keys.index(last) + 1 :]
        else:
            rising = keys == sorted(keys)
            rows = [(key, item) for key, item in rows if (key > last) is rising and key != last]
    some = rows[:limit]
    following = write_cursor({"at": some[-1][0]}, of=of) if len(rows) > limit else None
    return Slice(tuple(item for _, item in some), following)
