"""Campaigns and messages in memory, with the promises of the port and nothing to start."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.campaigns import IN_DUE, Batch, BatchState, Campaign, CampaignState, Shelf
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Block
from chalicelib.domain.day_counts import DayShare
from chalicelib.domain.delivery import Receipt
from chalicelib.domain.messages import TROUBLED_STATUSES, Message, MessageStatus, shown_status
from chalicelib.domain.preferences import Need
from chalicelib.domain.told_already import Register
from chalicelib.exchange.ports import Changed, Slice, TakenUp, WholeBatch
from tests.fakes.lists import page_of

Key = tuple[str, str, int]


class _Registers:
    """See the port for what each method promises."""

    def __init__(self) -> None:
        self._registers: dict[tuple[str, Need], Register] = {}

    def register(self, practice_id: str, need: Need) -> Register:
        return self._registers.get((practice_id, need), Register(practice_id, need))

    def save_register(self, register: Register) -> None:
        held = self.register(register.practice_id, register.need)
        if held.version != register.version - 1:
            raise Changed
        self._registers[register.practice_id, register.need] = register


class FakeCampaigns(_Registers):
    """See the port for what each method promises."""

    def __init__(self) -> None:
        super().__init__()
        self.campaigns: dict[tuple[str, str], Campaign] = {}
        self.held: dict[tuple[str, str], Message] = {}
        self._batches: dict[Key, Batch] = {}
        self._blocks: dict[Key, Block] = {}
        self._folded: dict[Key, int] = {}
        self._stale: dict[Key, datetime] = {}
        self.rows_read = 0
        """How many rows of blocks were asked for so far: what a page costs."""
        self._shares: dict[tuple[str, str, str, int], DayShare] = {}

    def add(self, campaign: Campaign) -> None:
        if (campaign.practice_id, campaign.id) in self.campaigns:
            raise Changed
        self.campaigns[campaign.practice_id, campaign.id] = campaign

    def get(self, practice_id: str, campaign_id: str) -> Campaign | None:
        return self.campaigns.get((practice_id, campaign_id))

    def heads(self, practice_id: str, ids: Iterable[str]) -> dict[str, Campaign]:
        found = (self.campaigns.get((practice_id, each)) for each in ids)
        return {each.id: replace(each, texts={}) for each in found if each is not None}

    def save(self, campaign: Campaign) -> None:
        held = self.campaigns.get((campaign.practice_id, campaign.id))
        if held is None or held.version != campaign.version - 1:
            raise Changed
        words = campaign.texts if campaign.state is CampaignState.DRAFT else held.texts
        self.campaigns[campaign.practice_id, campaign.id] = replace(campaign, texts=words)

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
        found = [
            replace(each, texts={}) if each.texts else each
            for each in self.campaigns.values()
            if each.practice_id == practice_id
            and each.shelf is shelf
            and (since is None or each.created_at >= since)
            and (until is None or each.created_at <= until)
        ]
        keyed = sorted(((f"{each.created_at}#{each.id}", each) for each in found), key=_first)
        return page_of(reversed(keyed), of=f"{practice_id} {shelf}", limit=limit, cursor=cursor)

    def awake(self, *, limit: int) -> tuple[tuple[str, str], ...]:
        found = [each for each in self.campaigns.values() if each.state in IN_DUE]
        found.sort(key=lambda each: each.starts_at or each.created_at)
        return tuple((each.practice_id, each.id) for each in found[:limit])

    def stale_blocks(self, *, limit: int) -> tuple[Block, ...]:
        oldest = sorted(self._stale, key=self._stale.__getitem__)[:limit]
        return tuple(self._block(key) for key in oldest)

    def insert(self, messages: Sequence[Message]) -> None:
        for message in messages:
            self.held.setdefault((message.practice_id, message.id), message)

    def rows(
        self,
        practice_id: str,
        campaign_id: str,
        *,
        block: int,
        numbers: Sequence[int] | None = None,
    ) -> tuple[Message, ...]:
        found = [
            row
            for row in self.held.values()
            if (row.practice_id, row.campaign_id, row.block) == (practice_id, campaign_id, block)
            and (numbers is None or row.number in numbers)
        ]
        self.rows_read += len(found)
        return tuple(sorted(found, key=lambda row: row.number))

    def message(self, practice_id: str, message_id: str) -> Message | None:
        return self.held.get((practice_id, message_id))

    def messages(
        self, practice_id: str, message_ids: Iterable[str], *, may_lag: bool = False
    ) -> dict[str, Message]:
        wanted = {each: self.held.get((practice_id, each)) for each in message_ids}
        return {each: row for each, row in wanted.items() if row is not None}

    def messages_of_contact(
        self, practice_id: str, contact_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Message]:
        keyed = self._claimed_for(practice_id, contact_id)
        name = f"{practice_id}#{contact_id}"
        return page_of(reversed(keyed), of=name, limit=limit, cursor=cursor)

    def taken_up(
        self,
        practice_id: str,
        contact_id: str,
        *,
        since: datetime | None,
        until: datetime | None,
        before: TakenUp | None,
        limit: int,
    ) -> tuple[TakenUp, ...]:
        found = [
            TakenUp(row.at["claimed"], row.id, row.patient_id, row.method)
            for row in self.held.values()
            if (row.practice_id, row.contact_id) == (practice_id, contact_id)
            and "claimed" in row.at
            and (since is None or row.at["claimed"] >= since)
            and (until is None or row.at["claimed"] < until)
            and (before is None or (row.at["claimed"], row.id) < (before.at, before.message_id))
        ]
        found.sort(key=lambda each: (each.at, each.message_id), reverse=True)
        return tuple(found[:limit])

    def history_of_contact(
        self, practice_id: str, contact_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Message]:
        keyed = self._claimed_for(practice_id, contact_id)
        name = f"history {practice_id}#{contact_id}"
        return page_of(keyed, of=name, limit=limit, cursor=cursor)

    def _claimed_for(self, practice_id: str, contact_id: str) -> list[tuple[str, Message]]:
        claimed = [
            row
            for row in self.held.values()
            if (row.practice_id, row.contact_id) == (practice_id, contact_id)
            and "claimed" in row.at
        ]
        return sorted(((f"{row.at['claimed']}#{row.id}", row) for row in claimed), key=_first)

    def troubled(
        self, practice_id: str, campaign_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Message]:
        keyed = [
            (at, row) for at, row in self._in_trouble(practice_id) if row.campaign_id == campaign_id
        ]
        return page_of(keyed, of=f"trouble {practice_id}#{campaign_id}", limit=limit, cursor=cursor)

    def troubled_by(
        self,
        practice_id: str,
        method: ContactMethod,
        *,
        since: datetime,
        until: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[Message]:
        keyed = [
            (at, row)
            for at, row in self._in_trouble(practice_id)
            if row.method is method and since <= _taken_up(row) <= until
        ]
        name = f"trouble {practice_id}#{method}#{since}#{until}"
        return page_of(reversed(keyed), of=name, limit=limit, cursor=cursor)

    def _in_trouble(self, practice_id: str) -> list[tuple[str, Message]]:
        troubled = [
            row
            for row in self.held.values()
            if row.practice_id == practice_id
            and row.method is not None
            and shown_status(row, is_released=True) in TROUBLED_STATUSES
        ]
        return sorted(((f"{_taken_up(row)}#{row.id}", row) for row in troubled), key=_first)

    def claim(self, messages: Sequence[Message], *, own: str, at: datetime) -> tuple[Message, ...]:
        claimed = []
        for message in messages:
            row = self.held.get((message.practice_id, message.id))
            if row is None:
                continue
            if (row.status, row.attempt) == (MessageStatus.QUEUED, message.attempt):
                row = replace(
                    row,
                    status=MessageStatus.SENDING,
                    own=own,
                    attempt=row.attempt + 1,
                    at={**row.at, "claimed": at},
                )
                self._keep(row)
            # A row that names us already is ours: the answer that said so was lost.
            if _whose(row) == (MessageStatus.SENDING, own, message.attempt + 1):
                claimed.append(row)
        return tuple(claimed)

    def record(self, messages: Sequence[Message]) -> tuple[str, ...]:
        written = []
        for message in messages:
            row = self.held.get((message.practice_id, message.id))
            if row is None:
                continue
            if _whose(row) == (MessageStatus.SENDING, message.own, message.attempt):
                row = _with_outcome(row, message)
                self._keep(row)
            if _whose(row) == _whose(message):
                written.append(message.id)
        return tuple(written)

    def close(self, messages: Sequence[Message]) -> tuple[str, ...]:
        return self._change(messages, where=MessageStatus.QUEUED)

    def resolve(self, messages: Sequence[Message]) -> tuple[str, ...]:
        return self._change(messages, where=MessageStatus.SENDING)

    def receive(self, messages: Sequence[tuple[Message, Message]]) -> tuple[str, ...]:
        written = []
        for before, after in messages:
            row = self.held.get((before.practice_id, before.id))
            if row is None or row.rank != before.rank:
                continue
            news = {name: at for name, at in after.at.items() if name not in before.at}
            whys = {name: why for name, why in after.reasons.items() if name not in before.reasons}
            is_named = after.provider_id != before.provider_id
            self._keep(
                replace(
                    row,
                    rank=after.rank,
                    flags=row.flags | after.flags,
                    at={**row.at, **news},
                    reasons={**row.reasons, **whys},
                    provider_id=after.provider_id if is_named else row.provider_id,
                )
            )
            written.append(after.id)
        return tuple(written)

    def receive_unread(self, receipts: Sequence[Receipt]) -> tuple[str, ...]:
        written = []
        for receipt in receipts:
            row = self.held.get((receipt.practice_id, receipt.message_id))
            if row is None or not row.rank < receipt.rank:
                continue
            self._keep(
                replace(
                    row,
                    rank=receipt.rank,
                    at={**row.at, receipt.event.value: receipt.at},
                    provider_id=receipt.provider_id or row.provider_id,
                )
            )
            written.append(row.id)
        return tuple(written)

    def put_block(self, block: Block) -> None:
        key = (block.practice_id, block.campaign_id, block.number)
        held = self._block(key)
        if self._folded.get(key, 0) > block.marks:
            return
        self._folded[key] = block.marks
        self._blocks[key] = replace(block, marks=held.marks)
        if held.marks == block.marks:
            self._stale.pop(key, None)

    def blocks(
        self, practice_id: str, campaign_id: str, *, may_lag: bool = False
    ) -> tuple[Block, ...]:
        keys = [key for key in self._blocks if key[:2] == (practice_id, campaign_id)]
        return tuple(self._block(key) for key in sorted(keys))

    def keep_share(self, share: DayShare) -> None:
        key = (share.practice_id, share.day, share.campaign_id, share.block)
        held = self._shares.get(key)
        if held is None or held.marks <= share.marks:
            self._shares[key] = share

    def shares(self, practice_id: str, *, first: str, last: str) -> tuple[DayShare, ...]:
        keys = [key for key in self._shares if key[0] == practice_id and first <= key[1] <= last]
        return tuple(self._shares[key] for key in sorted(keys, reverse=True))

    def glance(
        self, practice_id: str, campaign_id: str, *, block: int, first: int, limit: int
    ) -> tuple[Message, ...]:
        rows = self.rows(practice_id, campaign_id, block=block)
        return tuple(row for row in rows if row.number >= first)[:limit]

    def glance_at(
        self, practice_id: str, campaign_id: str, *, block: int, numbers: Sequence[int]
    ) -> tuple[Message, ...]:
        return self.rows(practice_id, campaign_id, block=block, numbers=numbers)

    def mark_stale(self, practice_id: str, campaign_id: str, *, block: int, at: datetime) -> None:
        key = (practice_id, campaign_id, block)
        held = self._block(key)
        self._blocks[key] = replace(held, marks=held.marks + 1)
        self._stale.setdefault(key, at)

    def add_batches(self, batches: Sequence[Batch]) -> None:
        for batch in batches:
            self._batches.setdefault((batch.practice_id, batch.campaign_id, batch.number), batch)

    def batch(self, practice_id: str, campaign_id: str, *, number: int) -> Batch | None:
        return self._batches.get((practice_id, campaign_id, number))

    def whole_batch(
        self,
        practice_id: str,
        campaign_id: str,
        *,
        number: int,
        block: int = 0,
        numbers: Sequence[int] = (),
    ) -> WholeBatch | None:
        campaign = self.get(practice_id, campaign_id)
        batch = self.batch(practice_id, campaign_id, number=number)
        if campaign is None or batch is None:
            return None
        rows = self.rows(practice_id, campaign_id, block=batch.block, numbers=batch.numbers)
        return WholeBatch(campaign, batch, rows)

    def batches(self, practice_id: str, campaign_id: str) -> tuple[Batch, ...]:
        keys = [key for key in self._batches if key[:2] == (practice_id, campaign_id)]
        return tuple(self._batches[key] for key in sorted(keys))

    def release(self, batch: Batch, *, due_at: datetime) -> bool:
        return self._move(batch, due_at=due_at, releases=batch.releases + 1)

    def postpone(self, batch: Batch, *, due_at: datetime) -> bool:
        return self._move(batch, due_at=due_at, releases=batch.releases)

    def settle_batch(self, batch: Batch, *, cost: int, at: datetime) -> bool:
        key = (batch.practice_id, batch.campaign_id, batch.number)
        held = self._batches.get(key)
        if held is None or held.state is BatchState.SETTLED:
            return False
        self._batches[key] = replace(held, state=BatchState.SETTLED, cost=cost)
        self.mark_stale(batch.practice_id, batch.campaign_id, block=batch.block, at=at)
        return True

    def _move(self, batch: Batch, *, due_at: datetime, releases: int) -> bool:
        key = (batch.practice_id, batch.campaign_id, batch.number)
        held = self._batches.get(key)
        if held is None or held.state is BatchState.SETTLED or held.releases != batch.releases:
            return False
        self._batches[key] = replace(held, due_at=due_at, releases=releases)
        return True

    def _change(self, messages: Sequence[Message], *, where: MessageStatus) -> tuple[str, ...]:
        written = []
        for message in messages:
            row = self.held.get((message.practice_id, message.id))
            if row is None:
                continue
            if (row.status, row.attempt) == (where, message.attempt):
                row = _with_outcome(row, message)
                self._keep(row)
            if (row.status, row.attempt) == (message.status, message.attempt):
                written.append(message.id)
        return tuple(written)

    def _keep(self, message: Message) -> None:
        self.held[message.practice_id, message.id] = message

    def _block(self, key: Key) -> Block:
        held = self._blocks.get(key, Block(*key))
        is_stale = key in self._stale
        return held if held.is_stale is is_stale else replace(held, is_stale=is_stale)


def _taken_up(row: Message) -> datetime:
    return row.at.get("claimed") or max(row.at.values())


def _whose(row: Message) -> tuple[MessageStatus, str, int]:
    return row.status, row.own, row.attempt


def _with_outcome(row: Message, message: Message) -> Message:
    """Only what belongs to its own life; what receipts wrote in between stays."""
    event = message.status.value
    moment = {event: message.at[event]} if event in message.at else {}
    return replace(
        row,
        status=message.status,
        reason=message.reason,
        held_until=message.held_until or row.held_until,
        detail=message.detail or row.detail,
        billed=message.billed or row.billed,
        provider_id=message.provider_id or row.provider_id,
        at={**row.at, **moment},
    )


def _first(pair: tuple[str, object]) -> str:
    return pair[0]
