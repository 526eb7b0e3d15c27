"""What a reply means: a word, the letter of a question, a reminder’s answer, or a plain wish."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.answer_words import Visit
from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.domain.opt_out_words import asks_to_stop
from chalicelib.domain.patients import Contact
from chalicelib.domain.practices import Practice
from chalicelib.domain.replies import (
    FREE,
    TEXT_CHARACTERS,
    Conversation,
    Incoming,
    Meaning,
    Question,
    Reply,
)
from chalicelib.domain.reply_words import (
    LETTERS,
    Keyword,
    chosen,
    is_cancel,
    is_spanish,
    keyword,
)
from chalicelib.domain.urgent_words import sounds_urgent
from chalicelib.exchange.ports import Parts

MESSAGES_LOOKED_AT = 50
"""The newest of a contact; an open reminder is hardly older."""
LEFT = frozenset({MessageStatus.SENT, MessageStatus.SENDING, MessageStatus.UNKNOWN})
MEANT = {
    Keyword.STOP: Meaning.STOP,
    Keyword.START: Meaning.START,
    Keyword.HELP: Meaning.HELP,
    Keyword.CONFIRM: Meaning.CONFIRM,
    Keyword.RESCHEDULE: Meaning.RESCHEDULE,
}


@dataclass(frozen=True)
class Reminder:
    """A text about an appointment that is still ahead, and not confirmed yet."""

    message: Message
    appointment: Appointment

    @property
    def visit(self) -> Visit:
        name = self.message.values.get("patient_first_name", "")
        return Visit(name, self.appointment.starts_at)


def understand(
    parts: Parts, practice: Practice, incoming: Incoming, *, conversation: Conversation
) -> Reply:
    """The reply as it is to be kept; only reads."""
    contacts = parts.records.contacts_with_address(practice.id, incoming.number)
    meaning, ids, question = _meaning(parts, incoming, contacts, conversation=conversation)
    return Reply(
        practice_id=practice.id,
        id=incoming.id,
        conversation_id=conversation.id,
        at=incoming.at,
        text=incoming.text[:TEXT_CHARACTERS],
        meaning=meaning,
        message_ids=ids,
        question=question,
        language=_language(incoming.text, contacts),
        credits=0 if meaning in FREE else practice.credits_per_reply,
        is_urgent=meaning in (Meaning.OTHER, Meaning.RESCHEDULE) and sounds_urgent(incoming.text),
    )


def open_reminders(
    parts: Parts, contacts: Sequence[Contact], *, number: str, at: datetime
) -> tuple[Reminder, ...]:
    """Texts to this number about visits that are ahead and booked; each visit once, by time."""
    rows: dict[str, Message] = {}
    for contact in contacts:
        found = parts.campaigns.messages_of_contact(
            contact.practice_id, contact.id, limit=MESSAGES_LOOKED_AT
        )
        for row in found.items:
            is_text = row.channel is Channel.TEXT and row.to == number and row.status in LEFT
            if is_text:
                for visit_id in row.appointments:
                    rows.setdefault(visit_id, row)
    if not rows:
        return ()
    visits = parts.records.appointments(contacts[0].practice_id, rows)
    reminders = [
        Reminder(row, visits[visit_id])
        for visit_id, row in rows.items()
        if visit_id in visits and _is_open(visits[visit_id], row, at=at)
    ]
    return tuple(sorted(reminders, key=lambda each: (each.appointment.starts_at, each.message.id)))


def _is_open(visit: Appointment, row: Message, *, at: datetime) -> bool:
    named = row.appointments[visit.id]
    is_same = named is None or visit.starts_at == named
    return visit.status is AppointmentStatus.BOOKED and is_same and visit.starts_at > at


def _meaning(
    parts: Parts,
    incoming: Incoming,
    contacts: Sequence[Contact],
    *,
    conversation: Conversation,
) -> tuple[Meaning, tuple[str, ...], Question | None]:
    word = keyword(incoming.text)
    asked = conversation.question
    if asked is not None and asked.holds(incoming.at) and word not in (Keyword.STOP, Keyword.START):
        picked = chosen(incoming.text, among=len(asked.message_ids))
        if picked:
            return asked.asks, tuple(asked.message_ids[each] for each in picked), None
    if word in (Keyword.CONFIRM, Keyword.RESCHEDULE) or is_cancel(incoming.text):
        reminders = open_reminders(parts, contacts, number=incoming.number, at=incoming.at)
        if word is Keyword.STOP:
            return Meaning.STOP, _ids(reminders), None
        return _about(reminders, MEANT[word or Keyword.CONFIRM], at=incoming.at)
    if word is not None:
        return MEANT[word], (), None
    is_stop = asks_to_stop(incoming.text)
    return (Meaning.ASKED_TO_STOP if is_stop else Meaning.OTHER), (), None


def _about(
    reminders: Sequence[Reminder], meaning: Meaning, *, at: datetime
) -> tuple[Meaning, tuple[str, ...], Question | None]:
    """Which visit is meant: the only one, all that one text names, or one that we must ask for."""
    ids = _ids(reminders)
    if not reminders:
        return Meaning.OTHER, (), None
    if len(set(ids)) == 1:
        return meaning, ids[:1], None
    several = tuple(dict.fromkeys(ids))[: len(LETTERS)]
    return Meaning.WHICH, (), Question(meaning, several, at)


def _ids(reminders: Iterable[Reminder]) -> tuple[str, ...]:
    return tuple(each.message.id for each in reminders)


def _language(text: str, contacts: Sequence[Contact]) -> str:
    if is_spanish(text):
        return "es"
    return next((each.language for each in contacts if each.language), "en")
