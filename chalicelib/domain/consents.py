"""What people allowed us, and what they took back: each time is on record, and stays as it was."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.patients import Contact
from chalicelib.domain.stops import Stop, StopKind


class ConsentKind(StrEnum):
    """Which way it went."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class ConsentScope(StrEnum):
    """What it is about."""

    TEXTS = "texts"
    CALLS = "calls"
    EMAILS = "emails"
    ANNOUNCEMENTS = "announcements"
    EVERYTHING = "everything"


@dataclass(frozen=True)
class Consent:
    """One time that somebody said yes or no; of one address, or of the person (`address` empty)."""

    practice_id: str
    kind: ConsentKind
    scope: ConsentScope
    at: datetime
    source: str
    """How we know: practice_system, desk, text, key_9, link."""
    contact_id: str = ""
    address: str = ""
    by: str = ""
    """Who wrote it down; empty where the person did it, or the practice system."""
    words_id: str = ""
    """The message or the reply in which it was said."""
    note: str = ""
    """What the practice system calls it, such as “signed form”."""


SCOPES = {
    StopKind.TEXTS: ConsentScope.TEXTS,
    StopKind.CALLS: ConsentScope.CALLS,
    StopKind.UNSUBSCRIBED: ConsentScope.ANNOUNCEMENTS,
    StopKind.EVERYTHING: ConsentScope.EVERYTHING,
}
"""Which stops are somebody’s wish, and of what; a bounce is nobody’s."""


def withdrawn_by(
    stop: Stop, *, contact_id: str = "", by: str = "", words_id: str = ""
) -> Consent | None:
    """What a stop says of consent; None where it is nobody’s wish."""
    scope = scope_of(stop.kind, address=stop.address)
    if scope is None:
        return None
    return Consent(
        practice_id=stop.practice_id,
        kind=ConsentKind.WITHDRAWN,
        scope=scope,
        at=stop.at,
        source=stop.source,
        contact_id=contact_id,
        address=stop.address,
        by=by,
        words_id=words_id,
    )


def given_again(
    kind: StopKind,
    *,
    practice_id: str,
    address: str,
    source: str,
    at: datetime,
    contact_id: str = "",
    by: str = "",
    words_id: str = "",
) -> Consent | None:
    """What lifting such a stop says of consent; None where it was nobody’s wish."""
    scope = scope_of(kind, address=address)
    if scope is None:
        return None
    return Consent(
        practice_id=practice_id,
        kind=ConsentKind.GIVEN,
        scope=scope,
        at=at,
        source=source,
        contact_id=contact_id,
        address=address,
        by=by,
        words_id=words_id,
    )


def scope_of(kind: StopKind, *, address: str) -> ConsentScope | None:
    """What such a stop of an address takes back; None for a bounce or a complaint."""
    if kind is StopKind.EVERYTHING and "@" in address:
        return ConsentScope.EMAILS
    return SCOPES.get(kind)


def consents_between(
    before: Contact | None, after: Contact, *, source: str, by: str, at: datetime
) -> tuple[Consent, ...]:
    """What a change of somebody’s record says of consent."""
    said: list[Consent] = []
    allowed = (after.consent_source, after.consent_at)
    if any(allowed) and (before is None or allowed != (before.consent_source, before.consent_at)):
        said.append(
            Consent(
                practice_id=after.practice_id,
                kind=ConsentKind.GIVEN,
                scope=ConsentScope.EVERYTHING,
                at=after.consent_at or at,
                source=source,
                contact_id=after.id,
                by=by,
                note=after.consent_source,
            )
        )
    may_not = after.preferences.do_not_contact
    if may_not != (before is not None and before.preferences.do_not_contact):
        said.append(
            Consent(
                practice_id=after.practice_id,
                kind=ConsentKind.WITHDRAWN if may_not else ConsentKind.GIVEN,
                scope=ConsentScope.EVERYTHING,
                at=at,
                source=source,
                contact_id=after.id,
                by=by,
            )
        )
    return tuple(said)
