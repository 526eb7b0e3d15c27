"""Where conversations are kept: each text once, and one row for each number."""

from dataclasses import dataclass, replace

from chalicelib.domain.replies import Conversation, Reply
from chalicelib.exchange.ports.slices import Changed, Slice
from chalicelib.storage.dynamo import ABSENT, Action, Cancelled, If, transact
from chalicelib.storage.reply_items import (
    RANKS,
    conversation_item,
    conversation_key,
    inbox_of,
    number_key,
    read_conversation,
    read_reply,
    reply_item,
    reply_key,
    thread_of,
    with_number_key,
)
from chalicelib.storage.table import Query, Table


@dataclass(frozen=True)
class Replies:
    """Replies; see the port for what each method promises."""

    table: Table

    def practice_of_number(self, number: str) -> str | None:
        row = self.table.get(number_key(number))
        found: str | None = None if row is None else row["practice_id"]
        return found

    def begin_conversation(self, conversation: Conversation) -> Conversation:
        pk, sk = with_number_key(conversation.practice_id, conversation.number)
        pointing = {"pk": pk, "sk": sk, "id": conversation.id}
        kept = replace(conversation, version=1)
        try:
            transact(
                self.table.client,
                [
                    self.table.putting(pointing, condition=ABSENT),
                    self.table.putting(conversation_item(kept, version=1), condition=ABSENT),
                ],
            )
        except Cancelled:
            held = self.conversation_with(conversation.practice_id, conversation.number)
            if held is None:
                raise
            return held
        return kept

    def conversation(self, practice_id: str, conversation_id: str) -> Conversation | None:
        row = self.table.get(conversation_key(practice_id, conversation_id))
        return None if row is None else read_conversation(row)

    def conversation_with(self, practice_id: str, number: str) -> Conversation | None:
        pointing = self.table.get(with_number_key(practice_id, number))
        return None if pointing is None else self.conversation(practice_id, pointing["id"])

    def keep_reply(self, reply: Reply) -> Reply:
        try:
            self.table.put(reply_item(reply), condition=ABSENT)
        except Changed:
            row = self.table.get(reply_key(reply.practice_id, reply.id))
            if row is None:
                raise
            return read_reply(row)
        return reply

    def finish_reply(self, reply: Reply, *, conversation: Conversation) -> None:
        handling = self.table.updating(
            reply_key(reply.practice_id, reply.id),
            text="SET #is_handled = :yes",
            values={"yes": True},
            condition=If("#is_handled = :no", {"no": False}),
        )
        transact(self.table.client, [self._saving(conversation), handling])

    def save_conversation(self, conversation: Conversation) -> None:
        transact(self.table.client, [self._saving(conversation)])

    def conversations(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Conversation]:
        query = Query(inbox_of(practice_id), index="listed", newest_first=True)
        page = self.table.page(query, limit=limit, cursor=cursor)
        return Slice(tuple(map(read_conversation, page.items)), page.next)

    def waiting_conversations(self, practice_id: str, *, limit: int) -> int:
        query = Query(inbox_of(practice_id), index="listed", between=RANKS)
        return len(self.table.page(query, limit=limit).items)

    def replies_of(
        self, practice_id: str, conversation_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Reply]:
        query = Query(thread_of(practice_id, conversation_id), index="listed", newest_first=True)
        page = self.table.page(query, limit=limit, cursor=cursor)
        return Slice(tuple(map(read_reply, page.items)), page.next)

    def _saving(self, conversation: Conversation) -> Action:
        return self.table.putting(
            conversation_item(conversation, version=conversation.version + 1),
            condition=If("#version = :read", {"read": conversation.version}),
        )
