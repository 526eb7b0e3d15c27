"""Replies of patients as the JSON API shows them."""

from chalicelib.domain.messages import Message
from chalicelib.domain.replies import Meaning, Reply
from chalicelib.exchange.inbox import OpenedTalk, Talk
from chalicelib.routes.api.answers import Json, moment


def talk(held: Talk) -> Json:
    """One number, and everybody whose number it may be."""
    conversation = held.conversation
    return {
        "id": conversation.id,
        "number": conversation.number,
        "contacts": [{"id": each.id, "name": each.name} for each in held.contacts],
        "patients": [each.id for each in held.patients],
        "last_at": moment(conversation.last_at),
        "last_text": conversation.last_text,
        "unread": conversation.unread,
        "is_urgent": conversation.is_urgent,
        "assigned_to": conversation.assigned_to or None,
        "decide_by": conversation.decide_by.isoformat() if conversation.decide_by else None,
    }


def opened(held: OpenedTalk) -> Json:
    """A conversation with its texts, the oldest first."""
    return {
        **talk(held.talk),
        "may_text": held.may_text,
        "stopped": [stop.kind.value for stop in held.stops],
        "appointments_to_look_at": [visit.id for visit, _ in held.flagged],
        "replies": [_reply(each, unsaid=held.unsaid.get(each.id)) for each in held.replies],
    }


def _reply(held: Reply, *, unsaid: Message | None) -> Json:
    is_ours = held.meaning is Meaning.OURS
    return {
        "id": held.id,
        "at": moment(held.at),
        "text": held.text,
        "is_ours": is_ours,
        "by": held.by or None,
        "meaning": None if is_ours else held.meaning.value,
        "credits": held.credits,
        "not_sent_because": unsaid.reason if unsaid is not None else None,
    }
