"""Whatever a provider tells us afterwards, put into our words."""

import json
from collections.abc import Mapping
from typing import Any

from chalicelib.channels import email_receipts, phone_receipts, text_receipts
from chalicelib.channels.not_a_receipt import NotAReceipt
from chalicelib.channels.phone_receipts import CONTACT_EVENT, read_call_step
from chalicelib.domain.delivery import Receipt

__all__ = ["NotAReceipt", "read", "read_call_step"]


def read(body: Mapping[str, Any]) -> tuple[Receipt, ...]:  # one queue message, parsed from JSON
    """
    The receipts in one message of the receipts queue; none when it tells nothing of ours.

    A call's receipts name only the provider's id: PhoneChannel.owner_of finds the message.

    :raises NotAReceipt: for anything else, so that it ends among the dead letters and is seen.
    """
    match body:
        case {"Type": "Notification", "Message": str() as told} if text_receipts.KIND in told[:200]:
            return _of_text(told)
        case {"Type": "Notification", "Message": str()}:
            return email_receipts.read_receipts(body)
        case {"detail-type": kind} if kind == CONTACT_EVENT:
            return phone_receipts.read_contact_event(body)
        case _:
            raise NotAReceipt(why="neither an email event nor a contact event")


def _of_text(told: str) -> tuple[Receipt, ...]:
    try:
        event = json.loads(told)
    except ValueError as error:
        raise NotAReceipt(why="a notification without JSON") from error
    if not isinstance(event, dict):
        raise NotAReceipt(why="a notification without an event")
    return text_receipts.read_event(event)
