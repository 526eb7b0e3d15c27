"""Somebody told us at the desk, on the telephone or by mail to stop."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.consents import withdrawn_by
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.patients import Contact
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.contact_details import contact_record
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.prefer import prefer


class Source(StrEnum):
    """How they told us."""

    DESK = "desk"
    TELEPHONE = "telephone"
    WRITING = "writing"


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


@dataclass(frozen=True)
class Told:
    """That somebody told us: who wrote it down, when, and how it came."""

    by: str
    at: datetime
    source: Source = Source.DESK


class NothingToStop(ValueError):
    """Nothing was named, or the contact has no such address."""


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
    told: Told,
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
            stop = Stop(practice_id, address, KINDS[scope], told.at, told.source.value)
            said = withdrawn_by(stop, contact_id=contact_id, by=told.by)
            parts.records.add_stop(stop, said=said)
    if Scope.EVERYTHING in scopes:
        _leave_in_peace(parts, practice_id, contact_id, told=told)
    parts.audit.add(
        practice_id,
        actor=told.by,
        act="recorded_stop",
        subject=contact_id,
        at=told.at,
        detail=" ".join(scope.value for scope, _ in named),
    )


def _leave_in_peace(parts: Parts, practice_id: str, contact_id: str, *, told: Told) -> None:
    prefer(
        parts,
        practice_id=practice_id,
        contact_id=contact_id,
        by=told.by,
        at=told.at,
        do_not_contact=True,
        source=told.source.value,
    )
