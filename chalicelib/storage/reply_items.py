"""Conversations and replies as rows of the records table, and back."""

from datetime import date

from chalicelib.domain.replies import Conversation, Meaning, Question, Reply
from chalicelib.storage.dynamo import Item, Plain
from chalicelib.storage.moments import moment, moment_text, optional_moment, optional_moment_text
from chalicelib.storage.table import Key

RANKS = ("1", "4")
"""What stands before the places of those that wait for staff in the inbox, from and to."""


def number_key(number: str) -> Key:
    """Whose number it is: the one row that is found without knowing the practice."""
    return f"NUMBER#{number}", "PRACTICE"


def with_number_key(practice_id: str, number: str) -> Key:
    return f"P#{practice_id}#NUMBER#{number}", "CONVERSATION"


def conversation_key(practice_id: str, conversation_id: str) -> Key:
    return f"P#{practice_id}#TALK#{conversation_id}", "TALK"


def reply_key(practice_id: str, reply_id: str) -> Key:
    return f"P#{practice_id}#REPLY#{reply_id}", "REPLY"


def inbox_of(practice_id: str) -> str:
    return f"P#{practice_id}#INBOX"


def thread_of(practice_id: str, conversation_id: str) -> str:
    return f"P#{practice_id}#THREAD#{conversation_id}"


def conversation_item(conversation: Conversation, *, version: int) -> Item:
    pk, sk = conversation_key(conversation.practice_id, conversation.id)
    place = f"{conversation.rank}#{moment_text(conversation.last_at)}#{conversation.id}"
    return {
        "pk": pk,
        "sk": sk,
        "list_pk": inbox_of(conversation.practice_id),
        "list_sk": place,
        "practice_id": conversation.practice_id,
        "id": conversation.id,
        "number": conversation.number,
        "last_at": moment_text(conversation.last_at),
        "last_text": conversation.last_text,
        "unread": conversation.unread,
        "is_urgent": conversation.is_urgent,
        "assigned_to": conversation.assigned_to,
        "decide_by": None if conversation.decide_by is None else conversation.decide_by.isoformat(),
        "asked_at": optional_moment_text(conversation.asked_at),
        "flagged": list(conversation.flagged),
        "question": _question_item(conversation.question),
        "version": version,
    }


def read_conversation(item: Item) -> Conversation:
    return Conversation(
        practice_id=item["practice_id"],
        id=item["id"],
        number=item["number"],
        last_at=moment(item["last_at"]),
        last_text=item["last_text"],
        unread=item["unread"],
        is_urgent=item["is_urgent"],
        assigned_to=item["assigned_to"],
        decide_by=None if item["decide_by"] is None else date.fromisoformat(item["decide_by"]),
        asked_at=optional_moment(item["asked_at"]),
        flagged=tuple(item["flagged"]),
        question=_read_question(item["question"]),
        version=item["version"],
    )


def reply_item(reply: Reply) -> Item:
    pk, sk = reply_key(reply.practice_id, reply.id)
    return {
        "pk": pk,
        "sk": sk,
        "list_pk": thread_of(reply.practice_id, reply.conversation_id),
        "list_sk": f"{moment_text(reply.at)}#{reply.id}",
        "practice_id": reply.practice_id,
        "id": reply.id,
        "conversation_id": reply.conversation_id,
        "at": moment_text(reply.at),
        "text": reply.text,
        "meaning": reply.meaning.value,
        "message_ids": list(reply.message_ids),
        "question": _question_item(reply.question),
        "language": reply.language,
        "credits": reply.credits,
        "is_urgent": reply.is_urgent,
        "is_handled": reply.is_handled,
        "by": reply.by,
        "campaign_id": reply.campaign_id,
    }


def read_reply(item: Item) -> Reply:
    return Reply(
        practice_id=item["practice_id"],
        id=item["id"],
        conversation_id=item["conversation_id"],
        at=moment(item["at"]),
        text=item["text"],
        meaning=Meaning(item["meaning"]),
        message_ids=tuple(item["message_ids"]),
        question=_read_question(item["question"]),
        language=item["language"],
        credits=item["credits"],
        is_urgent=item["is_urgent"],
        is_handled=item["is_handled"],
        by=item["by"],
        campaign_id=item["campaign_id"],
    )


def _question_item(question: Question | None) -> Plain:
    if question is None:
        return None
    return {
        "asks": question.asks.value,
        "message_ids": list(question.message_ids),
        "at": moment_text(question.at),
    }


def _read_question(body: Plain) -> Question | None:
    if body is None:
        return None
    return Question(Meaning(body["asks"]), tuple(body["message_ids"]), moment(body["at"]))
