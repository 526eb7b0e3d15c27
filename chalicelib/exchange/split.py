"""Making and pricing every message of a campaign, a thousand pairs at a time."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from chalicelib.domain.audience_file import ListedPair, read_pair, write_pair
from chalicelib.domain.campaigns import (
    MESSAGES_PER_BATCH,
    PAIRS_PER_BLOCK,
    Batch,
    Campaign,
    CampaignState,
)
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Block, fold
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Need
from chalicelib.domain.quiet_hours import read_window
from chalicelib.domain.templates import Kind
from chalicelib.domain.told_already import guard_key
from chalicelib.exchange.digest import households_together
from chalicelib.exchange.footprints import FOOTPRINT, Footprint
from chalicelib.exchange.list_addresses import listed_addresses
from chalicelib.exchange.list_pairs import listed_pairs
from chalicelib.exchange.make_messages import make_messages
from chalicelib.exchange.ports import Changed, Parts
from chalicelib.exchange.told_already import Told, is_guarded, told_before

BATCHES_PER_BLOCK = 1_000
"""Room in a batch’s number for the batches of one block: no more than it has messages."""


class SealBroken(Exception):
    """The rows do not add up to the totals: nothing may be sent; somebody has to look."""


def split_campaign(
    parts: Parts, *, practice_id: str, campaign_id: str, has_time: Callable[[], bool]
) -> bool:
    """
    Make messages until all are made or time is short; True when there is nothing left to do.

    Safe to run twice, at once or after a death: rows are inserted and never overwritten, a row’s
    key is its place in the frozen list, and the cursor moves only from where it was read.

    :raises SealBroken: if the rows do not add up.
    """
    campaign = parts.campaigns.get(practice_id, campaign_id)
    if campaign is None or campaign.state is not CampaignState.SPLITTING:
        return True
    practice = parts.records.practice(practice_id)
    try:
        if not campaign.list_key:
            campaign = _freeze(parts, campaign, practice=practice)
        told = told_before(parts, campaign)
        lines = parts.files.lines(campaign.list_key, skip=campaign.cursor * PAIRS_PER_BLOCK)
        while campaign.cursor < campaign.blocks:
            if not has_time():
                return False
            pairs = tuple(read_pair(line) for line in islice(lines, PAIRS_PER_BLOCK))
            campaign = _split_block(parts, campaign, pairs=pairs, practice=practice, told=told)
        _seal(parts, campaign)
    except Changed:
        # Another leg, or a discard, was faster: whatever is left is found anew.
        return False
    return True


def _freeze(parts: Parts, campaign: Campaign, *, practice: Practice) -> Campaign:
    listed = listed_addresses if campaign.kind is Kind.BROADCAST else listed_pairs
    names = f"{campaign.practice_id}/campaigns/{campaign.id}", parts.new_id()
    list_key, footprint_key = f"{names[0]}/list-{names[1]}.jsonl", f"{names[0]}/told-{names[1]}"
    pairs = listed(parts, campaign, practice=practice, at=parts.now())
    together = households_together(pairs) if campaign.is_digest else pairs
    noted = _Noted(together, need=campaign.need)
    parts.files.put_lines(list_key, (write_pair(pair) for pair in noted))
    frozen = campaign.changed(list_key=list_key, selected=noted.count)
    if is_guarded(campaign):
        body = noted.footprint.sorted_bytes()
        parts.files.put(footprint_key, body, content_type=FOOTPRINT)
        frozen = replace(frozen, footprint_key=footprint_key)
    parts.campaigns.save(frozen)
    return frozen


class _Noted:
    """Counts what passes and notes who is told what, so that a list is written in one go."""

    def __init__(self, pairs: Iterator[ListedPair], *, need: Need) -> None:
        self._pairs = pairs
        self._need = need
        self.count = 0
        self.footprint = Footprint()

    def __iter__(self) -> Iterator[ListedPair]:
        for pair in self._pairs:
            if pair.patient_id and pair.contact_id:
                self.footprint.add(guard_key(self._need, pair), self.count)
            self.count += 1
            yield pair


def _split_block(
    parts: Parts,
    campaign: Campaign,
    *,
    pairs: Sequence[ListedPair],
    practice: Practice,
    told: Told,
) -> Campaign:
    number = campaign.cursor
    at = parts.now()
    made = make_messages(
        parts, campaign, pairs=pairs, block=number, practice=practice, told=told, at=at
    )
    parts.campaigns.insert(made)
    # What counts is what is kept: an earlier leg may have inserted some of them differently.
    rows = parts.campaigns.rows(campaign.practice_id, campaign.id, block=number)
    if len(rows) != len(pairs):
        raise SealBroken
    batches = tuple(_batches(campaign, rows, block=number))
    parts.campaigns.add_batches(batches)
    parts.campaigns.put_block(
        Block(
            campaign.practice_id,
            campaign.id,
            number,
            counts=fold(rows, zone=practice.time_zone, is_released=False),
            as_of=at,
        )
    )
    moved = _with_totals(campaign, rows, batches=len(batches))
    parts.campaigns.save(moved)
    return moved


def _batches(campaign: Campaign, rows: Sequence[Message], *, block: int) -> Iterator[Batch]:
    together: dict[tuple[ContactMethod, str], list[int]] = defaultdict(list)
    for row in rows:
        if row.method is not None and row.status is MessageStatus.QUEUED:
            together[row.method, read_window(row.window).batch_key].append(row.number)
    number = block * BATCHES_PER_BLOCK
    for (method, window), numbers in sorted(together.items()):
        for some in batched(numbers, MESSAGES_PER_BATCH):
            yield Batch(
                campaign.practice_id, campaign.id, number, method, block, some, window=window
            )
            number += 1


def batched(numbers: Sequence[int], size: int) -> Iterator[tuple[int, ...]]:
    """Slices of a size."""
    for start in range(0, len(numbers), size):
        yield tuple(numbers[start : start + size])


def _with_totals(campaign: Campaign, rows: Sequence[Message], *, batches: int) -> Campaign:
    created: Counter[ContactMethod] = Counter(campaign.created)
    skipped: Counter[str] = Counter(campaign.skipped)
    for row in rows:
        if row.status is MessageStatus.QUEUED and row.method is not None:
            created[row.method] += 1
        else:
            skipped[row.reason] += 1
    return campaign.changed(
        cursor=campaign.cursor + 1,
        created=dict(created),
        skipped=dict(skipped),
        batches=campaign.batches + batches,
    )


def _seal(parts: Parts, campaign: Campaign) -> None:
    counted: Counter[str] = Counter()
    for block in parts.campaigns.blocks(campaign.practice_id, campaign.id):
        for key, count in block.counts.items():
            counted[key.status.value] += count.messages
    adds_up = (
        campaign.selected == campaign.created_count + campaign.skipped_count
        and counted["ready"] == campaign.created_count
        and counted["skipped"] == campaign.skipped_count
    )
    if not adds_up:
        parts.campaigns.save(
            campaign.changed(state=CampaignState.REFUSED, pause_reason="seal_broken")
        )
        raise SealBroken
    parts.campaigns.save(campaign.changed(state=CampaignState.READY, ready_at=parts.now()))


def finish_by(now: Callable[[], datetime], *, until: datetime) -> Callable[[], bool]:
    """Whether there is still time, as a question to ask between two blocks."""
    return lambda: now() < until
