"""Somebody whom we were not to reach any more has asked to hear from us again."""

from chalicelib.domain.consents import given_again
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.stops import StopKind
from chalicelib.exchange.contact_details import contact_record
from chalicelib.exchange.correct_contact import NoAddress
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.record_stop import Told


class NobodysWish(ValueError):
    """Such a stop is no wish of theirs: the address has to be corrected, or used again."""


def lift_stop(
    parts: Parts,
    *,
    practice_id: str,
    contact_id: str,
    method: ContactMethod,
    kind: StopKind,
    told: Told,
) -> None:
    """
    They asked to hear from us there again; that is on record as consent.

    :raises NobodysWish: for a bounce or a complaint; see `use_again`.
    :raises NoAddress: if the contact has no such address.
    :raises NoSuchContact: if there is none of that id.
    """
    address = contact_record(parts, practice_id, contact_id).contact.address(method)
    if not address:
        raise NoAddress
    said = given_again(
        kind,
        practice_id=practice_id,
        contact_id=contact_id,
        address=address,
        source=told.source.value,
        by=told.by,
        at=told.at,
    )
    if said is None:
        raise NobodysWish
    parts.records.clear_stop(practice_id, address=address, kind=kind, said=said)
    parts.audit.add(
        practice_id,
        actor=told.by,
        act="lifted_stop",
        subject=contact_id,
        at=told.at,
        detail=f"{method.value} {kind.value}",
    )
