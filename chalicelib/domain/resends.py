"""Messages that bounced and can go again, because their address was put right since."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.messages import Message, MessageStatus, ShownStatus, shown_status

RESEND_WITHIN = timedelta(days=30)
"""An older message is no news to anybody: it is not offered again."""
RESENDS_AT_ONCE = 100
"""So many are handed over in one step, all or none of them; the rest stays in the list."""
RESENDS_LISTED = 500
"""The newest; whoever corrects so many sends some of them first."""
UNDELIVERED = frozenset({ShownStatus.BOUNCED, ShownStatus.FAILED})


@dataclass(frozen=True)
class Resend:
    """One message whose address was corrected; `resent_in` names the campaign it went into."""

    practice_id: str
    message_id: str
    corrected_by: str
    corrected_at: datetime
    resent_in: str = ""


def may_be_resent(message: Message, *, to: str, at: datetime) -> bool:
    """Whether it left for that address not long ago, and never arrived."""
    sent = message.at.get("sent")
    return (
        message.to == to
        and message.status is MessageStatus.SENT
        and sent is not None
        and at - sent <= RESEND_WITHIN
        and shown_status(message, is_released=True) in UNDELIVERED
    )
