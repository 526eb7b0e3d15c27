"""What SNS tells of a text that a patient sent to one of our numbers, read into our words."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.replies import Incoming


class NotAReply(ValueError):
    """A note that cannot be read as a text; it ends among the dead letters, where it is seen."""


def read_reply(note: Mapping[str, Any]) -> Incoming:
    """
    The text in one note of the queue: SNS’s envelope around the two-way message.

    :raises NotAReply: if something is missing in it; its words are in no error.
    """
    try:
        told = json.loads(note["Message"])
        number = read_address(ContactMethod.TEXT, told["originationNumber"])
        to = read_address(ContactMethod.TEXT, told["destinationNumber"])
        return Incoming(
            id=str(told.get("inboundMessageId") or note["MessageId"]),
            number=number.value,
            to=to.value,
            text=str(told["messageBody"]),
            at=datetime.fromisoformat(note["Timestamp"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, BadAddress) as error:
        raise NotAReply(type(error).__name__) from None
