"""The calls and shapes of replies, as the OpenAPI file describes them."""

from chalicelib.domain.replies import Meaning
from chalicelib.domain.stops import StopKind
from chalicelib.domain.templates import TEXT_CHARACTERS
from chalicelib.routes.api.openapi_calls import LIST, CallSpec
from chalicelib.routes.api.openapi_shapes import (
    DAY,
    FLAG,
    NUMBER,
    TEXT,
    TIME,
    Schema,
    given,
    many,
    nullable,
    record,
    words,
)

TALK: dict[str, Schema] = {
    "id": TEXT,
    "number": TEXT,
    "contacts": many(record(id=TEXT, name=TEXT)),
    "patients": many(TEXT),
    "last_at": TIME,
    "last_text": TEXT,
    "unread": NUMBER,
    "is_urgent": FLAG,
    "assigned_to": nullable(TEXT),
    "decide_by": nullable(DAY),
}
REPLY = record(
    id=TEXT,
    at=TIME,
    text=TEXT,
    is_ours=FLAG,
    by=nullable(TEXT),
    meaning=nullable(words(each for each in Meaning if each is not Meaning.OURS)),
    credits=NUMBER,
    not_sent_because=nullable(TEXT),
)
CONVERSATION_SCHEMAS: dict[str, Schema] = {
    "Conversation": record(**TALK),
    "OpenedConversation": record(
        **TALK,
        may_text=FLAG,
        stopped=many(words(StopKind)),
        appointments_to_look_at=many(TEXT),
        replies=many(REPLY),
    ),
    "AnswerIn": given(
        "text",
        "credits_seen",
        text={"type": "string", "minLength": 1, "maxLength": TEXT_CHARACTERS},
        credits_seen=NUMBER,
    ),
    "AnswerState": record(state=words(["sending"]), credits=NUMBER),
    "ConversationState": record(state=words(["done"])),
}
CONVERSATION_CALLS = (
    CallSpec(
        "get",
        "/conversations",
        "Who texted back: to decide first, then urgent and unread ones",
        "view",
        "[Conversation]",
        query=LIST,
    ),
    CallSpec(
        "get",
        "/conversations/{conversation_id}",
        "All texts with one number, both ways",
        "view",
        "OpenedConversation",
        problems=(404,),
    ),
    CallSpec(
        "post",
        "/conversations/{conversation_id}/answer",
        "Text them, for the price of a text",
        "create",
        "AnswerState",
        202,
        takes="AnswerIn",
        problems=(400, 402, 404, 409, 413, 415),
    ),
    CallSpec(
        "post",
        "/conversations/{conversation_id}/done",
        "Nothing waits in it any more",
        "create",
        "ConversationState",
        problems=(404, 409),
    ),
)
