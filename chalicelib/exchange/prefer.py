"""A contact has said how to reach them, or the practice what holds where nobody said anything."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from types import MappingProxyType

from chalicelib.domain.consents import Consent, consents_between
from chalicelib.domain.patients import Contact
from chalicelib.domain.practices import DEFAULT_CHANGES_KEPT, DefaultChange, Practice
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.exchange.ports import Changed, Parts

TRIES = 3
SOURCE = "desk"


class Unchanged(Enum):
    """What was not spoken of; None would mean that nothing is said any more."""

    UNCHANGED = "unchanged"


UNCHANGED = Unchanged.UNCHANGED
NO_NEEDS: Mapping[Need, Choice | None] = MappingProxyType({})


class NoSuchContact(LookupError):
    """This practice has no contact of that id."""


def prefer(
    parts: Parts,
    *,
    practice_id: str,
    contact_id: str,
    by: str,
    at: datetime,
    preferred_method: Choice | Unchanged | None = UNCHANGED,
    needs: Mapping[Need, Choice | None] = NO_NEEDS,
    do_not_contact: bool | Unchanged = UNCHANGED,
    source: str = SOURCE,
) -> Contact:
    """
    Write down what a contact chose; whatever is not given stays as it was.

    `source` says how we know, for the record of consent.

    :raises NoSuchContact: if there is none of that id.
    :raises Changed: if others kept changing the record meanwhile.
    """
    said = _Said(preferred_method, needs, do_not_contact)
    before, after = change_contact(
        parts,
        practice_id=practice_id,
        contact_id=contact_id,
        change=lambda contact: said.of(contact, at=at),
        saying=lambda held, now: consents_between(held, now, source=source, by=by, at=at),
    )
    if before != after:
        parts.audit.add(
            practice_id,
            actor=by,
            act="changed_preferences",
            subject=contact_id,
            at=at,
            detail=_in_machine_words(after.preferences),
        )
    return after


def save_defaults(
    parts: Parts,
    *,
    practice_id: str,
    defaults: Mapping[Need, Choice | None],
    by: str,
    at: datetime,
) -> Practice:
    """
    Keep the practice’s defaults; a need that is not named stays as it was.

    They are looked up when messages are made, and never written into anybody’s record.

    :raises NoSuchPractice: if there is no such practice.
    :raises Changed: if others kept changing it meanwhile.
    """
    for _ in range(TRIES):
        practice = parts.records.practice(practice_id)
        held = _with(practice.defaults, defaults)
        if held == practice.defaults:
            return practice
        try:
            kept = parts.records.save_practice(_changed(practice, defaults=held, by=by, at=at))
        except Changed:
            continue
        detail = " ".join(f"{need}={choice}" for need, choice in sorted(held.items()))
        parts.audit.add(
            practice_id,
            actor=by,
            act="changed_defaults",
            subject=practice_id,
            at=at,
            detail=detail,
        )
        return kept
    raise Changed


def _nothing(_before: Contact, _after: Contact) -> tuple[Consent, ...]:
    return ()


def _changed(
    practice: Practice, *, defaults: Mapping[Need, Choice], by: str, at: datetime
) -> Practice:
    """The practice with other defaults, and with what became of each."""
    changes = tuple(
        DefaultChange(need, practice.defaults.get(need), defaults.get(need), by=by, at=at)
        for need in Need
        if practice.defaults.get(need) != defaults.get(need)
    )
    return replace(
        practice,
        defaults=defaults,
        defaults_changed_by=by,
        defaults_changed_at=at,
        default_changes=(*changes, *practice.default_changes)[:DEFAULT_CHANGES_KEPT],
    )


def change_contact(
    parts: Parts,
    *,
    practice_id: str,
    contact_id: str,
    change: Callable[[Contact], Contact],
    saying: Callable[[Contact, Contact], Sequence[Consent]] = _nothing,
) -> tuple[Contact, Contact]:
    """
    Read, change and keep a contact, again if somebody else was faster: before and after.

    `saying` gives what the change says of consent; that is kept in the same step.

    :raises NoSuchContact: if there is none of that id.
    """
    for _ in range(TRIES):
        held = parts.records.contacts(practice_id, (contact_id,)).get(contact_id)
        if held is None:
            raise NoSuchContact
        changed = change(held)
        if changed == held:
            return held, held
        try:
            parts.records.save_people(contacts=(changed,), consents=saying(held, changed))
        except Changed:
            continue
        return held, changed
    raise Changed


@dataclass(frozen=True)
class _Said:
    """What was said this time."""

    preferred_method: Choice | Unchanged | None
    needs: Mapping[Need, Choice | None]
    do_not_contact: bool | Unchanged

    def of(self, contact: Contact, *, at: datetime) -> Contact:
        before, method, away = contact.preferences, self.preferred_method, self.do_not_contact
        said = Preferences(
            preferred_method=before.preferred_method if isinstance(method, Unchanged) else method,
            needs=_with(before.needs, self.needs),
            do_not_contact=before.do_not_contact if isinstance(away, Unchanged) else away,
        )
        if said == before:
            return contact
        return replace(contact, preferences=said, preferences_changed_at=at)


def _with(
    before: Mapping[Need, Choice], changes: Mapping[Need, Choice | None]
) -> dict[Need, Choice]:
    merged = {**before, **changes}
    return {need: choice for need, choice in merged.items() if choice is not None}


def _in_machine_words(said: Preferences) -> str:
    words = [f"preferred_method={said.preferred_method or ''}"]
    words += [f"{need}={choice}" for need, choice in sorted(said.needs.items())]
    if said.do_not_contact:
        words.append("do_not_contact")
    return " ".join(words)
