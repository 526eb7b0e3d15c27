"""Staff say who they are; from then on a session of this browser stands for them."""

import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.colleagues import RIGHTS, Colleague
from chalicelib.exchange.ports import Changed, Parts, Session
from chalicelib.exchange.ports.staff import NotSignedIn, StaffMember

SESSION_BYTES = 32
JUST_CHANGED = timedelta(minutes=1)
"""For so long our own list is believed: whoever signs in may have begun before the change."""


def begin_session(
    parts: Parts,
    member: StaffMember,
    *,
    before: str | None,
    at: datetime,
    idle: timedelta,
    kept: str = "",
) -> Session:
    """
    A session under a new secret id; the one that this browser had before is ended.

    `kept` is what was being typed when that one ended.

    :raises NotSignedIn: if they belong to no practice, were removed, or may do nothing.
    """
    if not member.practice_id:
        raise NotSignedIn
    rights = _rights(parts, member, at=at)
    if not rights:
        raise NotSignedIn
    if before is not None:
        parts.leases.end_session(before)
    session = Session(
        id=secrets.token_urlsafe(SESSION_BYTES),
        user_id=member.user_id,
        name=member.name or member.email,
        email=member.email,
        practice_id=member.practice_id,
        rights=rights,
        expires_at=at + idle,
        kept=kept,
    )
    parts.leases.keep_session(session)
    _note(parts, session, act="signed_in", at=at)
    return session


def prolong_session(
    parts: Parts, session: Session, *, until: datetime, kept: str
) -> Session | None:
    """They are still at work, with the rights that they have now; None if they were removed."""
    held = parts.records.colleague(session.practice_id, session.user_id)
    rights = session.rights if held is None else held.rights & frozenset(RIGHTS)
    if not rights or (held is not None and held.is_removed):
        parts.leases.end_session(session.id)
        return None
    now = replace(session, rights=rights, expires_at=until, kept=kept)
    if now != session:
        parts.leases.keep_session(now)
    return now


def end_session(parts: Parts, session: Session, *, at: datetime) -> None:
    """They have signed out."""
    parts.leases.end_session(session.id)
    _note(parts, session, act="signed_out", at=at)


def _rights(parts: Parts, member: StaffMember, *, at: datetime) -> frozenset[str]:
    """What the directory says, which the practice’s own list then says too."""
    told = member.rights & frozenset(RIGHTS)
    held = parts.records.colleague(member.practice_id, member.user_id)
    if held is not None and held.is_removed:
        return frozenset()
    if held is None:
        if not told:
            return told
        held = Colleague(member.practice_id, member.user_id, "", member.email, told)
    if held.changed_at is not None and at - held.changed_at < JUST_CHANGED:
        told = held.rights
    name = member.name or held.name or member.email
    with suppress(Changed):  # Somebody has just written the same, or something newer.
        parts.records.keep_colleague(
            replace(held, name=name, email=member.email, rights=told, signed_in_at=at)
        )
    return told


def _note(parts: Parts, session: Session, *, act: str, at: datetime) -> None:
    parts.audit.add(
        session.practice_id, actor=session.name, act=act, subject=session.user_id, at=at
    )
