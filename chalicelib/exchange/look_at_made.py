"""Leafing through the messages of a campaign: by position, by name, and those left out."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from chalicelib.domain.campaigns import PAIRS_PER_BLOCK, Campaign
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.counts import Block
from chalicelib.domain.messages import Message, MessageStatus, ShownStatus
from chalicelib.exchange.look import preview_of
from chalicelib.exchange.ports import Parts

ROWS = 50
BLOCKS_SEARCHED = 20
"""A name is looked for among the first 20,000."""


@dataclass(frozen=True)
class Noticed:
    """Something to look at among the first 1,000 messages: how many, and where the first is."""

    count: int
    first: int


class Made:
    """The rows of one campaign, each block of them read at most once."""

    def __init__(self, parts: Parts, campaign: Campaign) -> None:
        self._parts = parts
        self._campaign = campaign
        self._read: dict[int, tuple[Message, ...]] = {}
        self._blocks: tuple[Block, ...] | None = None

    def at(self, position: int) -> Message | None:
        """The message at a position among those that are sent, from 1."""
        before = 0
        for block in range(self._campaign.blocks):
            created = self._created(block)
            if position <= before + created:
                return self._sent(block)[position - before - 1] if position > before else None
            before += created
        return None

    def position_of(self, search: str) -> int | None:
        """The position of the first message whose patient, contact or address has these words."""
        wanted, before = search.casefold(), 0
        for block in range(min(self._campaign.blocks, BLOCKS_SEARCHED)):
            sent = self._sent(block)
            for place, row in enumerate(sent, start=1):
                if any(wanted in held.casefold() for held in _known_by(row)):
                    return before + place
            before += len(sent)
        return None

    def skipped(self, *, first: int, why: Collection[str] = ()) -> tuple[Message, ...]:
        """
        Those left out, in the order of the list, from the one numbered `first` (from 0).

        With `why` only those left out for one of these reasons.
        """
        found: list[Message] = []
        for row in self._all_skipped(why):
            if first > 0:
                first -= 1
                continue
            found.append(row)
            if len(found) == ROWS:
                break
        return tuple(found)

    def long_texts(self) -> Noticed:
        """Texts that take several segments."""
        return self._noticed(lambda row: self._segments(row) > 1)

    def in_spanish(self) -> Noticed:
        """Messages in the Spanish of their readers."""
        return self._noticed(lambda row: row.language == "es")

    def in_another_language(self) -> Noticed:
        """Messages in English to those who read something else."""
        return self._noticed(lambda row: "reads" in row.values)

    def _noticed(self, is_so: Callable[[Message], bool]) -> Noticed:
        places = [place for place, row in enumerate(self._sent(0), start=1) if is_so(row)]
        return Noticed(len(places), places[0] if places else 0)

    @property
    def _is_small(self) -> bool:
        return self._campaign.selected <= PAIRS_PER_BLOCK

    def _segments(self, row: Message) -> int:
        if row.channel is not Channel.TEXT:
            return 0
        return preview_of(self._parts, self._campaign, row).segments

    def _all_skipped(self, why: Collection[str]) -> Iterator[Message]:
        for block in range(self._campaign.blocks):
            if self._is_small or self._has_skipped(block, why):
                for row in self._rows(block):
                    if row.status is MessageStatus.SKIPPED and (not why or row.reason in why):
                        yield row

    def _created(self, block: int) -> int:
        """How many messages of a block are no skipped ones; large campaigns keep this counted."""
        if self._is_small or block not in self._counts():
            return len(self._sent(block))
        counts = self._counts()[block].counts
        return sum(
            count.messages for key, count in counts.items() if key.status is not ShownStatus.SKIPPED
        )

    def _has_skipped(self, block: int, why: Collection[str]) -> bool:
        counted = self._counts().get(block)
        return counted is None or any(
            key.status is ShownStatus.SKIPPED and (not why or key.reason in why)
            for key in counted.counts
        )

    def _counts(self) -> dict[int, Block]:
        if self._blocks is None:
            self._blocks = self._parts.campaigns.blocks(
                self._campaign.practice_id, self._campaign.id
            )
        return {block.number: block for block in self._blocks}

    def _sent(self, block: int) -> tuple[Message, ...]:
        return tuple(row for row in self._rows(block) if row.status is not MessageStatus.SKIPPED)

    def _rows(self, block: int) -> tuple[Message, ...]:
        if block not in self._read:
            self._read[block] = self._parts.campaigns.rows(
                self._campaign.practice_id, self._campaign.id, block=block
            )
        return self._read[block]


def _known_by(row: Message) -> tuple[str, ...]:
    return (row.values.get("patient", ""), row.values.get("contact", ""), row.to)
