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
) -> bool:
    """
    They asked to hear from us there again, which is on record; False if the carrier bars it yet.

    :raises NoAnswer: if the carrier cannot say; nothing has changed.
    :raises NobodysWish: for a bounce or a complaint; see `use_again`.
    :raises NoAddress: if the contact has no such address.
    :raises NoSuchContact: if there is none of that id.
    """
    address = _address(parts, practice_id, contact_id, method=method)
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
    may_hear = _may_hear(parts, practice_id, address, kind=kind)
    parts.records.clear_stop(practice_id, address=address, kind=kind, said=said)
    parts.audit.add(
        practice_id,
        actor=told.by,
        act="lifted_stop",
        subject=contact_id,
        at=told.at,
        detail=f"{method.value} {kind.value}",
    )
    return may_hear


def _address(parts: Parts, practice_id: str, contact_id: str, *, method: ContactMethod) -> str:
    address = contact_record(parts, practice_id, contact_id).contact.address(method)
    if not address:
        raise NoAddress
    return address


def _may_hear(parts: Parts, practice_id: str, address: str, *, kind: StopKind) -> bool:
    held = parts.records.stops(practice_id, [address]).get(address, ())
    is_barred = any(stop.kind is kind and stop.is_with_carrier for stop in held)
    return parts.let_back(address) if is_barred else True
