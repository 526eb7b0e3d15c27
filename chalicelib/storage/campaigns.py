"""Where campaigns, their batches and their blocks are kept."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from chalicelib.domain.campaigns import Batch, BatchState, Campaign, CampaignState, Shelf
from chalicelib.domain.counts import Block
from chalicelib.exchange.ports.campaigns import WholeBatch
from chalicelib.exchange.ports.slices import Changed, Slice
from chalicelib.storage.campaign_items import (
    BATCHES,
    DUE,
    META,
    STALE,
    TEXTS,
    batch_item,
    batch_key,
    block_key,
    campaign_item,
    campaign_partition,
    campaigns_of,
    read_batch,
    read_block,
    read_campaign,
    read_campaign_partition,
    texts_item,
    write_counts,
)
from chalicelib.storage.day_shares import DynamoDayShares
from chalicelib.storage.dynamo import ABSENT, Cancelled, If, transact
from chalicelib.storage.message_items import message_key, read_message
from chalicelib.storage.messages import DynamoMessages, NotInserted
from chalicelib.storage.moments import moment_text, optional_moment_text
from chalicelib.storage.registers import DynamoRegisters
from chalicelib.storage.statements import insert_into, run_all
from chalicelib.storage.table import Query, Table
from chalicelib.storage.troubled import DynamoTroubled

FIRST_MOMENT, LAST_MOMENT = "0", "~"  # Before and after every moment, as text.
BATCHES_AT_ONCE = 200
"""A page of DynamoDB’s own size has two thousand, whose JSON is twenty megabytes in memory."""
# Its place in the list of stale blocks stays: each move in an index is two more writes.
MARK = "SET #due_pk = :due, #due_at = if_not_exists(#due_at, :at) ADD #marks :one"


class DynamoCampaigns(DynamoMessages, DynamoDayShares, DynamoTroubled, DynamoRegisters):
    """The campaigns port on DynamoDB."""

    def __init__(self, table: Table) -> None:
        DynamoMessages.__init__(self, table)
        DynamoDayShares.__init__(self, table)
        DynamoTroubled.__init__(self, table)
        self._table = table

    def add(self, campaign: Campaign) -> None:
        """:raises Changed: if the id is taken."""
        meta = self._table.putting(campaign_item(campaign), condition=ABSENT)
        texts = self._table.putting(texts_item(campaign), condition=ABSENT)
        transact(self._table.client, [meta, texts])

    def get(self, practice_id: str, campaign_id: str) -> Campaign | None:
        """Read consistently."""
        pk = campaign_partition(practice_id, campaign_id)
        held = self._table.get_many([(pk, META), (pk, TEXTS)])
        meta = held.get((pk, META))
        return None if meta is None else read_campaign(meta, held.get((pk, TEXTS)))

    def save(self, campaign: Campaign) -> None:
        """:raises Changed: if the version before it is no longer what is kept."""
        meta, over = campaign_item(campaign), over_version_before(campaign)
        if campaign.state is not CampaignState.DRAFT:
            return self._table.put(meta, condition=over)
        # Only a draft’s words may still change; they change together with it, or not at all.
        texts = self._table.putting(texts_item(campaign))
        return transact(self._table.client, [self._table.putting(meta, condition=over), texts])

    def of_practice(
        self,
        practice_id: str,
        *,
        shelf: Shelf,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[Campaign]:
        """Newest first, by the time they were created; without their texts; may lag."""
        query = Query(
            campaigns_of(practice_id, shelf),
            index="listed",
            between=(
                optional_moment_text(since) or FIRST_MOMENT,
                (optional_moment_text(until) or "") + LAST_MOMENT,
            ),
            newest_first=True,
        )
        page = self._table.page(query, limit=limit, cursor=cursor)
        return Slice(tuple(map(read_campaign, page.items)), page.next)

    def awake(self, *, limit: int) -> tuple[tuple[str, str], ...]:
        """Practice and id of every campaign that the sweep has to look at."""
        page = self._table.page(Query(DUE, index="due"), limit=limit)
        return tuple(read_campaign_partition(item["pk"]) for item in page.items)

    def stale_blocks(self, *, limit: int) -> tuple[Block, ...]:
        """Blocks to be folded again, longest waiting first."""
        page = self._table.page(Query(STALE, index="due"), limit=limit)
        keys = [(item["pk"], item["sk"]) for item in page.items]
        held = self._table.get_many(keys)  # In whatever order they come.
        blocks = (read_block(held[key]) for key in keys if key in held)
        return tuple(block for block in blocks if block.is_stale)

    def put_block(self, block: Block) -> None:
        """Keep a fold, unless a newer one is kept; stale no longer unless marked since."""
        key = block_key(block.practice_id, block.campaign_id, block.number)
        values = {
            "counts": write_counts(block),
            "as_of": optional_moment_text(block.as_of),
            "marks": block.marks,
        }
        text = "SET #counts = :counts, #as_of = :as_of, #folded = :marks"
        # By the number of marks, not by time: clocks of two workers may differ.
        is_newer = "(attribute_not_exists(#folded) OR #folded <= :marks)"
        is_last = "(attribute_not_exists(#marks) OR #marks = :marks)"
        try:
            self._table.update(
                key,
                text=f"{text} REMOVE #due_pk, #due_at",
                values=values,
                condition=If(f"{is_newer} AND {is_last}"),
            )
        except Changed:
            with suppress(Changed):
                self._table.update(key, text=text, values=values, condition=If(is_newer))

    def mark_stale(self, practice_id: str, campaign_id: str, *, block: int, at: datetime) -> None:
        """Have the sweep fold it again."""
        key = block_key(practice_id, campaign_id, block)
        self._table.update(key, text=MARK, values=_mark(at))

    def add_batches(self, batches: Sequence[Batch]) -> None:
        """Insert; one that exists already stays as it is."""
        statements = [insert_into(self._table.name, batch_item(batch)) for batch in batches]
        done = run_all(self._table.client, statements)
        unsure = [
            batch_key(batch.practice_id, batch.campaign_id, batch.number)
            for batch, is_done in zip(batches, done, strict=True)
            if not is_done
        ]
        if unsure and len(self._table.get_many(unsure)) < len(unsure):
            raise NotInserted

    def batch(self, practice_id: str, campaign_id: str, *, number: int) -> Batch | None:
        """Read consistently."""
        item = self._table.get(batch_key(practice_id, campaign_id, number))
        return None if item is None else read_batch(item)

    def whole_batch(
        self,
        practice_id: str,
        campaign_id: str,
        *,
        number: int,
        block: int = 0,
        numbers: Sequence[int] = (),
    ) -> WholeBatch | None:
        """A batch with its campaign and its rows, in one call if their numbers are told."""
        pk = campaign_partition(practice_id, campaign_id)
        meta, texts, own = (pk, META), (pk, TEXTS), batch_key(practice_id, campaign_id, number)
        rows = [message_key(practice_id, campaign_id, block, each) for each in numbers]
        held = self._table.get_many([meta, texts, own, *rows])
        if meta not in held or own not in held:
            return None
        campaign, batch = read_campaign(held[meta], held.get(texts)), read_batch(held[own])
        if (batch.block, batch.numbers) == (block, tuple(numbers)):
            found = tuple(read_message(held[key]) for key in sorted(rows) if key in held)
        else:
            found = self.rows(practice_id, campaign_id, block=batch.block, numbers=batch.numbers)
        return WholeBatch(campaign, batch, found)

    def batches(self, practice_id: str, campaign_id: str) -> tuple[Batch, ...]:
        """All batches of a campaign by number; read consistently."""
        query = Query(campaign_partition(practice_id, campaign_id), prefix=BATCHES)
        found = self._table.all(query, at_once=BATCHES_AT_ONCE)
        return tuple(read_batch(item) for item in found)

    def release(self, batch: Batch, *, due_at: datetime) -> bool:
        """Count one more release, due again then: IF open AND releases as read."""
        return self._update_open(
            batch,
            text="SET #look_at = :look_at, #releases = :next",
            values={"look_at": moment_text(due_at), "next": batch.releases + 1},
        )

    def postpone(self, batch: Batch, *, due_at: datetime) -> bool:
        """Have the sweep look at it then: IF open AND releases as read."""
        return self._update_open(
            batch, text="SET #look_at = :look_at", values={"look_at": moment_text(due_at)}
        )

    def settle_batch(self, batch: Batch, *, cost: int, at: datetime) -> bool:
        """Open → settled with its cost, its block stale. False if it was settled already."""
        settling = self._table.updating(
            batch_key(batch.practice_id, batch.campaign_id, batch.number),
            text="SET #state = :settled, #cost = :cost",
            values={"settled": BatchState.SETTLED.value, "cost": cost},
            condition=If("#state = :open", {"open": BatchState.OPEN.value}),
        )
        block = block_key(batch.practice_id, batch.campaign_id, batch.block)
        marking = self._table.updating(block, text=MARK, values=_mark(at))
        try:
            transact(self._table.client, [settling, marking])
        except Cancelled as cancelled:
            if not cancelled.refused(0):
                raise
            return False
        return True

    def _update_open(self, batch: Batch, *, text: str, values: dict[str, str | int]) -> bool:
        try:
            self._table.update(
                batch_key(batch.practice_id, batch.campaign_id, batch.number),
                text=text,
                values=values,
                condition=If(
                    "#state = :open AND #releases = :seen",
                    {"open": BatchState.OPEN.value, "seen": batch.releases},
                ),
            )
        except Changed:
            return False
        return True


def _mark(at: datetime) -> dict[str, str | int]:
    return {"due": STALE, "at": moment_text(at), "one": 1}


def over_version_before(campaign: Campaign) -> If:
    """Only over the version that was read: whoever wrote in between is not overwritten."""
    return If("#version = :seen", {"seen": campaign.version - 1})
