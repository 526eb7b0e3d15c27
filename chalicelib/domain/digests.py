"""One message for a household: who belongs together, and the line that names the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.messages import AlsoNamed, Message

CHILDREN_PER_MESSAGE = 6
"""So many are named in one message; a larger household gets a second one."""
LINES = {
    "en": ("Also: {}.", "{} at {}", "{} with {}", "and"),
    "es": ("También: {}.", "{} a las {}", "{} con {}", "y"),
}
Item = TypeVar("Item")


def household_key(row: Message, *, zone: ZoneInfo) -> tuple[str, ...]:
    """
    What two messages must have in common to be told as one.

    The same reader, way and language; visits of the same day at the same place; and, in an email,
    the same reason, because the words name it once.
    """
    day = "" if row.appointment_at is None else row.appointment_at.astimezone(zone).date()
    reason = row.values.get("recall_reason", "") if row.channel is Channel.EMAIL else ""
    return (
        row.contact_id,
        "" if row.method is None else row.method.value,
        row.to,
        row.language,
        str(day),
        row.values.get("location", ""),
        reason,
    )


def also_line(first: Message, others: Iterable[Message], *, names_provider: bool) -> str:
    """“Also: Ana at 9:20 AM and Leo at 9:40 AM.”, in the language of the message."""
    line, at, by, word = LINES.get(first.language, LINES["en"])
    said = []
    for row in others:
        name, time = row.values.get("patient_first_name", ""), row.values.get("appointment_time")
        told = at.format(name, time) if time else name
        provider = row.values.get("provider", "")
        is_another = provider and provider != first.values.get("provider")
        said.append(by.format(told, provider) if names_provider and is_another else told)
    return line.format(_listed(said, word=word))


def named(row: Message) -> AlsoNamed:
    """A row as another message names it."""
    return AlsoNamed(row.patient_id, row.appointment_id, row.appointment_at)


def in_blocks(groups: Mapping[str, Sequence[Item]], *, items_per_block: int) -> Iterator[Item]:
    """
    All items in the order of their groups, but no group across the border of two blocks.

    Where the next group does not fit, later groups of one fill the block up; only without any of
    those is a group parted after all.
    """
    waiting = {key: group for key, group in groups.items() if len(group) > 1}
    singles = iter([key for key, group in groups.items() if len(group) == 1])
    placed: set[str] = set()
    room = items_per_block
    for key, group in groups.items():
        if key in placed:
            continue
        while key in waiting and len(group) > room:
            filler = next((each for each in singles if each not in placed), None)
            if filler is None:
                break
            placed.add(filler)
            yield from groups[filler]
            room = room - 1 or items_per_block
        placed.add(key)
        yield from group
        room = (room - len(group)) % items_per_block or items_per_block


def _listed(said: Sequence[str], *, word: str) -> str:
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {word} {said[-1]}"
