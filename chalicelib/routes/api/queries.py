"""What stands behind the question mark: how many, from where, which days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.periods import Period, read_period
from chalicelib.routes.api.bodies import read_day
from chalicelib.routes.api.problems import wrong_field

ITEMS_PER_LIST = 50
ITEMS_AT_MOST = 200
CURSOR_CHARACTERS = 2_000


@dataclass(frozen=True)
class ListQuery:
    """Which part of a list."""

    limit: int
    cursor: str | None


def read_list_query(query: Mapping[str, str]) -> ListQuery:
    """:raises Problem: 422, naming `limit` or `cursor`."""
    limit = query.get("limit", str(ITEMS_PER_LIST))
    if not (limit.isascii() and limit.isdigit() and len(limit) <= 3):
        raise wrong_field("limit", "is not a number", value_hint=f"1 to {ITEMS_AT_MOST}")
    if not 1 <= int(limit) <= ITEMS_AT_MOST:
        raise wrong_field("limit", "is out of range", value_hint=f"1 to {ITEMS_AT_MOST}")
    return ListQuery(int(limit), read_cursor_query(query))


def read_cursor_query(query: Mapping[str, str]) -> str | None:
    """:raises Problem: 422, naming `cursor`."""
    cursor = query.get("cursor") or None
    if cursor is not None and (len(cursor) > CURSOR_CHARACTERS or not cursor.isascii()):
        raise wrong_field("cursor", "is not one that this list gave out")
    return cursor


def read_period_query(query: Mapping[str, str]) -> Period:
    """:raises Problem: 422, naming `from` or `to`."""
    return read_period(first=_day(query, "from"), last=_day(query, "to"))


def read_method_query(query: Mapping[str, str]) -> ContactMethod | None:
    """:raises Problem: 422, naming `method`."""
    value = query.get("method") or None
    if value is None:
        return None
    if value not in tuple(ContactMethod):
        raise wrong_field("method", "is not a contact method", value_hint=", ".join(ContactMethod))
    return ContactMethod(value)


def _day(query: Mapping[str, str], name: str) -> date:
    found = read_day(query.get(name))
    if found is None:
        raise wrong_field(name, "is not a date", value_hint="such as 2026-11-30")
    return found
