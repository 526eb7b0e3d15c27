"""Conversations in memory, with the promises of the port."""

from dataclasses import replace

from chalicelib.domain.practices import Practice
from chalicelib.domain.replies import Conversation, Reply
from chalicelib.exchange.ports import Changed, Slice
from tests.fakes.lists import page_of

Id = tuple[str, str]


class FakeReplies:
    """See the port for what each method promises."""

    _practices: dict[str, Practice]

    def __init__(self) -> None:
        super().__init__()
        self.talks: dict[Id, Conversation] = {}
        self.replies: dict[Id, Reply] = {}

    def practice_of_number(self, number: str) -> str | None:
        return next(
            (each.id for each in self._practices.values() if each.text_number == number), None
        )

    def begin_conversation(self, conversation: Conversation) -> Conversation:
        held = self.conversation_with(conversation.practice_id, conversation.number)
        if held is None:
            held = replace(conversation, version=1)
            self.talks[held.practice_id, held.id] = held
        return held

    def conversation(self, practice_id: str, conversation_id: str) -> Conversation | None:
        return self.talks.get((practice_id, conversation_id))

    def conversation_with(self, practice_id: str, number: str) -> Conversation | None:
        return next(
            (
                each
                for (practice, _), each in self.talks.items()
                if practice == practice_id and each.number == number
            ),
            None,
        )

    def keep_reply(self, reply: Reply) -> Reply:
        return self.replies.setdefault((reply.practice_id, reply.id), reply)

    def finish_reply(self, reply: Reply, *, conversation: Conversation) -> None:
        held = self.replies[reply.practice_id, reply.id]
        if held.is_handled:
            raise Changed
        self.save_conversation(conversation)
        self.replies[reply.practice_id, reply.id] = replace(held, is_handled=True)

    def save_conversation(self, conversation: Conversation) -> None:
        held = self.talks.get((conversation.practice_id, conversation.id))
        if held is None or held.version != conversation.version:
            raise Changed
        kept = replace(conversation, version=conversation.version + 1)
        self.talks[conversation.practice_id, conversation.id] = kept

    def conversations(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Conversation]:
        keyed = sorted(
            (f"{each.rank}#{each.last_at.isoformat()}#{each.id}", each)
            for (practice, _), each in self.talks.items()
            if practice == practice_id
        )
        return page_of(reversed(keyed), of=f"inbox {practice_id}", limit=limit, cursor=cursor)

    def waiting_conversations(self, practice_id: str, *, limit: int) -> int:
        waiting = [
            each
            for (practice, _), each in self.talks.items()
            if practice == practice_id and each.rank
        ]
        return min(len(waiting), limit)

    def replies_of(
        self, practice_id: str, conversation_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Reply]:
        keyed = sorted(
            (f"{each.at.isoformat()}#{each.id}", each)
            for (practice, _), each in self.replies.items()
            if practice == practice_id and each.conversation_id == conversation_id
        )
        name = f"thread {practice_id} {conversation_id}"
        return page_of(reversed(keyed), of=name, limit=limit, cursor=cursor)
