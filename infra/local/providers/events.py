"""The news that Amazon's services would publish of a message, word for word in their shape."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from infra.local.providers.items import Draft, News

ACCOUNT = "000000000000"
REGION = "us-east-1"
INSTANCE = f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/local"

Event = dict[str, Any]  # JSON on its way out


def email_event(news: News) -> Event:
    """What SES publishes to its topic."""
    kind, details = EMAIL_DETAILS[news.event]
    part, told = details(news.item.draft, moment(news.at))
    return {"eventType": kind, "mail": _mail(news), part: told}


def contact_event(news: News) -> Event:
    """What Connect publishes to EventBridge, as EventBridge hands it on."""
    at, draft = moment(news.at), news.item.draft
    contact: Event = {
        "eventType": CONTACT_EVENTS[news.event],
        "contactId": draft.message_id,
        "initialContactId": draft.message_id,
        "channel": "VOICE",
        "instanceArn": INSTANCE,
        "initiationMethod": "API",
        "initiationTimestamp": moment(news.item.accepted_at),
        "tags": {"aws:connect:instanceId": "local"},
    }
    if news.event in ("answered", "hung_up"):
        contact["connectedToSystemTimestamp"] = at
    if CONTACT_EVENTS[news.event] == "DISCONNECTED":
        contact["disconnectTimestamp"] = at
        contact["disconnectReason"] = DISCONNECT_REASONS[news.event]
    return {
        "version": "0",
        "id": f"{news.id:08d}-0000-4000-8000-000000000000",
        "detail-type": "Amazon Connect Contact Event",
        "source": "aws.connect",
        "account": ACCOUNT,
        "time": at,
        "region": REGION,
        "resources": [INSTANCE, f"{INSTANCE}/contact/{draft.message_id}"],
        "detail": contact,
    }


def call_step(news: News) -> Event:
    """What our flow hands to our function while the call goes on."""
    draft = news.item.draft
    return {
        "Name": "ContactFlowEvent",
        "Details": {
            "ContactData": {
                "Attributes": dict(draft.tags),
                "Channel": "VOICE",
                "ContactId": draft.message_id,
                "InitialContactId": draft.message_id,
                "CustomerEndpoint": {"Address": draft.to, "Type": "TELEPHONE_NUMBER"},
                "InitiationMethod": "API",
                "InstanceARN": INSTANCE,
                "PreviousContactId": draft.message_id,
                "Queue": None,
                "SystemEndpoint": None,
            },
            "Parameters": {"step": news.event},
        },
    }


def text_event(news: News) -> Event:
    """As End User Messaging publishes it."""
    draft, at = news.item.draft, int(news.at.timestamp() * 1000)
    return {
        "eventType": news.event,
        "eventVersion": "1.0",
        "eventTimestamp": at,
        "isFinal": news.event != "TEXT_SENT",
        "originationPhoneNumber": draft.headers.get("From", ""),
        "destinationPhoneNumber": draft.to,
        "isoCountryCode": "US",
        "messageId": draft.message_id,
        "messageRequestTimestamp": int(news.item.accepted_at.timestamp() * 1000),
        "messageType": "TRANSACTIONAL",
        "messageStatus": news.event.removeprefix("TEXT_"),
        "context": dict(draft.tags),
        "totalMessageParts": 1,
    }


def moment(at: datetime) -> str:
    """As these services write a time: UTC, thousandths, Z."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _mail(news: News) -> Event:
    draft = news.item.draft
    return {
        "timestamp": moment(news.item.accepted_at),
        "source": draft.headers.get("From", ""),
        "sendingAccountId": ACCOUNT,
        "messageId": draft.message_id,
        "destination": [draft.to],
        "headersTruncated": False,
        "headers": [{"name": name, "value": value} for name, value in draft.headers.items()],
        "commonHeaders": {
            "from": [draft.headers.get("From", "")],
            "to": [draft.to],
            "subject": draft.subject,
            "messageId": draft.message_id,
        },
        "tags": {name: [value] for name, value in draft.tags.items()},
    }


def _send(_draft: Draft, _at: str) -> tuple[str, Event]:
    return "send", {}


def _delivery(draft: Draft, at: str) -> tuple[str, Event]:
    return "delivery", {
        "timestamp": at,
        "processingTimeMillis": 500,
        "recipients": [draft.to],
        "smtpResponse": "250 2.6.0 Message received",
        "reportingMTA": "mta.example.com",
    }


def _hard_bounce(draft: Draft, at: str) -> tuple[str, Event]:
    return _bounce(draft, at, kind="Permanent", sub_kind="General", status="5.1.1")


def _soft_bounce(draft: Draft, at: str) -> tuple[str, Event]:
    return _bounce(draft, at, kind="Transient", sub_kind="MailboxFull", status="4.2.2")


def _bounce(draft: Draft, at: str, *, kind: str, sub_kind: str, status: str) -> tuple[str, Event]:
    recipient = {
        "emailAddress": draft.to,
        "action": "failed",
        "status": status,
        "diagnosticCode": f"smtp; 550 {status} {draft.to} could not be delivered",
    }
    return "bounce", {
        "bounceType": kind,
        "bounceSubType": sub_kind,
        "bouncedRecipients": [recipient],
        "timestamp": at,
        "feedbackId": f"{draft.message_id}-feedback",
        "reportingMTA": "dsn; mta.example.com",
    }


def _complaint(draft: Draft, at: str) -> tuple[str, Event]:
    return "complaint", {
        "complainedRecipients": [{"emailAddress": draft.to}],
        "timestamp": at,
        "feedbackId": f"{draft.message_id}-feedback",
        "complaintSubType": None,
        "complaintFeedbackType": "abuse",
        "userAgent": "ExampleCorp Feedback Loop (V0.01)",
        "arrivalDate": at,
    }


EMAIL_DETAILS = {
    "Send": ("Send", _send),
    "Delivery": ("Delivery", _delivery),
    "Hard bounce": ("Bounce", _hard_bounce),
    "Soft bounce": ("Bounce", _soft_bounce),
    "Complaint": ("Complaint", _complaint),
}
CONTACT_EVENTS: Mapping[str, str] = {
    "started": "INITIATED",
    "answered": "CONNECTED_TO_SYSTEM",
    "hung_up": "DISCONNECTED",
    "busy": "DISCONNECTED",
    "no_answer": "DISCONNECTED",
    "failed": "DISCONNECTED",
}
DISCONNECT_REASONS: Mapping[str, str] = {
    "hung_up": "CUSTOMER_DISCONNECT",
    "busy": "TELECOM_BUSY",
    "no_answer": "TELECOM_UNANSWERED",
    "failed": "TELECOM_NUMBER_INVALID",
}
