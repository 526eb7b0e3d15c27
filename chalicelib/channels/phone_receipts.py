"""What became of a call: busy, not answered, answered, and which keys were pressed."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from chalicelib.channels.not_a_receipt import NotAReceipt
from chalicelib.domain.delivery import DeliveryEvent, Receipt

Told = Mapping[str, Any]  # JSON from outside: every field is looked at before it is believed
Reading = tuple[DeliveryEvent, str]

CONTACT_EVENT = "Amazon Connect Contact Event"

NEVER_CONNECTED: Reading = (DeliveryEvent.NO_ANSWER, "never_connected")
"""Connect may say no more than that nobody was reached."""

WHY_NOT_CONNECTED: Mapping[str, Reading] = {
    "TELECOM_BUSY": (DeliveryEvent.BUSY, "busy"),
    "SIT_TONE_BUSY": (DeliveryEvent.BUSY, "busy"),
    "TELECOM_UNANSWERED": (DeliveryEvent.NO_ANSWER, "no_answer"),
    "TELECOM_TIMEOUT": (DeliveryEvent.NO_ANSWER, "no_answer"),
    "TELECOM_ORIGINATOR_CANCEL": (DeliveryEvent.NO_ANSWER, "no_answer"),
    "AMD_UNANSWERED": (DeliveryEvent.NO_ANSWER, "no_answer"),
    "TELECOM_NUMBER_INVALID": (DeliveryEvent.FAILED, "no_such_number"),
    "SIT_TONE_INVALID_NUMBER": (DeliveryEvent.FAILED, "no_such_number"),
    "SIT_TONE_DETECTED": (DeliveryEvent.FAILED, "not_in_service"),
    "TELECOM_POTENTIAL_BLOCKING": (DeliveryEvent.FAILED, "blocked"),
    "TELECOM_PROBLEM": (DeliveryEvent.FAILED, "telephone_network"),
    "OUTBOUND_DESTINATION_ENDPOINT_ERROR": (DeliveryEvent.FAILED, "destination_not_allowed"),
    "OUTBOUND_RESOURCE_ERROR": (DeliveryEvent.FAILED, "call_not_placed"),
    "OUTBOUND_ATTEMPT_FAILED": (DeliveryEvent.FAILED, "call_not_placed"),
    "EXPIRED": (DeliveryEvent.FAILED, "call_not_placed"),
}

STEPS: Mapping[str, DeliveryEvent] = {
    "opened": DeliveryEvent.ANSWERED,
    "heard": DeliveryEvent.HEARD,
    "confirmed": DeliveryEvent.CONFIRMED,
    "stop": DeliveryEvent.STOP_CALLS,
}
"""The steps of infra/contact_flow.json at which our function is told."""


def read_contact_event(event: Told) -> tuple[Receipt, ...]:
    """
    The news in one contact event; none in those that tell nothing of a call of ours.

    Practice and message stay empty: Connect names only the contact (`provider_id`), and
    PhoneChannel.owner_of knows whose it is.

    :raises NotAReceipt: if Connect would never say this.
    """
    try:
        return _receipts(event["detail"], sent_at=event["time"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAReceipt(why="a contact event with parts missing") from error


def read_call_step(event: Told, *, at: datetime) -> Receipt:
    """
    What the flow tells our function while the call goes on; it comes without a time of its own.

    :raises NotAReceipt: if our flow would never say this.
    """
    try:
        contact, step = event["Details"]["ContactData"], event["Details"]["Parameters"]["step"]
        return Receipt(
            practice_id=contact["Attributes"]["practice"],
            message_id=contact["Attributes"]["message"],
            event=STEPS[step],
            at=at,
            provider_id=contact["ContactId"],
        )
    except (KeyError, TypeError) as error:
        raise NotAReceipt(why="a step of no flow of ours") from error


def _receipts(contact: Told, *, sent_at: str) -> tuple[Receipt, ...]:
    if contact["initiationMethod"] != "API":
        return ()
    match contact["eventType"]:
        case "INITIATED":
            reading, at = (DeliveryEvent.STARTED, ""), contact.get("initiationTimestamp")
        case "CONNECTED_TO_SYSTEM":
            reading = (DeliveryEvent.ANSWERED, "")
            at = contact.get("connectedToSystemTimestamp")
        case "DISCONNECTED":
            reading, at = _ending(contact), contact.get("disconnectTimestamp")
        case _:
            return ()
    event, reason = reading
    moment = datetime.fromisoformat(at or sent_at).astimezone(UTC)
    return (Receipt("", "", event, moment, reason=reason, provider_id=contact["contactId"]),)


def _ending(contact: Told) -> Reading:
    # Events are sent as best they can be: the end of an answered call also says it was answered.
    if contact.get("connectedToSystemTimestamp"):
        return DeliveryEvent.ANSWERED, ""
    heard_on_the_line = contact.get("answeringMachineDetectionStatus", "")
    reason = _code(contact.get("disconnectReason"))
    return (
        WHY_NOT_CONNECTED.get(reason) or WHY_NOT_CONNECTED.get(heard_on_the_line) or NEVER_CONNECTED
    )


def _code(reason: Any) -> str:  # a word in events, an object in Connect's own API
    if isinstance(reason, dict):
        return str(reason.get("code") or reason.get("Code") or "")
    return str(reason or "")
