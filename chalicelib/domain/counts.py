"""Counting messages: every total and bill is a fold over rows, never a counter of events."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.messages import Message, MessageStatus, ShownStatus, shown_status


@dataclass(frozen=True)
class CountKey:
    """What is counted apart: local day when sent (empty: not sent), method, status, reason."""

    day: str
    method: ContactMethod | None
    status: ShownStatus
    reason: str = ""


@dataclass(frozen=True)
class Count:
    """How many messages, and the credits they did cost."""

    messages: int = 0
    credits: int = 0

    def plus(self, other: "Count") -> "Count":
        return Count(self.messages + other.messages, self.credits + other.credits)


Counts = Mapping[CountKey, Count]


@dataclass(frozen=True)
class Block:
    """The totals of 1,000 pairs, folded from their rows at `as_of`."""

    practice_id: str
    campaign_id: str
    number: int
    counts: Counts = field(default_factory=dict)
    as_of: datetime | None = None
    marks: int = 0
    """How often receipts and workers have asked for it to be counted afresh."""
    is_stale: bool = False
    """Whether somebody has asked since it was counted last."""


def _never(_: Message) -> bool:
    return False


def fold(
    rows: Iterable[Message],
    *,
    zone: ZoneInfo,
    is_released: bool,
    is_held: Callable[[Message], bool] = _never,
) -> dict[CountKey, Count]:
    """Count rows by local day sent, method, shown status and skip reason."""
    counts: dict[CountKey, Count] = {}
    for row in rows:
        key = count_key(row, zone=zone, is_released=is_released, is_held=is_held(row))
        counts[key] = counts.get(key, Count()).plus(Count(1, row.cost))
    return counts


def total(parts: Iterable[Counts]) -> dict[CountKey, Count]:
    """Add up the counts of several blocks or campaigns."""
    summed: dict[CountKey, Count] = {}
    for counts in parts:
        for key, count in counts.items():
            summed[key] = summed.get(key, Count()).plus(count)
    return summed


def released(counts: Counts) -> dict[CountKey, Count]:
    """Counts from before Send, read after it: what was ready then waits in the queue now."""
    return total(
        {replace(key, status=ShownStatus.QUEUED): count}
        if key.status is ShownStatus.READY
        else {key: count}
        for key, count in counts.items()
    )


def count_key(
    row: Message, *, zone: ZoneInfo, is_released: bool, is_held: bool = False
) -> CountKey:
    """As what a message is counted."""
    sent = row.at.get("sent")
    reason = row.reason if row.status is MessageStatus.SKIPPED else ""
    return CountKey(
        day=sent.astimezone(zone).date().isoformat() if sent else "",
        method=row.method,
        status=shown_status(row, is_released=is_released, is_held=is_held),
        reason=reason,
    )
