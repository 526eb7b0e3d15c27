"""Blanking the details that stood in messages sent long ago; the rows themselves stay."""

from collections.abc import Sequence

from chalicelib.domain.messages import Message
from chalicelib.storage.dynamo import Client
from chalicelib.storage.message_items import key_of
from chalicelib.storage.statements import run_all, update_where


def forget_values(messages: Sequence[Message], *, client: Client, table: str) -> tuple[str, ...]:
    """
    Blank them IF status and attempt are as read; the ids that surely were written.

    A lost answer is no loss: the next night finds what still has details.
    """
    statements = [
        update_where(
            table,
            key_of(message),
            changes={"values": {}},
            where={"status": message.status.value, "attempt": message.attempt},
        )
        for message in messages
    ]
    done = run_all(client, statements)
    return tuple(m.id for m, is_done in zip(messages, done, strict=True) if is_done)
