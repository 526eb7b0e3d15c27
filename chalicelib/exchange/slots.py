"""Taking a number’s slot of the day before it is texted or called, and freeing it for others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.caps import NO_CAPS, Slot, Slots
from chalicelib.domain.goes_at import OVER_CAP, opens_at, waits_for_hours
from chalicelib.domain.messages import Message, MessageStatus, SkipReason
from chalicelib.domain.practices import Practice
from chalicelib.domain.quiet_hours import read_window
from chalicelib.exchange.ports import Parts

TRIES = 3


def take_slots(
    parts: Parts,
    campaign: Campaign,
    rows: Sequence[Message],
    *,
    seen: Mapping[str, Slots],
    practice: Practice,
    at: datetime,
) -> tuple[tuple[Message, ...], frozenset[str]]:
    """
    Rows that must not go now (with what they become), and the ids of those that may.

    `seen` are the slots as the last look read them: who was faster since is seen by the version.
    """
    counted = [row for row in rows if waits_for_hours(campaign, row)]
    if practice.caps == NO_CAPS or not counted:
        return (), frozenset(row.id for row in rows)
    # What may exceed the caps takes its slots as well: later campaigns count them.
    caps = NO_CAPS if campaign.exceeds_caps else practice.caps
    today = at.astimezone(practice.time_zone).date()
    out: list[Message] = []
    wanted: dict[str, Slots] = {}
    for number, some in _by_number(counted).items():
        slots = seen.get(number, Slots())
        if slots.has_room(today, campaign_id=campaign.id, caps=caps):
            new = [Slot(today, campaign.id, _claim_of(row)) for row in some]
            wanted[number] = slots.with_slots(new, today=today)
        else:
            out += [_over(row, slots, campaign, practice=practice, at=at) for row in some]
    taken = parts.leases.take_slots(campaign.practice_id, wanted) if wanted else frozenset()
    out += [
        replace(row, status=MessageStatus.QUEUED, reason="number_busy")
        for row in counted
        if row.to in wanted and row.to not in taken
    ]
    stays = {row.id for row in out}
    return tuple(out), frozenset(row.id for row in rows if row.id not in stays)


def free_slots(parts: Parts, campaign: Campaign, rows: Iterable[Message]) -> None:
    """
    What surely did not go counts nothing. Where that cannot be written, the number rests a day.
    """
    counted = [row for row in rows if waits_for_hours(campaign, row)]
    claims = {to: [_claim_of(row) for row in some] for to, some in _by_number(counted).items()}
    for _ in range(TRIES):
        if not claims:
            return
        held = parts.leases.slots(campaign.practice_id, claims)
        wanted = {
            number: slots.without(claims[number])
            for number, slots in held.items()
            if any(slot.claim in claims[number] for slot in slots.taken)
        }
        freed = parts.leases.take_slots(campaign.practice_id, wanted) if wanted else frozenset()
        claims = {number: claims[number] for number in wanted.keys() - freed}


def _claim_of(row: Message) -> str:
    return f"{row.id}#{row.attempt}"


def _by_number(rows: Sequence[Message]) -> Mapping[str, Sequence[Message]]:
    grouped: dict[str, list[Message]] = defaultdict(list)
    for row in rows:
        grouped[row.to].append(row)
    return grouped


def _over(
    row: Message, slots: Slots, campaign: Campaign, *, practice: Practice, at: datetime
) -> Message:
    """Held until a day on which its number may hear from us; left out if that is too late."""
    today = at.astimezone(practice.time_zone).date()
    day = slots.day_with_room(today, campaign_id=campaign.id, caps=practice.caps)
    opens = None
    if day is not None:
        begins = datetime.combine(day, time(), practice.time_zone).astimezone(at.tzinfo)
        opens = opens_at(read_window(row.window), hours=practice.hours, at=begins)
    if opens is None or (row.appointment_at is not None and opens >= row.appointment_at):
        return replace(
            row,
            status=MessageStatus.SKIPPED,
            reason=SkipReason.TOO_MANY_MESSAGES.value,
            at={**row.at, "skipped": at},
        )
    return replace(row, status=MessageStatus.QUEUED, reason=OVER_CAP, held_until=opens)
