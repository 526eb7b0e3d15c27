"""Somebody used the link at the foot of an announcement: no more of them to that address."""

from datetime import datetime

from chalicelib.domain.consents import withdrawn_by
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.find import message_of
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.receive import receive


def unsubscribe(parts: Parts, *, practice_id: str, message_id: str, at: datetime) -> str:
    """
    Suppress announcements to the address that the message went to; told twice, it counts once.

    Gives back the practice’s name, for the page that says so.

    :raises NoSuchMessage: if there is no such message.
    """
    campaign, message = message_of(parts, practice_id, message_id)
    if message.to:
        stop = Stop(
            practice_id=practice_id,
            address=message.to,
            kind=StopKind.UNSUBSCRIBED,
            at=at,
            source="link",
        )
        said = withdrawn_by(stop, contact_id=message.contact_id, words_id=message_id)
        parts.records.add_stop(stop, said=said)
    receive(
        parts,
        [Receipt(practice_id, message_id, DeliveryEvent.UNSUBSCRIBED, at)],
    )
    return campaign.sender_name
