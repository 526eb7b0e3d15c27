"""Lets a patient text back: what a two-way number would tell its topic of it."""

import json
import os
import uuid
from http import HTTPStatus
from typing import Any

from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.replies import TEXT_CHARACTERS
from infra.local.clients import client
from infra.local.demo.practices import MAPLE
from infra.local.outbox_replies import Answer, as_json, unacceptable
from infra.local.outbox_requests import TIMES_AT_MOST, Asked, whole_number
from infra.local.providers.events import ACCOUNT, REGION
from infra.local.providers.store import OutboxStore


def answer_reply(store: OutboxStore, asked: Asked) -> Answer:
    """A text from a phone, told as often as asked; the answer says what was sent whither."""
    told = text_back(store, asked.fields())
    return as_json(told, status=HTTPStatus.ACCEPTED)


def text_back(store: OutboxStore, fields: dict[str, Any]) -> dict[str, Any]:
    """
    Publish one text to the topic of replies, through SNS as on AWS.

    :raises Wrong: naming the field that makes no sense.
    """
    number = _number(fields, "from")
    words = fields.get("text")
    if not isinstance(words, str) or not words.strip() or len(words) > TEXT_CHARACTERS:
        hint = f"what they text, at most {TEXT_CHARACTERS:,} characters"
        raise unacceptable("text", problem="is no text", value_hint=hint)
    to = _number(fields, "to") if fields.get("to") else _last_sender(store, number)
    times = whole_number(fields, "times", default=1, most=TIMES_AT_MOST)
    message_id = str(fields.get("id") or uuid.uuid4())
    note = {
        "originationNumber": number,
        "destinationNumber": to,
        "messageKeyword": "KEYWORD_" + to.lstrip("+"),
        "messageBody": words,
        "inboundMessageId": message_id,
        "previousPublishedMessageId": "",
    }
    topic = f"arn:aws:sns:{REGION}:{ACCOUNT}:{os.environ['PMX_PREFIX']}-text-replies"
    sns = client("sns", environment=os.environ)
    for _ in range(times):
        sns.publish(TopicArn=topic, Message=json.dumps(note))
    return {"id": message_id, "from": number, "to": to, "text": words, "times": times}


def _number(fields: dict[str, Any], name: str) -> str:
    try:
        return read_address(ContactMethod.TEXT, str(fields.get(name) or "")).value
    except BadAddress as error:
        hint = "a number such as +12125550134"
        raise unacceptable(name, problem="is no number", value_hint=hint) from error


def _last_sender(store: OutboxStore, number: str) -> str:
    """Whence they were texted last; the demo practice, if they never were."""
    for item in store.items(channel="text", to=number, campaign="", before=None, limit=1):
        sender = item.draft.headers.get("From", "")
        if sender:
            return sender
    return MAPLE.text_number
