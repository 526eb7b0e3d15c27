"""A patient’s yes, by text, key or link: that appointment is confirmed, with how and when."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.domain.messages import Message
from chalicelib.exchange.ports import Changed, Parts

TRIES = 5


def confirm_visit(parts: Parts, row: Message, *, by: str, at: datetime) -> None:
    """
    Confirm what the reminder speaks of, as it spoke of it; what has changed since stays.

    :raises Changed: if the appointment kept changing; nothing has changed.
    """
    ids = tuple(row.appointments)
    for _ in range(TRIES):
        held = parts.records.appointments(row.practice_id, ids) if ids else {}
        confirmed = tuple(_confirmed(held.values(), row, by=by, at=at))
        if not confirmed:
            return
        try:
            parts.records.save_appointments(confirmed)
        except Changed:
            continue
        return
    raise Changed


def _confirmed(
    visits: Iterable[Appointment], row: Message, *, by: str, at: datetime
) -> Iterable[Appointment]:
    for visit in visits:
        named = row.appointments[visit.id]
        is_same = named is None or visit.starts_at == named
        if visit.status is AppointmentStatus.BOOKED and is_same and visit.starts_at > at:
            yield replace(
                visit, status=AppointmentStatus.CONFIRMED, confirmed_by=by, confirmed_at=at
            )
