"""Addresses that a message could not reach, or that somebody stopped, with whom they belong to."""

from dataclasses import dataclass

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.stops import CLEARED_BY_CORRECTION, Stop, StopKind
from chalicelib.exchange.ports import Parts, Slice


@dataclass(frozen=True)
class AddressToCorrect:
    """One address of one contact: under which method, why it rests, and their patients."""

    stop: Stop
    contact: Contact
    method: ContactMethod
    patients: tuple[Patient, ...]

    @property
    def is_wrong(self) -> bool:
        """The address itself is the trouble; else it is somebody’s wish."""
        return self.stop.kind in CLEARED_BY_CORRECTION


def addresses_to_correct(
    parts: Parts, practice_id: str, *, limit: int, cursor: str | None
) -> Slice[AddressToCorrect]:
    """
    Newest trouble first; `limit` counts stops, some of which need nobody’s work.

    An address that no record has any more was corrected. A stop that somebody asked for is here
    only while it bars the very method that the contact has chosen.

    :raises BadCursor: if the cursor is not one of this list.
    """
    found = parts.records.stops_of_practice(practice_id, limit=limit, cursor=cursor)
    stops = [stop for stop in found.items if stop.kind is not StopKind.UNSUBSCRIBED]
    owners = parts.records.owners_of(practice_id, (stop.address for stop in stops))
    barred = [
        (stop, contact, method)
        for stop in stops
        for contact in owners[stop.address]
        if (method := _barred_method(stop, contact)) is not None
    ]
    ids = sorted({each for _, contact, _ in barred for each in contact.patient_ids})
    held = parts.records.patients(practice_id, ids, may_lag=True) if ids else {}
    rows = (
        AddressToCorrect(
            stop, contact, method, tuple(held[each] for each in contact.patient_ids if each in held)
        )
        for stop, contact, method in barred
    )
    return Slice(tuple(rows), found.next)


def _barred_method(stop: Stop, contact: Contact) -> ContactMethod | None:
    barred = [
        method
        for method, address in contact.methods.items()
        if address == stop.address and _bars(stop, method)
    ]
    if stop.kind in CLEARED_BY_CORRECTION:
        return barred[0] if barred else None
    if contact.preferences.do_not_contact:
        return None
    chosen = {_method(contact.preferences.preferred_method)}
    chosen |= {_method(choice) for choice in contact.preferences.needs.values()}
    return next((method for method in barred if method in chosen), None)


def _bars(stop: Stop, method: ContactMethod) -> bool:
    # Nothing but announcements may ever be stopped alone, and those were left out above.
    return stop.covers(channel=method.channel, need=Need.APPOINTMENT)


def _method(choice: Choice | None) -> ContactMethod | None:
    return None if choice is None else choice.method
