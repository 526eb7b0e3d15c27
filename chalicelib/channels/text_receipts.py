"""What became of a text: told by End User Messaging at once, by SNS in its delivery logs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from chalicelib.channels.not_a_receipt import NotAReceipt
from chalicelib.domain.delivery import DeliveryEvent, Receipt

Told = Mapping[str, Any]  # JSON from outside: every field is looked at before it is believed
Reading = tuple[DeliveryEvent, str]

KIND = "TEXT_"
WHAT_IT_SAYS: Mapping[str, Reading] = {
    "TEXT_PENDING": (DeliveryEvent.PENDING, ""),
    "TEXT_QUEUED": (DeliveryEvent.PENDING, ""),
    "TEXT_SENT": (DeliveryEvent.SENT, ""),
    "TEXT_SUCCESSFUL": (DeliveryEvent.CARRIER_ACCEPTED, ""),
    "TEXT_DELIVERED": (DeliveryEvent.DELIVERED, ""),
    "TEXT_UNKNOWN": (DeliveryEvent.RESULT_UNKNOWN, "unknown_to_carrier"),
    "TEXT_BLOCKED": (DeliveryEvent.FAILED, "blocked"),
    "TEXT_CARRIER_BLOCKED": (DeliveryEvent.FAILED, "blocked_by_carrier"),
    "TEXT_CARRIER_UNREACHABLE": (DeliveryEvent.FAILED, "carrier_unreachable"),
    "TEXT_INVALID": (DeliveryEvent.FAILED, "no_such_number"),
    "TEXT_INVALID_MESSAGE": (DeliveryEvent.FAILED, "content_rejected"),
    "TEXT_PROTECT_BLOCKED": (DeliveryEvent.FAILED, "destination_not_allowed"),
    "TEXT_SPAM": (DeliveryEvent.FAILED, "taken_for_spam"),
    "TEXT_TTL_EXPIRED": (DeliveryEvent.FAILED, "too_late"),
    "TEXT_UNREACHABLE": (DeliveryEvent.FAILED, "not_reachable"),
}
REASONS_OF_A_LOG: Mapping[str, str] = {
    "blocked as spam by phone carrier": "taken_for_spam",
    "destination is on a blocked list": "blocked",
    "invalid phone number": "no_such_number",
    "message body is invalid": "content_rejected",
    "phone carrier has blocked this message": "blocked_by_carrier",
    "phone carrier is currently unreachable": "carrier_unreachable",
    "phone has blocked sms": "blocked",
    "phone is on a blocked list": "blocked",
    "phone is currently unreachable/unavailable": "not_reachable",
    "phone number is opted out": "opted_out",
    "this delivery would exceed max price": "price_limit",
    "unknown error attempting to reach phone": "unknown_to_carrier",
}
"""SNS's own sentences, in small letters; none of them quotes a number."""
REACHED_THE_PHONE = "message has been accepted by phone"


def read_event(told: Told) -> tuple[Receipt, ...]:
    """
    The news in one event of End User Messaging; none if the text was not one of ours.

    The numbers that it sends along are left behind here.

    :raises NotAReceipt: if it would never say this.
    """
    reading = WHAT_IT_SAYS.get(str(told.get("eventType")))
    if reading is None:
        raise NotAReceipt(why="a text event of a kind that is not known")
    context = told.get("context") or {}
    if "pmx_practice" not in context or "pmx_message" not in context:
        return ()
    event, reason = reading
    try:
        at = datetime.fromtimestamp(told["eventTimestamp"] / 1000, UTC)
        provider_id = str(told["messageId"])
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NotAReceipt(why="a text event with parts missing") from error
    return (
        Receipt(
            practice_id=str(context["pmx_practice"]),
            message_id=str(context["pmx_message"]),
            event=event,
            at=at,
            reason=reason,
            provider_id=provider_id,
        ),
    )


def read_logs(lines: Iterable[str]) -> Iterator[Receipt]:
    """
    What SNS wrote of texts; each names only the provider's own id.

    A line that is none of SNS's is passed over: what is in a log cannot be handed back.
    """
    for line in lines:
        try:
            told = json.loads(line)
            yield _receipt(told)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue


def _receipt(told: Told) -> Receipt:
    sentence = str(told["delivery"].get("providerResponse", "")).strip().lower()
    event, reason = _reading(str(told["status"]), sentence)
    moment = datetime.fromisoformat(told["notification"]["timestamp"])
    return Receipt(
        practice_id="",
        message_id="",
        event=event,
        at=moment.replace(tzinfo=UTC),
        reason=reason,
        provider_id=str(told["notification"]["messageId"]),
    )


def _reading(status: str, sentence: str) -> Reading:
    if status == "SUCCESS":
        reached = sentence == REACHED_THE_PHONE
        return (DeliveryEvent.DELIVERED if reached else DeliveryEvent.CARRIER_ACCEPTED), ""
    reason = next((why for said, why in REASONS_OF_A_LOG.items() if sentence.startswith(said)), "")
    return DeliveryEvent.FAILED, reason or "not_delivered"
