"""What a practice sent on a day: every block has its share of it, and the report adds them up."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.campaigns import PAIRS_PER_BLOCK
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Block, Count, CountKey, Counts, count_key
from chalicelib.domain.messages import WAITING_STATUSES, Message, ShownStatus

TO_SPARE = 2
FEW = 20
"""So many messages of one kind are found by their numbers; of more, the block is read."""
OF_THE_DAY_OF_SENDING = (WAITING_STATUSES - {ShownStatus.READY}) | {ShownStatus.UNKNOWN}
"""These have no day of their own: they stand on the day on which staff pressed Send."""


@dataclass(frozen=True)
class DayShare:
    """What one block of a campaign adds to one day; `few` says where its rarest messages are."""

    practice_id: str
    day: str
    campaign_id: str
    block: int
    counts: Counts
    few: Mapping[CountKey, tuple[int, ...]] = field(default_factory=dict)
    as_of: datetime | None = None
    marks: int = 0
    """How many marks the fold had seen; one that had seen more is never replaced."""

    def keys(
        self, *, method: ContactMethod | None, statuses: Collection[ShownStatus]
    ) -> tuple[CountKey, ...]:
        """What of it is of that method and one of these statuses."""
        return tuple(
            key
            for key, count in self.counts.items()
            if method in (None, key.method) and key.status in statuses and count.messages
        )

    def rows_for(self, wanted: int, *, keys: Iterable[CountKey]) -> int:
        """How many rows of the block are likely to hold so many of these kinds."""
        of = sum(count.messages for count in self.counts.values())
        those = sum(self.counts[key].messages for key in keys)
        return min(PAIRS_PER_BLOCK, -(-wanted * of // max(1, those)) + TO_SPARE)

    def numbers(self, keys: Iterable[CountKey]) -> tuple[int, ...] | None:
        """Where all messages of these kinds are; None if there are too many to say."""
        held = [self.few.get(key) for key in keys]
        if any(each is None for each in held):
            return None
        return tuple(sorted(number for each in held if each is not None for number in each))


def shares_of(
    block: Block,
    *,
    before: Counts,
    rows: Iterable[Message],
    pressed_on: str,
    zone: ZoneInfo,
) -> tuple[DayShare, ...]:
    """
    The shares of a block that has just been counted from `rows`.

    `before` are its counts until now: a day of which nothing is left gets an empty share. So does
    the day of sending, because whoever counted it as waiting may have died before saying so.
    """
    days = _by_day(block.counts, pressed_on=pressed_on)
    few = _few(days, rows=rows, pressed_on=pressed_on, zone=zone)
    known = days.keys() | _by_day(before, pressed_on=pressed_on).keys() | {pressed_on} - {""}
    return tuple(
        DayShare(
            practice_id=block.practice_id,
            day=day,
            campaign_id=block.campaign_id,
            block=block.number,
            counts=days.get(day, {}),
            few={key: numbers for key, numbers in few.items() if key.day == day},
            as_of=block.as_of,
            marks=block.marks,
        )
        for day in sorted(known)
    )


def on_its_day(key: CountKey, *, pressed_on: str) -> CountKey | None:
    """The kind of message with the day on which reports show it; None if they never do."""
    if key.method is None:
        return None
    if key.day:
        return key
    if key.status in OF_THE_DAY_OF_SENDING and pressed_on:
        # What is held waits as well; which it is changes with the hour, and so is never kept.
        is_held = key.status is ShownStatus.HELD
        return replace(key, day=pressed_on, status=ShownStatus.QUEUED if is_held else key.status)
    return None


def _by_day(counts: Counts, *, pressed_on: str) -> dict[str, dict[CountKey, Count]]:
    days: dict[str, dict[CountKey, Count]] = {}
    for key, count in counts.items():
        placed = on_its_day(key, pressed_on=pressed_on)
        if placed is not None:
            held = days.setdefault(placed.day, {})
            held[placed] = held.get(placed, Count()).plus(count)
    return days


def _few(
    days: Mapping[str, Counts], *, rows: Iterable[Message], pressed_on: str, zone: ZoneInfo
) -> dict[CountKey, tuple[int, ...]]:
    rare = {
        key for counts in days.values() for key, count in counts.items() if count.messages <= FEW
    }
    numbers: dict[CountKey, list[int]] = {}
    for row in rows if rare else ():
        placed = on_its_day(count_key(row, zone=zone, is_released=True), pressed_on=pressed_on)
        if placed in rare and placed is not None:
            numbers.setdefault(placed, []).append(row.number)
    return {key: tuple(held) for key, held in numbers.items()}
