"""Where messages are kept: inserted once, then changed only under a condition."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from chalicelib.domain.delivery import Receipt
from chalicelib.domain.messages import Message, MessageStatus, NoSuchMessage
from chalicelib.storage.contact_history import ContactHistory
from chalicelib.storage.dynamo import Plain
from chalicelib.storage.message_items import (
    AT,
    block_partition,
    contact_partition,
    contact_sort,
    key_of,
    key_of_id,
    message_item,
    message_key,
    news,
    news_unread,
    read_message,
    trouble_keys,
)
from chalicelib.storage.moments import moment_text
from chalicelib.storage.statements import Statement, insert_into, run_all, update_where
from chalicelib.storage.table import Query

IN_TROUBLE = frozenset({MessageStatus.FAILED, MessageStatus.UNKNOWN})


class NotInserted(Exception):
    """Rows could not be inserted, and are not there either."""


class DynamoMessages(ContactHistory):
    """The messages’ half of the campaigns port."""

    def insert(self, messages: Sequence[Message]) -> None:
        """Insert rows; one that exists already stays as it is."""
        statements = [insert_into(self._messages.name, message_item(m)) for m in messages]
        done = run_all(self._messages.client, statements)
        unsure = [key_of(m) for m, is_done in zip(messages, done, strict=True) if not is_done]
        if unsure and len(self._messages.get_many(unsure)) < len(unsure):
            raise NotInserted

    def rows(
        self,
        practice_id: str,
        campaign_id: str,
        *,
        block: int,
        numbers: Sequence[int] | None = None,
    ) -> tuple[Message, ...]:
        """Rows of a block (all, or these), by number; read consistently."""
        if numbers is None:
            found = self._messages.all(Query(block_partition(practice_id, campaign_id, block)))
            return tuple(read_message(item) for item in found)
        keys = [message_key(practice_id, campaign_id, block, number) for number in numbers]
        if keys and isinstance(numbers, range):
            # A run of rows is paid by its size, single rows each by itself: eight times as much.
            run = Query(keys[0][0], between=(keys[0][1], keys[-1][1]))
            return tuple(read_message(item) for item in self._messages.all(run))
        held = self._messages.get_many(keys)
        return tuple(read_message(held[key]) for key in sorted(held))

    def message(self, practice_id: str, message_id: str) -> Message | None:
        """One row, read consistently."""
        try:
            item = self._messages.get(key_of_id(practice_id, message_id))
        except NoSuchMessage:
            return None
        return None if item is None else read_message(item)

    def messages(
        self, practice_id: str, message_ids: Iterable[str], *, may_lag: bool = False
    ) -> dict[str, Message]:
        """Those that exist, by id; read consistently unless they may lag."""
        keys = [key_of_id(practice_id, each) for each in message_ids]
        held = self._messages.get_many(keys, may_lag=may_lag)
        found = (read_message(item) for item in held.values())
        return {message.id: message for message in found}

    def claim(self, messages: Sequence[Message], *, own: str, at: datetime) -> tuple[Message, ...]:
        """Take queued rows for one invocation; gives back those that are surely its own."""
        claimed = [_claimed(message, own=own, at=at) for message in messages]
        statements = [
            update_where(
                self._messages.name,
                key_of(after),
                changes=_claim(after, at=at),
                where={"status": MessageStatus.QUEUED.value, "attempt": before.attempt},
            )
            for before, after in zip(messages, claimed, strict=True)
        ]
        return self._surely(claimed, statements, holds=_is_held)

    def record(self, messages: Sequence[Message]) -> tuple[str, ...]:
        """Write results of rows held: IF sending, own and attempt are as given."""
        statements = [
            update_where(
                self._messages.name,
                key_of(message),
                changes=_outcome(message),
                where={
                    "status": MessageStatus.SENDING.value,
                    "own": message.own,
                    "attempt": message.attempt,
                },
            )
            for message in messages
        ]
        return tuple(m.id for m in self._surely(messages, statements, holds=_is_held))

    def close(self, messages: Sequence[Message]) -> tuple[str, ...]:
        """Write `cancelled` or `skipped`: IF queued and attempt as read."""
        return self._change(messages, where_status=MessageStatus.QUEUED)

    def resolve(self, messages: Sequence[Message]) -> tuple[str, ...]:
        """Write what became of rows in doubt: IF sending and attempt as read."""
        return self._change(messages, where_status=MessageStatus.SENDING)

    def receive(self, messages: Sequence[tuple[Message, Message]]) -> tuple[str, ...]:
        """Raise ranks, add flags, times and reasons: IF rank as before."""
        statements = [
            update_where(
                self._messages.name,
                key_of(after),
                changes=news(before, after),
                where={"rank": before.rank},
            )
            for before, after in messages
        ]
        done = run_all(self._messages.client, statements)
        return tuple(
            after.id for (_, after), is_done in zip(messages, done, strict=True) if is_done
        )

    def receive_unread(self, receipts: Sequence[Receipt]) -> tuple[str, ...]:
        """Raise ranks of rows unread: IF rank is below the news’."""
        statements = [
            update_where(
                self._messages.name,
                key_of_id(receipt.practice_id, receipt.message_id),
                changes=news_unread(receipt),
                where={},
                below={"rank": receipt.rank},
            )
            for receipt in receipts
        ]
        done = run_all(self._messages.client, statements)
        return tuple(r.message_id for r, is_done in zip(receipts, done, strict=True) if is_done)

    def _change(
        self, messages: Sequence[Message], *, where_status: MessageStatus
    ) -> tuple[str, ...]:
        statements = [
            update_where(
                self._messages.name,
                key_of(message),
                changes=_outcome(message),
                where={"status": where_status.value, "attempt": message.attempt},
            )
            for message in messages
        ]
        return tuple(m.id for m in self._surely(messages, statements, holds=_is_at))

    def _surely(
        self,
        messages: Sequence[Message],
        statements: Sequence[Statement],
        *,
        holds: Callable[[Message, Message], bool],
    ) -> tuple[Message, ...]:
        """Those written; where no answer says so, the row itself is asked."""
        done = run_all(self._messages.client, statements)
        unsure = [m for m, is_done in zip(messages, done, strict=True) if not is_done]
        if not unsure:
            return tuple(messages)
        kept = self._messages.get_many([key_of(message) for message in unsure])
        is_kept = {
            message.id
            for message in unsure
            if (item := kept.get(key_of(message))) is not None
            and holds(message, read_message(item))
        }
        return tuple(
            message
            for message, is_done in zip(messages, done, strict=True)
            if is_done or message.id in is_kept
        )


def _is_held(meant: Message, kept: Message) -> bool:
    return (meant.status, meant.own, meant.attempt) == (kept.status, kept.own, kept.attempt)


def _is_at(meant: Message, kept: Message) -> bool:
    return (meant.status, meant.attempt) == (kept.status, kept.attempt)


def _claimed(message: Message, *, own: str, at: datetime) -> Message:
    return message.but(
        status=MessageStatus.SENDING,
        own=own,
        attempt=message.attempt + 1,
        at={**message.at, "claimed": at},
    )


def _claim(message: Message, *, at: datetime) -> Mapping[str, Plain]:
    changes: dict[str, Plain] = {
        "status": message.status.value,
        "own": message.own,
        "attempt": message.attempt,
        f"{AT}claimed": moment_text(at),
    }
    if message.contact_id:
        changes["contact_pk"] = contact_partition(message.practice_id, message.contact_id)
        changes["contact_sk"] = contact_sort(message, at=at)
    return changes


def _outcome(message: Message) -> Mapping[str, Plain]:
    """Only what belongs to its own life: receipts write beside it, at the same time."""
    changes: dict[str, Plain] = {"status": message.status.value, "reason": message.reason}
    if message.held_until is not None:
        changes["held_until"] = moment_text(message.held_until)
    if message.detail:
        changes["detail"] = message.detail
    if message.billed:
        changes["billed"] = True
    if message.provider_id:
        changes["provider_id"] = message.provider_id
    happened_at = message.at.get(message.status.value)
    if happened_at is not None:
        changes[f"{AT}{message.status.value}"] = moment_text(happened_at)
    return {**changes, **trouble_keys(message)} if message.status in IN_TROUBLE else changes
