"""Everything sent about one patient, page by page; who looks at it is written down."""

from collections.abc import Collection, Iterator
from datetime import datetime
from heapq import merge
from itertools import islice

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.messages import Message, NoSuchMessage, read_message_id
from chalicelib.domain.patients import Patient
from chalicelib.domain.periods import EARLIEST, LATEST
from chalicelib.exchange.ports import BadCursor, Parts, Slice, TakenUp

MESSAGES_PER_PAGE = 8
"""Each is read by itself, half a unit: five units, with what says which they are."""
LOOKED_THROUGH = (12, 100)
"""So much of a contact’s own list is read at first, and then each time."""
CURSOR_CHARACTERS = 200


def history_of_patient(
    parts: Parts, patient: Patient, *, limit: int, cursor: str | None, by: str, at: datetime
) -> Slice[Message]:
    """
    What each contact was sent about this patient, and what was sent to them as such.

    :raises BadCursor: if the cursor is not one of this list.
    """
    found = newest_about(parts, patient, ids=("", patient.id), limit=limit, cursor=cursor)
    parts.audit.add(patient.practice_id, actor=by, act="opened_messages", subject=patient.id, at=at)
    return found


def newest_about(
    parts: Parts,
    patient: Patient,
    *,
    ids: Collection[str],
    method: ContactMethod | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int,
    cursor: str | None,
) -> Slice[Message]:
    """
    Messages of the patient’s contacts that are about one of `ids`, newest first.

    Which they are is known from the contacts’ own lists; only what is shown is read.

    :raises BadCursor: if the cursor is not one of this list.
    """
    before = None if cursor is None else _read_place(cursor)
    lists = [
        _of_contact(parts, patient.practice_id, each, since=since, until=until, before=before)
        for each in dict.fromkeys(link.contact_id for link in patient.links)
    ]
    fitting = (
        each
        for each in merge(*lists, key=_place, reverse=True)
        if each.patient_id in ids and method in (None, each.method)
    )
    taken = tuple(islice(fitting, limit + 1))  # One more, to know whether there is more.
    page = taken[:limit]
    held = parts.campaigns.messages(
        patient.practice_id, [each.message_id for each in page], may_lag=True
    )
    rows = tuple(held[each.message_id] for each in page if each.message_id in held)
    return Slice(rows, _write_place(page[-1]) if len(taken) > limit else None)


def _of_contact(
    parts: Parts,
    practice_id: str,
    contact_id: str,
    *,
    since: datetime | None,
    until: datetime | None,
    before: TakenUp | None,
) -> Iterator[TakenUp]:
    """Read as far as somebody asks for more."""
    few, many = LOOKED_THROUGH
    limit = few
    while True:
        taken = parts.campaigns.taken_up(
            practice_id, contact_id, since=since, until=until, before=before, limit=limit
        )
        yield from taken
        if len(taken) < limit:
            return
        before, limit = taken[-1], many


def _place(taken: TakenUp) -> tuple[datetime, str]:
    """As the lists are sorted."""
    return taken.at, taken.message_id


def _write_place(taken: TakenUp) -> str:
    return f"{taken.at.isoformat(timespec='microseconds')}_{taken.message_id}"


def _read_place(cursor: str) -> TakenUp:
    moment, _, message_id = cursor[:CURSOR_CHARACTERS].partition("_")
    try:
        at = datetime.fromisoformat(moment)
        read_message_id(message_id)
    except (ValueError, NoSuchMessage) as error:
        raise BadCursor from error
    if at.tzinfo is None or not EARLIEST.year <= at.year <= LATEST.year:
        raise BadCursor
    return TakenUp(at, message_id)
