"""How often AWS is called for a message made, sent and told of: counted by the pretend AWS."""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from bench.measures import Measure
from bench.practice import BY_EMAIL, BY_TEXT, begin, event_of, open_for_sending, split
from bench.stub.client import Stub
from chalicelib.domain.campaigns import MESSAGES_PER_BATCH
from chalicelib.domain.messages import Message
from chalicelib.exchange.ports import Parts
from chalicelib.handlers.batches import send_email, send_text
from chalicelib.handlers.receipts import RECEIPTS_AT_ONCE, receive

RECEIPTS_FROM_A_QUEUE = 10
"""What one call to SQS hands over; Lambda gathers as many as our function asks for."""


def measured_calls(parts: Parts, stub: Stub) -> Iterator[Measure]:
    """One campaign by each channel, and news of the first one's messages."""
    stub.forget()
    made = split(parts, begin(parts, practice_id=BY_EMAIL))
    yield Measure(
        "AWS calls per message created", stub.counts().total / made.created_count, 0.15, 0.10
    )
    sent = {"email": (made, send_email, 0.20, 0.18)}
    texts = split(parts, begin(parts, practice_id=BY_TEXT))
    sent["text"] = (texts, send_text, 1.45, 1.35)
    for channel, (campaign, function, must, goal) in sent.items():
        batches = open_for_sending(parts, campaign)
        full = next(batch for batch in batches if batch.size == MESSAGES_PER_BATCH)
        function(event_of(full), None)
        stub.forget()
        assert function(event_of(full), None) == {"batchItemFailures": []}
        calls = stub.counts().total / full.size
        yield Measure(f"AWS calls per {channel}, dequeued to settled", calls, must, goal)
    rows = parts.campaigns.rows(made.practice_id, made.id, block=0)
    for number in (RECEIPTS_AT_ONCE, RECEIPTS_FROM_A_QUEUE):
        calls = _calls_for_receipts(stub, rows[:number]) / number
        yield Measure(f"AWS calls per receipt, {number} at once", calls, 0.25, 0.10)


def _calls_for_receipts(stub: Stub, rows: Sequence[Message]) -> int:
    stub.forget()
    assert receive(receipts_event(rows), None) == {"batchItemFailures": []}
    return stub.counts().total


def receipts_event(rows: Sequence[Message]) -> dict[str, Any]:
    """“Delivered”, as SES says it by way of SNS and SQS."""
    bodies = [_notification(_delivered(row)) for row in rows]
    return {"Records": [{"messageId": str(i), "body": body} for i, body in enumerate(bodies)]}


def _notification(told: dict[str, Any]) -> str:
    return orjson.dumps({"Type": "Notification", "Message": orjson.dumps(told).decode()}).decode()


def _delivered(row: Message) -> dict[str, Any]:
    at = "2026-11-23T09:41:00.000Z"
    tags = {"pmx_practice": [row.practice_id], "pmx_message": [row.id]}
    return {
        "eventType": "Delivery",
        "mail": {"messageId": "0100", "timestamp": at, "destination": [row.to], "tags": tags},
        "delivery": {"timestamp": at, "recipients": [row.to], "smtpResponse": "250 ok"},
    }
