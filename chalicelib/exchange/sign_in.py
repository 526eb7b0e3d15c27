"""Staff say who they are; from then on a session of this browser stands for them."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.exchange.ports import Parts, Session
from chalicelib.exchange.ports.staff import NotSignedIn, StaffMember

SESSION_BYTES = 32
RIGHTS = frozenset({"view", "create", "billing", "admin"})


def begin_session(
    parts: Parts, member: StaffMember, *, before: str | None, at: datetime, idle: timedelta
) -> Session:
    """
    A session under a new secret id; the one that this browser had before is ended.

    :raises NotSignedIn: if they belong to no practice, or may do nothing.
    """
    rights = member.rights & RIGHTS
    if not member.practice_id or not rights:
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
    )
    parts.leases.keep_session(session)
    _note(parts, session, act="signed_in", at=at)
    return session


def prolong_session(parts: Parts, session: Session, *, until: datetime) -> None:
    """They are still at work."""
    parts.leases.keep_session(replace(session, expires_at=until))


def end_session(parts: Parts, session: Session, *, at: datetime) -> None:
    """They have signed out."""
    parts.leases.end_session(session.id)
    _note(parts, session, act="signed_out", at=at)


def _note(parts: Parts, session: Session, *, act: str, at: datetime) -> None:
    parts.audit.add(
        session.practice_id, actor=session.name, act=act, subject=session.user_id, at=at
    )
