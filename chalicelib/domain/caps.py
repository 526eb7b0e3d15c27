"""How often one number hears from a practice: texts and calls together, by day and by week."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

WEEK_DAYS = 7


@dataclass(frozen=True)
class Caps:
    """How many campaigns may reach a number in a day and in seven days; 0 is no cap."""

    per_day: int = 1
    per_week: int = 3


NO_CAPS = Caps(0, 0)
CAPS_AT_MOST = 100


@dataclass(frozen=True)
class Slot:
    """
    One message of one campaign that may have reached a number on a day.

    `claim` names message and attempt: who frees what did not go frees nothing that goes later.
    """

    day: date
    campaign_id: str
    claim: str


@dataclass(frozen=True)
class Slots:
    """What has reached one number lately; written only over the version that was read."""

    taken: tuple[Slot, ...] = ()
    version: int = 0

    def has_room(self, day: date, *, campaign_id: str, caps: Caps) -> bool:
        """Whether this campaign may reach the number that day; its own slots count nothing."""
        others = [slot for slot in self.taken if slot.campaign_id != campaign_id]
        on_day = {slot.campaign_id for slot in others if slot.day == day}
        in_week = {slot.campaign_id for slot in others if _is_within(slot.day, day)}
        has_day = caps.per_day == 0 or len(on_day) < caps.per_day
        return has_day and (caps.per_week == 0 or len(in_week) < caps.per_week)

    def day_with_room(self, after: date, *, campaign_id: str, caps: Caps) -> date | None:
        """The first day after that one, within a week, on which it may."""
        days = (after + timedelta(days=number) for number in range(1, WEEK_DAYS + 1))
        return next(
            (day for day in days if self.has_room(day, campaign_id=campaign_id, caps=caps)), None
        )

    def with_slots(self, slots: Iterable[Slot], *, today: date) -> "Slots":
        """The next version, without what no cap looks back to any more."""
        kept = (slot for slot in self.taken if _is_within(slot.day, today))
        return Slots((*kept, *slots), self.version + 1)

    def without(self, claims: Iterable[str]) -> "Slots":
        """The next version, with the slots of these claims free again."""
        gone = frozenset(claims)
        kept = (slot for slot in self.taken if slot.claim not in gone)
        return replace(self, taken=tuple(kept), version=self.version + 1)


def _is_within(day: date, today: date) -> bool:
    """Within seven days; clocks of two workers may see two days."""
    return abs((today - day).days) < WEEK_DAYS
