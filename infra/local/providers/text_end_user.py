"""The pretend End User Messaging, and the logs in which SNS says what became of its texts."""

import json
from datetime import UTC, datetime
from typing import Any

from infra.local.providers.behaviour import UNREACHABLE_TEXT
from infra.local.providers.chaos import Mode
from infra.local.providers.desk import Desk
from infra.local.providers.items import Draft, OutboxItem
from infra.local.providers.opt_outs import TooSoon, is_opted_out, let_back
from infra.local.providers.replies import HangUp, Reply, Request, json_reply

CHARACTERS_PER_TEXT = 1_600
LINES_PER_ANSWER = 1_000


def send(desk: Desk, request: Request) -> Reply:
    """SendTextMessage, in JSON."""
    asked: dict[str, Any] = json.loads(request.body)
    number, words = asked["DestinationPhoneNumber"], asked.get("MessageBody", "")
    if not (number.startswith("+") and number[1:].isdecimal()) or not words:
        return _error("ValidationException")
    if len(words) > CHARACTERS_PER_TEXT:
        return _error("ValidationException", reason="LENGTH_EXCEEDED")
    if is_opted_out(desk, number):
        return _error("ConflictException", reason="DESTINATION_PHONE_NUMBER_OPTED_OUT")
    draft = _draft(desk, asked)
    strike = desk.strike("text")
    if strike is None or strike.takes_effect:
        desk.accept([draft])
    match strike:
        case None:
            return json_reply({"MessageId": draft.message_id})
        case Mode.THROTTLE:
            return _error("ThrottlingException")
        case Mode.REFUSE:
            return _error("ValidationException")
        case _:
            raise HangUp


def delete_opted_out_number(desk: Desk, request: Request) -> Reply:
    """DeleteOptedOutNumber: who is not on the list cannot come off it."""
    asked: dict[str, Any] = json.loads(request.body)
    number = asked["OptedOutNumber"]
    if not is_opted_out(desk, number):
        return _error("ResourceNotFoundException")
    try:
        let_back(desk, number)
    except TooSoon:
        return _error("ConflictException")
    return json_reply({"OptOutListName": asked["OptOutListName"], "OptedOutNumber": number})


def filter_logs(desk: Desk, request: Request) -> Reply:
    """FilterLogEvents: a line for each text of SNS's, of those that failed in a group apart."""
    asked: dict[str, Any] = json.loads(request.body)
    is_failures = asked["logGroupName"].endswith("/Failure")
    texts = desk.store.items(
        channel="text", to="", campaign="", before=None, limit=LINES_PER_ANSWER
    )
    lines = [
        {"message": json.dumps(_line(item)), "timestamp": _milliseconds(item.accepted_at)}
        for item in texts
        if item.draft.headers.get("Type")
        and item.draft.to.endswith(UNREACHABLE_TEXT) is is_failures
        and asked["startTime"] <= _milliseconds(item.accepted_at) <= asked["endTime"]
    ]
    return json_reply({"events": lines, "searchedLogStreams": []})


def _error(code: str, *, reason: str = "") -> Reply:
    """As services with JSON at one path say it: the kind stands in the body."""
    return json_reply({"__type": code, "Message": code, "Reason": reason}, status=400)


def _draft(desk: Desk, asked: dict[str, Any]) -> Draft:
    return Draft(
        channel="text",
        to=asked["DestinationPhoneNumber"],
        message_id=desk.new_id(),
        body_text=asked["MessageBody"],
        headers={"From": asked.get("OriginationIdentity", "")},
        tags=dict(asked.get("Context", {})),
    )


def _line(item: OutboxItem) -> dict[str, Any]:
    """As in the SNS developer guide, with the number as SNS logs it."""
    failed = item.draft.to.endswith(UNREACHABLE_TEXT)
    at = item.accepted_at.astimezone(UTC)
    said = "Phone is currently unreachable/unavailable" if failed else "accepted by phone"
    return {
        "notification": {
            "messageId": item.draft.message_id,
            "timestamp": at.strftime("%Y-%m-%d %H:%M:%S.") + f"{at.microsecond // 1000:03d}",
        },
        "delivery": {
            "phoneCarrier": "Pretend Mobile",
            "destination": item.draft.to,
            "priceInUSD": 0.00645,
            "smsType": item.draft.headers["Type"],
            "providerResponse": said if failed else f"Message has been {said}",
            "dwellTimeMs": 599,
        },
        "status": "FAILURE" if failed else "SUCCESS",
    }


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
