"""Where somebody has stopped the way they had chosen: how we may reach them instead."""

from collections.abc import Set
from datetime import datetime

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact
from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.contact_details import ContactRecord, contact_record
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.prefer import prefer

WITHOUT_A_METHOD = (Choice.MAIL, Choice.PERSON, Choice.NONE)


class NotThatWay(ValueError):
    """They have no address there, or it has to rest."""


def ways_instead(record: ContactRecord) -> tuple[Choice, ...]:
    """What can be offered; nothing where the way that they chose still works."""
    contact = record.contact
    chosen = {contact.preferences.preferred_method, *contact.preferences.needs.values()}
    barred = _barred(record)
    if contact.preferences.do_not_contact or not barred & {_method(each) for each in chosen}:
        return ()
    return _ways_left(record)


def reach_instead(
    parts: Parts, *, practice_id: str, contact_id: str, choice: Choice, by: str, at: datetime
) -> Contact:
    """
    Keep the new choice in general; what they chose for a need gives way where it is stopped.

    :raises NotThatWay: if nothing would reach them there; nothing was kept.
    :raises NoSuchContact: if there is none of that id.
    """
    record = contact_record(parts, practice_id, contact_id)
    if choice not in _ways_left(record):
        raise NotThatWay
    barred = _barred(record)
    needs = record.contact.preferences.needs
    in_vain: dict[Need, Choice | None] = {
        need: None for need, held in needs.items() if held.method in barred
    }
    return prefer(
        parts,
        practice_id=practice_id,
        contact_id=contact_id,
        by=by,
        at=at,
        preferred_method=choice,
        needs=in_vain,
    )


def _ways_left(record: ContactRecord) -> tuple[Choice, ...]:
    barred = _barred(record)
    methods = [each for each in ContactMethod if record.contact.address(each)]
    return (*(Choice(each.value) for each in methods if each not in barred), *WITHOUT_A_METHOD)


def _barred(record: ContactRecord) -> Set[ContactMethod | None]:
    """Methods that carry nothing any more; without announcements alone, one still works."""
    return {
        method
        for method, stops in record.stops.items()
        if any(stop.covers(channel=method.channel, need=Need.APPOINTMENT) for stop in stops)
    }


def _method(choice: Choice | None) -> ContactMethod | None:
    return None if choice is None else choice.method
