"""What staff do in the inbox: look, assign, decide whether it was a stop, and be done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.consents import withdrawn_by
from chalicelib.domain.messages import Message, MessageStatus, message_id
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.replies import Conversation, Reply
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.last_word import BY_WORDS
from chalicelib.exchange.ports import Parts, Slice

REPLIES_SHOWN = 100
NOT_SENT = frozenset({MessageStatus.SKIPPED, MessageStatus.CANCELLED, MessageStatus.FAILED})
BARRING = frozenset({StopKind.TEXTS, StopKind.EVERYTHING, StopKind.PAUSED})


class NoSuchConversation(LookupError):
    """This practice has no conversation of that id."""


class NothingToDecide(Exception):
    """Somebody has decided already."""


@dataclass(frozen=True)
class Talk:
    """A conversation with everybody whose number it may be."""

    conversation: Conversation
    contacts: tuple[Contact, ...]
    patients: tuple[Patient, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Who has this number, by name; nobody for a number that we do not know."""
        return tuple(contact.name for contact in self.contacts)


@dataclass(frozen=True)
class OpenedTalk:
    """A conversation as staff read it."""

    talk: Talk
    replies: tuple[Reply, ...]
    """Oldest first."""
    stops: tuple[Stop, ...]
    flagged: tuple[tuple[Appointment, Patient | None], ...]
    unsaid: Mapping[str, Message] = field(default_factory=dict)
    """What we wrote and never sent, by reply: such as a confirmation that came too late."""

    @property
    def may_text(self) -> bool:
        return not any(stop.kind in BARRING for stop in self.stops)


def inbox(parts: Parts, practice_id: str, *, limit: int, cursor: str | None) -> Slice[Talk]:
    """
    Conversations: those to decide first, then urgent and unread ones, newest first among equals.

    :raises BadCursor: if the cursor is not one of this list.
    """
    page = parts.records.conversations(practice_id, limit=limit, cursor=cursor)
    owners = parts.records.owners_of(practice_id, (each.number for each in page.items))
    ids = {each for some in owners.values() for contact in some for each in contact.patient_ids}
    held = parts.records.patients(practice_id, sorted(ids), may_lag=True) if ids else {}
    return Slice(tuple(_whose(each, owners[each.number], held) for each in page.items), page.next)


def open_talk(
    parts: Parts, practice_id: str, conversation_id: str, *, by: str, at: datetime
) -> OpenedTalk:
    """
    A conversation to read; who opened it is noted.

    :raises NoSuchConversation: if this practice has none of that id.
    """
    opened = opened_of(parts, conversation_of(parts, practice_id, conversation_id))
    note(parts, opened.talk.conversation, act="opened_conversation", by=by, at=at)
    return opened


def opened_of(parts: Parts, conversation: Conversation) -> OpenedTalk:
    """The same, not noted: nobody reads it."""
    practice_id, conversation_id = conversation.practice_id, conversation.id
    talk = _talk(parts, conversation)
    page = parts.records.replies_of(practice_id, conversation_id, limit=REPLIES_SHOWN)
    stops = parts.records.stops(practice_id, [conversation.number])
    return OpenedTalk(
        talk=talk,
        replies=tuple(reversed(page.items)),
        stops=stops.get(conversation.number, ()),
        flagged=_flagged(parts, conversation),
        unsaid=_unsaid(parts, practice_id, page.items),
    )


def assign(
    parts: Parts, *, practice_id: str, conversation_id: str, to: str, by: str, at: datetime
) -> None:
    """
    Say who looks after it; empty for nobody.

    :raises NoSuchConversation: if there is none; :raises Changed: if a text came meanwhile.
    """
    conversation = conversation_of(parts, practice_id, conversation_id)
    parts.records.save_conversation(replace(conversation, assigned_to=to))
    note(parts, conversation, act="assigned_conversation", by=by, at=at)


def mark_done(
    parts: Parts, *, practice_id: str, conversation_id: str, by: str, at: datetime
) -> None:
    """:raises NoSuchConversation: if there is none; :raises Changed: if a text came meanwhile."""
    conversation = conversation_of(parts, practice_id, conversation_id)
    parts.records.save_conversation(conversation.done())
    note(parts, conversation, act="finished_conversation", by=by, at=at)


def decide_stop(
    parts: Parts,
    *,
    practice_id: str,
    conversation_id: str,
    kinds: Collection[StopKind],
    by: str,
    at: datetime,
) -> None:
    """
    It was a stop, of these kinds (none: it was not); then the pause is over.

    The stops come first: whoever dies in between leaves the number paused, and the question open.

    :raises NoSuchConversation: if there is none; :raises NothingToDecide: if it was decided.
    :raises Changed: if a text came meanwhile.
    """
    conversation = conversation_of(parts, practice_id, conversation_id)
    if conversation.decide_by is None:
        raise NothingToDecide
    number, asked_at = conversation.number, conversation.asked_at or at
    for kind in sorted(kinds):
        stop = Stop(practice_id, number, kind, asked_at, BY_WORDS, "decided")
        said = withdrawn_by(stop, by=by, words_id=conversation.id)
        parts.records.add_stop(stop, said=said)
    # A wish that came meanwhile, and that staff have not seen, keeps it paused.
    seen_until = conversation.last_at
    parts.records.clear_stop(practice_id, address=number, kind=StopKind.PAUSED, asked_by=seen_until)
    parts.records.save_conversation(conversation.decided())
    act = "accepted_stop" if kinds else "declined_stop"
    note(parts, conversation, act=act, by=by, at=at, detail=" ".join(sorted(kinds)))


def conversation_of(parts: Parts, practice_id: str, conversation_id: str) -> Conversation:
    """:raises NoSuchConversation: if this practice has none of that id."""
    conversation = parts.records.conversation(practice_id, conversation_id)
    if conversation is None:
        raise NoSuchConversation
    return conversation


def _talk(parts: Parts, conversation: Conversation) -> Talk:
    practice_id = conversation.practice_id
    contacts = parts.records.contacts_with_address(practice_id, conversation.number)
    ids = {each for contact in contacts for each in contact.patient_ids}
    held = parts.records.patients(practice_id, ids) if ids else {}
    return _whose(conversation, contacts, held)


def _whose(
    conversation: Conversation, contacts: tuple[Contact, ...], patients: Mapping[str, Patient]
) -> Talk:
    ids = dict.fromkeys(each for contact in contacts for each in contact.patient_ids)
    theirs = tuple(patients[each] for each in ids if each in patients)
    return Talk(conversation, contacts, theirs)


def _flagged(
    parts: Parts, conversation: Conversation
) -> tuple[tuple[Appointment, Patient | None], ...]:
    if not conversation.flagged:
        return ()
    practice_id = conversation.practice_id
    rows = parts.campaigns.messages(practice_id, conversation.flagged)
    ids = {row.appointment_id for row in rows.values() if row.appointment_id}
    visits = parts.records.appointments(practice_id, ids) if ids else {}
    people = parts.records.patients(practice_id, {each.patient_id for each in visits.values()})
    by_time = sorted(visits.values(), key=lambda visit: visit.starts_at)
    return tuple((visit, people.get(visit.patient_id)) for visit in by_time)


def _unsaid(parts: Parts, practice_id: str, replies: Iterable[Reply]) -> dict[str, Message]:
    ours = {
        message_id(each.campaign_id, block=0, number=0): each.id
        for each in replies
        if each.campaign_id
    }
    rows = parts.campaigns.messages(practice_id, ours) if ours else {}
    return {ours[name]: row for name, row in rows.items() if row.status in NOT_SENT}


def note(
    parts: Parts, conversation: Conversation, *, act: str, by: str, at: datetime, detail: str = ""
) -> None:
    """Who did what with it, for the audit."""
    parts.audit.add(
        conversation.practice_id,
        actor=by,
        act=act,
        subject=conversation.id,
        at=at,
        detail=detail,
    )
