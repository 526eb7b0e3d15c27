"""Somebody told us at the desk, on the telephone or by mail to stop, or to begin again."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.patients import Contact
from chalicelib.domain.stops import CLEARED_BY_CORRECTION, Stop, StopKind
from chalicelib.exchange.contact_details import contact_record
from chalicelib.exchange.correct_contact import NoAddress
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.prefer import prefer

SOURCE = "desk"


class Scope(StrEnum):
    """What somebody asks us to stop."""

    TEXTS = "texts"
    CALLS = "calls"
    EMAILS = "emails"
    EVERYTHING = "everything"


CHANNELS = {
    Scope.TEXTS: Channel.TEXT,
    Scope.CALLS: Channel.PHONE,
    Scope.EMAILS: Channel.EMAIL,
}
KINDS = {
    Scope.TEXTS: StopKind.TEXTS,
    Scope.CALLS: StopKind.CALLS,
    # Of one address nothing but emails can come.
    Scope.EMAILS: StopKind.EVERYTHING,
    Scope.EVERYTHING: StopKind.EVERYTHING,
}


class NothingToStop(ValueError):
    """Nothing was named, or the contact has no such address."""


class AskedByThem(ValueError):
    """Such a stop is no wish of theirs: the address has to be corrected, or used again."""


def addresses_of(contact: Contact, scope: Scope) -> tuple[str, ...]:
    """The addresses that a stop of this scope is for, each once."""
    return tuple(
        dict.fromkeys(
            address
            for method, address in contact.methods.items()
            if scope is Scope.EVERYTHING or method.channel is CHANNELS[scope]
        )
    )


def record_stop(
    parts: Parts,
    *,
    practice_id: str,
    contact_id: str,
    scopes: Collection[Scope],
    by: str,
    at: datetime,
) -> None:
    """
    Never use these addresses of a contact for that again; messages that still wait are skipped.

    “Everything” holds for the person as well: for addresses that we learn of later.

    :raises NothingToStop: if there is none of that; nothing was recorded.
    :raises NoSuchContact: if there is none of that id.
    """
    contact = contact_record(parts, practice_id, contact_id).contact
    named = [(scope, addresses_of(contact, scope)) for scope in Scope if scope in scopes]
    if not any(addresses or scope is Scope.EVERYTHING for scope, addresses in named):
        raise NothingToStop
    for scope, addresses in named:
        for address in addresses:
            parts.records.add_stop(Stop(practice_id, address, KINDS[scope], at, SOURCE))
    if Scope.EVERYTHING in scopes:
        prefer(
            parts,
            practice_id=practice_id,
            contact_id=contact_id,
            by=by,
            at=at,
            do_not_contact=True,
        )
    said = " ".join(scope.value for scope, _ in named)
    parts.audit.add(
        practice_id, actor=by, act="recorded_stop", subject=contact_id, at=at, detail=said
    )


def lift_stop(
    parts: Parts,
    *,
    practice_id: str,
    contact_id: str,
    method: ContactMethod,
    kind: StopKind,
    by: str,
    at: datetime,
) -> None:
    """
    They asked to hear from us there again.

    :raises AskedByThem: for a bounce or a complaint; see `use_again`.
    :raises NoAddress: if the contact has no such address.
    :raises NoSuchContact: if there is none of that id.
    """
    if kind in CLEARED_BY_CORRECTION:
        raise AskedByThem
    address = contact_record(parts, practice_id, contact_id).contact.address(method)
    if not address:
        raise NoAddress
    parts.records.clear_stop(practice_id, address=address, kind=kind)
    parts.audit.add(
        practice_id,
        actor=by,
        act="lifted_stop",
        subject=contact_id,
        at=at,
        detail=f"{method.value} {kind.value}",
    )
