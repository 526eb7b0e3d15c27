"""The word for where one message stands, from what is kept of it."""

from chalicelib.domain.messages import Message, MessageStatus, last_event, shown_status
from chalicelib.web.words import Tag, message_status


def status_of(message: Message) -> Tag:
    """The tag of a message that staff have sent; `method` must be set."""
    shown = shown_status(message, is_released=True)
    # Only what was surely sent is described by its receipts.
    event = last_event(message) if message.status is MessageStatus.SENT else None
    method = message.method.value if message.method else "email"
    return message_status(shown.value, method=method, event=event.value if event else "")


def patient_name(message: Message) -> str:
    """Whom staff know it by: the patient, else the contact, else the address."""
    return message.values.get("patient") or message.values.get("contact") or message.to or "–"
