"""An administrator says who works at the practice, and what each of them may do."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.colleagues import ADMIN, RIGHTS, VIEW, Colleague
from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.patients import NAME_CHARACTERS
from chalicelib.exchange.ports import Changed, Parts, Session
from chalicelib.exchange.ports.staff import EmailTaken, StaffPool

COLLEAGUES_PER_PRACTICE = 200
ONE_AT_A_TIME = timedelta(seconds=30)
"""Longer than any of these takes; after that a lock that was lost is free again."""


class BadColleague(ValueError):
    """Such a colleague cannot be: the problem by field."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class NoSuchColleague(LookupError):
    """Nobody of that id works at this practice."""


class NotOneself(Exception):
    """Nobody removes themselves, or takes their own right to bring others back."""


def colleagues(parts: Parts, practice_id: str) -> tuple[Colleague, ...]:
    """Everybody who works there now, by name."""
    return tuple(each for each in parts.records.colleagues(practice_id) if not each.is_removed)


def who_may(parts: Parts, practice_id: str, *, right: str) -> tuple[str, ...]:
    """The names of those who have a right: whom to ask."""
    return tuple(each.name for each in colleagues(parts, practice_id) if each.may(right))


def invite_colleague(
    parts: Parts,
    pool: StaffPool,
    *,
    session: Session,
    name: str,
    email: str,
    rights: frozenset[str],
    at: datetime,
) -> Colleague:
    """
    Let somebody in: the directory first, then the list, so that a list never promises too much.

    :raises BadColleague: naming each field that cannot be; nobody was let in.
    """
    practice_id = session.practice_id
    address = _read(name, email, rights)
    with _alone(parts, session, at=at):
        _check_room(colleagues(parts, practice_id), email=address)
        asked = Colleague(
            practice_id=practice_id,
            id="",
            name=name.strip(),
            email=address,
            rights=rights | {VIEW},
            invited_by=session.name,
            invited_at=at,
            changed_at=at,
        )
        user_id = _let_in(pool, asked)
        held = parts.records.colleague(practice_id, user_id)
        colleague = replace(asked, id=user_id, version=0 if held is None else held.version)
        parts.records.keep_colleague(colleague)
    _note(parts, session, "invited_colleague", colleague, at=at)
    return colleague


def invite_again(
    parts: Parts, pool: StaffPool, *, session: Session, colleague_id: str, at: datetime
) -> Colleague:
    """:raises NoSuchColleague: if nobody of that id is waiting to sign in for the first time."""
    colleague = _colleague(parts, session.practice_id, colleague_id)
    if colleague.signed_in_at is not None:
        raise NoSuchColleague
    pool.invite_again(email=colleague.email)
    _note(parts, session, "invited_colleague", colleague, at=at)
    return colleague


def change_rights(
    parts: Parts,
    pool: StaffPool,
    *,
    session: Session,
    colleague_id: str,
    rights: frozenset[str],
    at: datetime,
) -> Colleague:
    """
    What they may do from now on; whoever is signed in has it within a minute.

    :raises NoSuchColleague: if nobody of that id works here.
    :raises BadColleague: if it is no right at all.
    :raises NotOneself: if administrators would take that right from themselves.
    """
    _check_rights(rights)
    held = rights | {VIEW}
    if colleague_id == session.user_id and ADMIN not in held:
        raise NotOneself
    with _alone(parts, session, at=at):
        before = _colleague(parts, session.practice_id, colleague_id)
        changed = replace(before, rights=held, changed_at=at)
        pool.set_rights(email=before.email, rights=held)
        parts.records.keep_colleague(changed)
    _note(parts, session, "changed_rights", changed, at=at)
    return changed


def forget_code(
    parts: Parts, pool: StaffPool, *, session: Session, colleague_id: str, at: datetime
) -> Colleague:
    """They lost their phone. :raises NoSuchColleague: if nobody of that id works here."""
    colleague = _colleague(parts, session.practice_id, colleague_id)
    pool.forget_code(email=colleague.email)
    _note(parts, session, "forgot_code", colleague, at=at)
    return colleague


def remove_colleague(
    parts: Parts, pool: StaffPool, *, session: Session, colleague_id: str, at: datetime
) -> Colleague:
    """
    They cannot sign in any more, and what they have open ends within a minute.

    :raises NoSuchColleague: if nobody of that id works here; :raises NotOneself: if it is oneself.
    """
    if colleague_id == session.user_id:
        raise NotOneself
    with _alone(parts, session, at=at):
        before = _colleague(parts, session.practice_id, colleague_id)
        pool.remove(email=before.email)
        removed = replace(before, rights=frozenset(), removed_at=at)
        parts.records.keep_colleague(removed)
    _note(parts, session, "removed_colleague", removed, at=at)
    return removed


@contextmanager
def _alone(parts: Parts, session: Session, *, at: datetime) -> Iterator[None]:
    """
    One administrator at a time, who still is one: two cannot remove each other.

    :raises Changed: if another is at it, or has just taken their right.
    """
    name, own = f"staff#{session.practice_id}", parts.new_id()
    if not parts.leases.lock(name, own=own, until=at + ONE_AT_A_TIME, at=at):
        raise Changed
    try:
        actor = parts.records.colleague(session.practice_id, session.user_id)
        if actor is not None and not actor.may(ADMIN):
            raise Changed
        yield
    finally:
        parts.leases.unlock(name, own=own)


def _colleague(parts: Parts, practice_id: str, colleague_id: str) -> Colleague:
    held = parts.records.colleague(practice_id, colleague_id)
    if held is None or held.is_removed:
        raise NoSuchColleague
    return held


def _read(name: str, email: str, rights: frozenset[str]) -> str:
    problems: dict[str, str] = {}
    if not name.strip() or len(name) > NAME_CHARACTERS or not name.isprintable():
        problems["name"] = "Enter the name that colleagues know them by"
    try:
        address = read_address(ContactMethod.EMAIL, email).value
    except BadAddress as error:
        address = ""
        problems["email"] = f"Enter {error.value_hint}"
    if not rights or not rights <= frozenset(RIGHTS):
        problems["rights"] = "Choose what they may do"
    if problems:
        raise BadColleague(problems)
    return address


def _check_room(listed: Sequence[Colleague], *, email: str) -> None:
    if email in {each.email for each in listed}:
        raise BadColleague({"email": "They work here already"})
    if len(listed) >= COLLEAGUES_PER_PRACTICE:
        raise BadColleague({"email": f"There are {COLLEAGUES_PER_PRACTICE} people already"})


def _let_in(pool: StaffPool, asked: Colleague) -> str:
    try:
        return pool.invite(
            email=asked.email,
            name=asked.name,
            practice_id=asked.practice_id,
            rights=asked.rights,
        )
    except EmailTaken as error:
        # Whose it is, is nobody’s business here.
        taken = "This email cannot be used here. Enter another one"
        raise BadColleague({"email": taken}) from error


def _check_rights(rights: frozenset[str]) -> None:
    if not rights or not rights <= frozenset(RIGHTS):
        raise BadColleague({"rights": "Choose what they may do"})


def _note(parts: Parts, session: Session, act: str, colleague: Colleague, *, at: datetime) -> None:
    parts.audit.add(
        session.practice_id,
        actor=session.name,
        act=act,
        subject=colleague.id,
        at=at,
        detail=" ".join(sorted(colleague.rights)),
    )
