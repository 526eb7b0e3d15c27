"""What Amazon SES tells of an email later: delivered, bounced, marked as spam, opened."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from chalicelib.channels.not_a_receipt import NotAReceipt
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.delivery import DeliveryEvent, Receipt

Told = Mapping[str, Any]  # JSON from outside: every field is looked at before it is believed
Reading = tuple[DeliveryEvent, str]

GREETING = "Successfully validated SNS topic"
"""SES says this once when a topic is connected; it is news of no message."""

REASONS_OF_A_STATUS = {
    "5.1.1": "no_such_address",
    "5.1.2": "no_such_domain",
    "5.1.10": "no_such_address",
    "5.2.1": "mailbox_disabled",
    "5.2.2": "mailbox_full",
    "4.2.2": "mailbox_full",
    "5.2.3": "message_too_large",
    "5.3.4": "message_too_large",
    "5.7.1": "refused_by_recipient",
}
"""RFC 3463; the provider's own sentence may quote the address and is never kept."""

REASONS_OF_A_BOUNCE = {
    "NoEmail": "no_such_address",
    "Suppressed": "suppressed",
    "OnAccountSuppressionList": "suppressed",
    "UnsubscribedRecipient": "unsubscribed",
    "MailboxFull": "mailbox_full",
    "MessageTooLarge": "message_too_large",
    "ContentRejected": "content_rejected",
    "AttachmentRejected": "attachment_rejected",
}
"""Where the kind of bounce says more than a status code would."""


def read_receipts(sns_event: Told) -> tuple[Receipt, ...]:
    """
    The news in one SNS notification; none if the email was not one of ours.

    Address, headers and subject, which SES sends along, are left behind here.

    :raises NotAReceipt: if SES would never say this.
    """
    sentence = str(sns_event.get("Message", ""))
    if sentence.startswith(GREETING):
        return ()
    try:
        told = json.loads(sentence)
    except ValueError as error:
        raise NotAReceipt(why="a notification without JSON") from error
    if not isinstance(told, dict):
        raise NotAReceipt(why="a notification without an event")
    return read_event(told)


def read_event(told: Told) -> tuple[Receipt, ...]:
    """
    The news in one event as SES publishes it.

    :raises NotAReceipt: if SES would never say this.
    """
    kind = told.get("eventType") or told.get("notificationType")
    if not isinstance(kind, str) or kind not in READERS:
        raise NotAReceipt(why="an event of a kind that is not known")
    try:
        return _receipts(told, kind=kind)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise NotAReceipt(why=f"a {kind} event with parts missing") from error


def _receipts(told: Told, *, kind: str) -> tuple[Receipt, ...]:
    mail = told["mail"]
    tags = mail.get("tags", {})
    if "pmx_practice" not in tags or "pmx_message" not in tags:
        return ()
    part, read = READERS[kind]
    details = told.get(part, {})
    reading = read(details)
    if reading is None:
        return ()
    event, reason = reading
    at = datetime.fromisoformat(details.get("timestamp") or mail["timestamp"]).astimezone(UTC)
    return (
        Receipt(
            practice_id=tags["pmx_practice"][0],
            message_id=tags["pmx_message"][0],
            event=event,
            at=at,
            reason=reason,
            provider_id=mail["messageId"],
            channel=Channel.EMAIL,
        ),
    )


def _bounce(bounce: Told) -> Reading:
    is_final = bounce["bounceType"] == "Permanent"
    event = DeliveryEvent.HARD_BOUNCE if is_final else DeliveryEvent.SOFT_BOUNCE
    status = bounce.get("bouncedRecipients", [{}])[0].get("status", "")
    otherwise = "no_such_address" if is_final else "not_accepted_now"
    kind = REASONS_OF_A_BOUNCE.get(bounce.get("bounceSubType", ""))
    return event, kind or REASONS_OF_A_STATUS.get(status, otherwise)


def _complaint(complaint: Told) -> Reading:
    if complaint.get("complaintSubType") == "OnAccountSuppressionList":
        return DeliveryEvent.COMPLAINT, "suppressed"
    return DeliveryEvent.COMPLAINT, "marked_as_spam"


def _delay(delay: Told) -> Reading:
    return DeliveryEvent.DELAYED, _snake_case(delay.get("delayType", "Undetermined"))


def _subscription(subscription: Told) -> Reading | None:
    preferences = subscription.get("newTopicPreferences", {})
    if preferences.get("unsubscribeAll"):
        return DeliveryEvent.UNSUBSCRIBED, "by_subscription_page"
    return None


def _always(event: DeliveryEvent, *, reason: str = "") -> Callable[[Told], Reading]:
    return lambda _details: (event, reason)


def _snake_case(words: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", words).lower()


READERS: Mapping[str, tuple[str, Callable[[Told], Reading | None]]] = {
    "Send": ("send", _always(DeliveryEvent.SENT)),
    "Delivery": ("delivery", _always(DeliveryEvent.DELIVERED)),
    "DeliveryDelay": ("deliveryDelay", _delay),
    "Bounce": ("bounce", _bounce),
    "Complaint": ("complaint", _complaint),
    "Reject": ("reject", _always(DeliveryEvent.REJECTED, reason="virus_found")),
    "Rendering Failure": ("failure", _always(DeliveryEvent.NOT_RENDERED, reason="template")),
    "Open": ("open", _always(DeliveryEvent.OPENED)),
    "Click": ("click", _always(DeliveryEvent.CLICKED)),
    "Subscription": ("subscription", _subscription),
}
"""Each kind of event: the part of it that holds its details, and who reads that part."""
