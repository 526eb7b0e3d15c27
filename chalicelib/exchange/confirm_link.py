"""Somebody used the link in a reminder by email: that appointment is confirmed."""

from datetime import datetime

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.messages import Message
from chalicelib.exchange.find import message_of
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.receive import receive


class NothingToConfirm(Exception):
    """The appointment has passed, moved or was cancelled since the email was written."""


def visits_named(
    parts: Parts, practice_id: str, message_id: str
) -> tuple[Message, tuple[Appointment, ...]]:
    """
    What the email speaks of, as it is now, by time; nothing that has changed since.

    :raises NoSuchMessage: if there is no such message.
    """
    _, row = message_of(parts, practice_id, message_id)
    held = parts.records.appointments(practice_id, row.appointments) if row.appointments else {}
    same = [
        visit
        for visit in held.values()
        if row.appointments[visit.id] in (None, visit.starts_at)
        and visit.status in (AppointmentStatus.BOOKED, AppointmentStatus.CONFIRMED)
    ]
    return row, tuple(sorted(same, key=lambda visit: visit.starts_at))


def confirm_by_link(parts: Parts, *, practice_id: str, message_id: str, at: datetime) -> None:
    """
    Confirm what the email speaks of; used again, it is confirmed already.

    :raises NoSuchMessage: if there is no such message.
    :raises NothingToConfirm: if none of it stands any more; nothing was changed.
    """
    _, visits = visits_named(parts, practice_id, message_id)
    if not any(visit.starts_at > at for visit in visits):
        raise NothingToConfirm
    receive(parts, [Receipt(practice_id, message_id, DeliveryEvent.CONFIRMED, at)])
