"""Where campaigns and their messages are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.exchange.ports.slices import Slice

if TYPE_CHECKING:
    from chalicelib.domain.campaigns import Batch, Campaign, Shelf
    from chalicelib.domain.contact_methods import ContactMethod
    from chalicelib.domain.counts import Block
    from chalicelib.domain.day_counts import DayShare
    from chalicelib.domain.delivery import Receipt
    from chalicelib.domain.messages import Message
    from chalicelib.domain.preferences import Need
    from chalicelib.domain.told_already import Register
    from chalicelib.exchange.ports.taken_up import TakenUp


@dataclass(frozen=True)
class WholeBatch:
    """A batch with its campaign and its rows, by number."""

    campaign: Campaign
    batch: Batch
    rows: tuple[Message, ...]


class Campaigns(Protocol):
    """
    Campaigns, their blocks, batches and messages.

    Message rows are only ever inserted or changed under a condition, never put.
    """

    def add(self, campaign: Campaign) -> None:
        """:raises Changed: if the id is taken."""

    def get(self, practice_id: str, campaign_id: str) -> Campaign | None:
        """Read consistently."""

    def heads(self, practice_id: str, ids: Iterable[str]) -> dict[str, Campaign]:
        """Those that exist, without their texts, for lists to read; may lag."""

    def save(self, campaign: Campaign) -> None:
        """
        Write `campaign` over the version before it; its words only while it is a draft.

        :raises Changed: if that is no longer what is kept.
        """

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
        """One of the practice’s lists, newest first, by the time they were created; may lag."""

    def awake(self, *, limit: int) -> tuple[tuple[str, str], ...]:
        """
        Practice and id of every campaign that the sweep has to look at, longest waiting first.

        From an index that may lag: read each one before acting on it.
        """

    def stale_blocks(self, *, limit: int) -> tuple[Block, ...]:
        """Blocks to be folded again, longest waiting first; from an index that may lag."""

    def insert(self, messages: Sequence[Message]) -> None:
        """Insert rows; one that exists already stays as it is."""

    def rows(
        self,
        practice_id: str,
        campaign_id: str,
        *,
        block: int,
        numbers: Sequence[int] | None = None,
    ) -> tuple[Message, ...]:
        """Rows of a block (all, or these), by number; read consistently."""

    def message(self, practice_id: str, message_id: str) -> Message | None:
        """One row, read consistently."""

    def messages(
        self, practice_id: str, message_ids: Iterable[str], *, may_lag: bool = False
    ) -> dict[str, Message]:
        """Those that exist, by id; read consistently unless they may lag."""

    def messages_of_contact(
        self, practice_id: str, contact_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Message]:
        """Every message that was claimed for a contact, newest first."""

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
        """Which those are, newest first, from `before` on, and taken up before `until`."""

    def history_of_contact(
        self, practice_id: str, contact_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Message]:
        """The same, oldest first."""

    def troubled(
        self, practice_id: str, campaign_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Message]:
        """
        Messages of a campaign that did not arrive, or of which nobody can know; oldest first.

        By when they were taken up; may lag. A page may be short and yet have a next one.
        """

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
        """The same of all campaigns, by one contact method, taken up in that time; newest first."""

    def claim(self, messages: Sequence[Message], *, own: str, at: datetime) -> tuple[Message, ...]:
        """
        Take queued rows for this one invocation: IF status = queued AND attempt as read.

        Gives back those that are now its own, as they are kept; none that might be another’s.
        """

    def record(self, messages: Sequence[Message]) -> tuple[str, ...]:
        """
        Write results of rows held: IF status = sending AND own AND attempt are as given.

        `messages` carry the new status, reason, billed, provider_id and at. Gives back the ids
        that were written; the others are no longer ours.
        """

    def close(self, messages: Sequence[Message]) -> tuple[str, ...]:
        """Write `cancelled` or `skipped`: IF status = queued AND attempt as read. Ids written."""

    def resolve(self, messages: Sequence[Message]) -> tuple[str, ...]:
        """Write what became of rows in doubt: IF status = sending AND attempt as read."""

    def receive(self, messages: Sequence[tuple[Message, Message]]) -> tuple[str, ...]:
        """
        Raise ranks, add flags, times and reasons: (before, after) pairs, IF rank as before.

        Gives back the ids written; the others changed meanwhile.
        """

    def receive_unread(self, receipts: Sequence[Receipt]) -> tuple[str, ...]:
        """
        Write news that say all, of rows that nobody has read: IF rank is below the news’.

        Gives back the ids written; each other row is to be read. One receipt for each message.
        """

    def put_block(self, block: Block) -> None:
        """
        Keep a fold, unless one that had seen more marks is kept.

        It is stale no longer, unless it was marked again since `marks` was read.
        """

    def blocks(
        self, practice_id: str, campaign_id: str, *, may_lag: bool = False
    ) -> tuple[Block, ...]:
        """All blocks of a campaign, by number."""

    def keep_share(self, share: DayShare) -> None:
        """Keep what a block adds to a day, unless a fold that had seen more marks is kept."""

    def shares(self, practice_id: str, *, first: str, last: str) -> tuple[DayShare, ...]:
        """What every block adds to these days (2026-11-23), newest day first; may lag a moment."""

    def glance(
        self, practice_id: str, campaign_id: str, *, block: int, first: int, limit: int
    ) -> tuple[Message, ...]:
        """At most so many rows from that number on, for lists: may lag, and costs half."""

    def glance_at(
        self, practice_id: str, campaign_id: str, *, block: int, numbers: Sequence[int]
    ) -> tuple[Message, ...]:
        """These rows by number, for lists: may lag, and costs half."""

    def mark_stale(self, practice_id: str, campaign_id: str, *, block: int, at: datetime) -> None:
        """Have the sweep fold it again."""

    def add_batches(self, batches: Sequence[Batch]) -> None:
        """Insert; one that exists already stays as it is."""

    def batch(self, practice_id: str, campaign_id: str, *, number: int) -> Batch | None:
        """Read consistently."""

    def whole_batch(
        self,
        practice_id: str,
        campaign_id: str,
        *,
        number: int,
        block: int = 0,
        numbers: Sequence[int] = (),
    ) -> WholeBatch | None:
        """
        All that a worker needs of a batch; read consistently.

        `block` and `numbers` say where its rows are, if whoever asks knows: that spares a call.
        """

    def batches(self, practice_id: str, campaign_id: str) -> tuple[Batch, ...]:
        """All batches of a campaign by number; read consistently."""

    def release(self, batch: Batch, *, due_at: datetime) -> bool:
        """Count one more release, due again then: IF open AND releases as read. Else False."""

    def postpone(self, batch: Batch, *, due_at: datetime) -> bool:
        """Have the sweep look at it then: IF open AND releases as read. Else False."""

    def settle_batch(self, batch: Batch, *, cost: int, at: datetime) -> bool:
        """
        Open → settled with its cost, and its block to be folded again: both or neither.

        False if it was settled already.
        """

    def register(self, practice_id: str, need: Need) -> Register:
        """The campaigns of a practice about this need, in their order; read consistently."""

    def save_register(self, register: Register) -> None:
        """:raises Changed: if the version before it is no longer what is kept."""
