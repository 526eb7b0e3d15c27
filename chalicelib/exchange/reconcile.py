"""The nightly sum: balance, ledger, campaigns and messages of a practice must say the same."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.campaigns import RESERVING, Batch, BatchState, Campaign, CampaignState
from chalicelib.domain.credits import Balance, Entry, EntryKind
from chalicelib.exchange.find import each_campaign
from chalicelib.exchange.ports import Parts

TRIES = 3
"""Somebody may press Send while we add up; then we add up once more."""
ROWS_ADDED_UP_FOR = timedelta(days=2)
"""Messages of older campaigns were added up on the nights before, and change no more."""
LOOKED_BACK = timedelta(days=120)
AT_ONCE = 200
ENDED = (CampaignState.DONE, CampaignState.STOPPED)


@dataclass(frozen=True)
class Difference:
    """Two places that ought to say the same number, and do not."""

    rule: str
    subject: str
    """The practice, or the campaign."""
    wanted: int
    found: int

    @property
    def credits(self) -> int:
        return abs(self.wanted - self.found)


def reconcile(parts: Parts, practice_id: str, *, at: datetime) -> tuple[Difference, ...]:
    """
    Every difference of a practice; none is how it should be.

    Nothing is put right here: who finds out why also decides what is to be done about it.
    """
    found: tuple[Difference, ...] = ()
    for _ in range(TRIES):
        before = parts.credits.balance(practice_id)
        found = tuple(_differences(parts, practice_id, before, at=at))
        if not found or parts.credits.balance(practice_id) == before:
            return found
    return found


def _differences(
    parts: Parts, practice_id: str, balance: Balance, *, at: datetime
) -> Iterator[Difference]:
    entries = list(_entries(parts, practice_id))
    campaigns = list(_campaigns(parts, practice_id, at=at))
    yield from _of_ledger(practice_id, balance, entries)
    reserved = sum(each.total for each in campaigns if each.state in RESERVING)
    if reserved != balance.reserved:
        yield Difference("reserved_is_what_is_under_way", practice_id, reserved, balance.reserved)
    spent = Counter[str]()
    for entry in entries:
        if entry.kind is EntryKind.SPENT:
            spent[entry.cause_id] += entry.spent
    for campaign in campaigns:
        if campaign.state in ENDED:
            yield from _of_campaign(parts, campaign, spent=spent[campaign.id], at=at)


def _of_ledger(practice_id: str, balance: Balance, entries: list[Entry]) -> Iterator[Difference]:
    for column in ("available", "reserved", "spent", "owed"):
        held = getattr(balance, column)
        summed = sum(getattr(entry, column) for entry in entries)
        if held < 0:
            yield Difference(f"{column}_is_never_below_zero", practice_id, 0, held)
        if held != summed:
            yield Difference(f"{column}_is_the_sum_of_its_entries", practice_id, summed, held)


def _of_campaign(
    parts: Parts, campaign: Campaign, *, spent: int, at: datetime
) -> Iterator[Difference]:
    if campaign.settled != spent:
        yield Difference("spent_is_what_was_settled", campaign.id, campaign.settled, spent)
    if campaign.settled > campaign.total:
        yield Difference(
            "settled_is_at_most_reserved", campaign.id, campaign.total, campaign.settled
        )
    if campaign.finished_at is None or campaign.finished_at < at - ROWS_ADDED_UP_FOR:
        return
    batches = parts.campaigns.batches(campaign.practice_id, campaign.id)
    costs = sum(batch.cost for batch in batches)
    if costs != campaign.settled:
        yield Difference("settled_is_the_sum_of_batches", campaign.id, costs, campaign.settled)
    rows = sum(
        row.cost
        for block in range(campaign.blocks)
        for row in parts.campaigns.rows(campaign.practice_id, campaign.id, block=block)
    )
    if rows != costs:
        yield Difference("batches_are_the_sum_of_messages", campaign.id, rows, costs)


def is_stuck(parts: Parts, campaign: Campaign, *, at: datetime, after: timedelta) -> bool:
    """Whether nothing has moved for so long where something should have."""
    if campaign.state is CampaignState.SPLITTING:
        return campaign.created_at < at - after
    if campaign.state not in (CampaignState.SENDING, CampaignState.STOPPING):
        return False
    batches = parts.campaigns.batches(campaign.practice_id, campaign.id)
    return any(_waits(batch, since=at - after) for batch in batches)


def _waits(batch: Batch, *, since: datetime) -> bool:
    due = batch.due_at
    return batch.state is BatchState.OPEN and due is not None and due < since


def _entries(parts: Parts, practice_id: str) -> Iterator[Entry]:
    cursor: str | None = None
    while True:
        part = parts.credits.entries(practice_id, limit=AT_ONCE, cursor=cursor)
        yield from part.items
        cursor = part.next
        if cursor is None:
            return


def _campaigns(parts: Parts, practice_id: str, *, at: datetime) -> Iterator[Campaign]:
    """Read consistently one by one: the list itself may lag."""
    for each in each_campaign(parts, practice_id, since=at - LOOKED_BACK):
        campaign = parts.campaigns.get(practice_id, each.id)
        if campaign is not None:
            yield campaign
