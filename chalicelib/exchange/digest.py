"""A household with several children gets one message; the others are left out and cost none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from chalicelib.domain.audience_file import ListedPair
from chalicelib.domain.campaigns import PAIRS_PER_BLOCK, Campaign
from chalicelib.domain.digests import (
    CHILDREN_PER_MESSAGE,
    also_line,
    household_key,
    in_blocks,
    named,
)
from chalicelib.domain.messages import Message, MessageStatus, SkipReason
from chalicelib.domain.practices import Practice
from chalicelib.domain.templates import Texts
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.words_of import TooLong, check_fillable


def households_together(pairs: Iterable[ListedPair]) -> Iterator[ListedPair]:
    """
    The list in its order, with the pairs of one contact side by side and in one block.

    Held in memory, as broadcasts are: about 150 bytes a pair.
    """
    groups: dict[str, list[ListedPair]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        groups[pair.contact_id or f"#{number}"].append(pair)
    yield from in_blocks(groups, items_per_block=PAIRS_PER_BLOCK)


def one_for_each_household(
    parts: Parts, campaign: Campaign, rows: Sequence[Message], *, practice: Practice
) -> tuple[Message, ...]:
    """
    Rows of a block with one message for each household, where staff asked for that.

    Only rows that are ready on their own are told together: nobody hears of a child of whom they
    would not have got a message by themselves.
    """
    if not campaign.is_digest:
        return tuple(rows)
    groups: dict[tuple[str, ...], list[Message]] = defaultdict(list)
    for row in rows:
        if row.status is MessageStatus.QUEUED and row.contact_id:
            groups[household_key(row, zone=practice.time_zone)].append(row)
    changed: dict[int, Message] = {}
    for group in groups.values():
        for start in range(0, len(group), CHILDREN_PER_MESSAGE):
            some = group[start : start + CHILDREN_PER_MESSAGE]
            changed |= {row.number: row for row in _told_as_one(parts, campaign, some)}
    return tuple(changed.get(row.number, row) for row in rows)


def _told_as_one(parts: Parts, campaign: Campaign, group: Sequence[Message]) -> tuple[Message, ...]:
    if len(group) < 2:
        return ()
    first, *others = sorted(group, key=_by_time)
    with_provider = _names_provider(parts, campaign, first)
    one = replace(
        first,
        also_named=tuple(named(row) for row in others),
        values={
            **first.values,
            "patient": ", ".join(row.values.get("patient", "") for row in (first, *others)),
            "also": also_line(first, others, names_provider=with_provider),
        },
    )
    try:
        check_fillable(parts.wording, campaign, one)
    except TooLong:
        # Then each is told alone, as without the option.
        return ()
    return one, *(_left_out(row, one) for row in others)


def _by_time(row: Message) -> tuple[str, int]:
    return ("" if row.appointment_at is None else row.appointment_at.isoformat(), row.number)


def _names_provider(parts: Parts, campaign: Campaign, row: Message) -> bool:
    texts = campaign.texts.get(row.language, Texts())
    text = {"email": texts.email, "text": texts.text, "phone": texts.phone}[row.channel or "email"]
    return "provider" in parts.wording.fields_used(text)


def _left_out(row: Message, one: Message) -> Message:
    """Naming the message that speaks for it: who asks later whether it was told must know."""
    return replace(
        row,
        status=MessageStatus.SKIPPED,
        reason=SkipReason.IN_HOUSEHOLD_MESSAGE.value,
        detail=one.id,
        at={**row.at, "skipped": row.at["created"]},
    )
