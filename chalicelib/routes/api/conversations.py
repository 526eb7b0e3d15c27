"""The door of the API for replies of patients: a list, one conversation, answer, be done."""

from http import HTTPStatus

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.domain.templates import TEXT_CHARACTERS
from chalicelib.exchange.answer_reply import ANSWER_CREDITS, answer
from chalicelib.exchange.inbox import inbox, mark_done, open_talk
from chalicelib.exchange.send import PriceChanged
from chalicelib.routes.api import answers, conversation_answers
from chalicelib.routes.api.calls import ANY_TYPE, Answer, Asked, call
from chalicelib.routes.api.queries import read_list_query

conversations = Blueprint(__name__)
ONE = "/api/v1/conversations/{conversation_id}"


@conversations.route("/api/v1/conversations", methods=["GET"], content_types=ANY_TYPE)
@call(conversations, right="view")
def list_conversations(asked: Asked) -> Answer:
    wanted = read_list_query(asked.query)
    found = inbox(asked.parts, asked.practice_id, limit=wanted.limit, cursor=wanted.cursor)
    return Answer(answers.listed(found, conversation_answers.talk))


@conversations.route(ONE, methods=["GET"], content_types=ANY_TYPE)
@call(conversations, right="view")
def show(asked: Asked) -> Answer:
    opened = open_talk(asked.parts, asked.practice_id, _id(asked), by=asked.by, at=asked.at)
    return Answer(conversation_answers.opened(opened))


@conversations.route(f"{ONE}/answer", methods=["POST"], content_types=ANY_TYPE)
@call(conversations, right="create")
def add_answer(asked: Asked) -> Answer:
    body = asked.body()
    body.only("text", "credits_seen")
    text = body.text("text", at_most=TEXT_CHARACTERS, required=True)
    credits_seen = body.whole_number("credits_seen")
    body.check()
    if credits_seen != ANSWER_CREDITS:
        raise PriceChanged(seen=credits_seen, now=ANSWER_CREDITS)
    answer(
        asked.parts,
        practice_id=asked.practice_id,
        conversation_id=_id(asked),
        text=text,
        # Asked again with the same key after a worker died, it is the same answer.
        once=str(asked.request.headers.get("idempotency-key") or bootstrap.new_id()),
        by=asked.by,
        at=asked.at,
    )
    return Answer({"state": "sending", "credits": ANSWER_CREDITS}, HTTPStatus.ACCEPTED)


@conversations.route(f"{ONE}/done", methods=["POST"], content_types=ANY_TYPE)
@call(conversations, right="create")
def finish(asked: Asked) -> Answer:
    mark_done(
        asked.parts,
        practice_id=asked.practice_id,
        conversation_id=_id(asked),
        by=asked.by,
        at=asked.at,
    )
    return Answer({"state": "done"})


def _id(asked: Asked) -> str:
    return asked.id("conversation_id", of="conversation")
