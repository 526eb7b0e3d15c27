"""Every purchase of a practice, newest first."""

from collections.abc import Iterator

from chalicelib.domain.credits import Purchase
from chalicelib.exchange.ports import Parts

PURCHASES_PER_READ = 100


def all_purchases(parts: Parts, practice_id: str) -> Iterator[Purchase]:
    """Read page by page, for lists that end and for sums that must be whole."""
    cursor = None
    while True:
        found = parts.credits.purchases(practice_id, limit=PURCHASES_PER_READ, cursor=cursor)
        yield from found.items
        cursor = found.next
        if cursor is None:
            return
