"""Pages of lists, and what can go wrong in any store."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item", covariant=True)


@dataclass(frozen=True)
class Slice(Generic[Item]):
    """One page of a list; `next` is an opaque cursor, None at the end."""

    items: tuple[Item, ...]
    next: str | None = None


class Changed(Exception):
    """Somebody else wrote it since it was read; nothing of this write was kept."""


class BadCursor(ValueError):
    """That is not a cursor that this list gave out."""


class NoSuchPractice(LookupError):
    """No practice has that id."""
