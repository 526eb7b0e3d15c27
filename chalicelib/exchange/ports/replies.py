"""Where it is kept what patients text back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from chalicelib.exchange.ports.slices import Slice

if TYPE_CHECKING:
    from chalicelib.domain.replies import Conversation, Reply


class Replies(Protocol):
    """Conversations and the texts in them, and whose number is whose."""

    def practice_of_number(self, number: str) -> str | None:
        """The practice that texts from this number; None if it is nobody’s."""

    def begin_conversation(self, conversation: Conversation) -> Conversation:
        """Keep it, unless there is one with that number: the one that is kept."""

    def conversation(self, practice_id: str, conversation_id: str) -> Conversation | None:
        """Read consistently."""

    def conversation_with(self, practice_id: str, number: str) -> Conversation | None:
        """Read consistently."""

    def keep_reply(self, reply: Reply) -> Reply:
        """Insert it, unless one of its id is there: the one that is kept."""

    def finish_reply(self, reply: Reply, *, conversation: Conversation) -> None:
        """
        The reply is handled and its conversation as it is now: both, and once.

        :raises Changed: if the conversation was changed meanwhile; nothing has changed.
        """

    def save_conversation(self, conversation: Conversation) -> None:
        """:raises Changed: if it was changed meanwhile."""

    def conversations(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Conversation]:
        """Those to decide first, then urgent and unread ones, newest first among equals."""

    def waiting_conversations(self, practice_id: str, *, limit: int) -> int:
        """How many wait for staff, as far as `limit`; from an index that may lag."""

    def replies_of(
        self, practice_id: str, conversation_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Reply]:
        """Newest first, ours and theirs."""
