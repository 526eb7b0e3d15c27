"""Somebody has texted back: it is kept, understood once, acted upon, and paid for."""

from datetime import timedelta

from chalicelib.domain import answer_words
from chalicelib.domain.consents import Consent, ConsentKind, ConsentScope, withdrawn_by
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.patients import Contact
from chalicelib.domain.practices import Practice
from chalicelib.domain.replies import Conversation, Incoming, Meaning, Reply
from chalicelib.domain.stops import BY_TEXT, Stop, StopKind
from chalicelib.exchange.last_word import (
    BY_WORDS,
    record_wish_to_start,
    record_wish_to_stop,
)
from chalicelib.exchange.pay_replies import pay_reply
from chalicelib.exchange.ports import Changed, Parts
from chalicelib.exchange.receive import receive
from chalicelib.exchange.text_one import OneText, id_of, make_one

TRIES = 5


class NobodysNumber(Exception):
    """No practice texts from the number that was written to; somebody has to look."""


def receive_reply(parts: Parts, incoming: Incoming) -> Reply:
    """
    Act on one text; told any number of times, by workers that die anywhere, it counts once.

    What it means is decided from what is known when it comes, and kept with it; each step after
    that is the same when it is done again. The last one marks it as handled.

    :raises NobodysNumber: if no practice has the number that it was sent to.
    :raises Changed: if the conversation kept changing; telling it again is safe.
    """
    # Late: understanding loads the patterns, and other doors have no need of them.
    from chalicelib.exchange.understand_reply import understand

    practice = parts.records.practice(practice_written_to(parts, incoming.to))
    begun = Conversation(practice.id, parts.new_id(), incoming.number, last_at=incoming.at)
    conversation = parts.records.begin_conversation(begun)
    understood = understand(parts, practice, incoming, conversation=conversation)
    reply = parts.records.keep_reply(understood)
    if reply.is_handled:
        return reply
    _act(parts, practice, conversation, reply)
    if reply.credits:
        pay_reply(parts, reply)
    _finish(parts, conversation, reply)
    return reply


def practice_written_to(parts: Parts, number: str) -> str:
    """:raises NobodysNumber: if no practice has it."""
    owner = parts.records.practice_of_number(number)
    if owner is not None:
        return owner
    # Where there is one practice only, every number is its own.
    everyone = parts.records.practices()
    if len(everyone) != 1:
        raise NobodysNumber
    return everyone[0]


def _act(parts: Parts, practice: Practice, conversation: Conversation, reply: Reply) -> None:
    contact = _contact(parts, conversation)
    match reply.meaning:
        case Meaning.STOP:
            _stop(parts, practice, conversation, reply, contact=contact)
        case Meaning.START:
            _start(parts, practice, conversation, reply, contact=contact)
        case Meaning.HELP:
            text = answer_words.said(answer_words.HELP, practice, language=reply.language)
            help_cause = ("help", practice.id, conversation.number, _hour(reply))
            _say(parts, practice, conversation, reply, cause=help_cause, text=text, contact=contact)
        case Meaning.ASKED_TO_STOP:
            number = conversation.number
            paused = Stop(practice.id, number, StopKind.PAUSED, reply.at, BY_WORDS, "to_decide")
            record_wish_to_stop(parts, paused)
        case Meaning.CONFIRM:
            receive(
                parts,
                [
                    Receipt(practice.id, message_id, DeliveryEvent.CONFIRMED, reply.at)
                    for message_id in reply.message_ids
                ],
            )
        case Meaning.WHICH:
            text = _question(parts, practice, reply)
            cause = ("which", practice.id, reply.id)
            _say(parts, practice, conversation, reply, cause=cause, text=text, contact=contact)
        case _:
            _answer_at_night(parts, practice, conversation, reply, contact=contact)


def _stop(
    parts: Parts,
    practice: Practice,
    conversation: Conversation,
    reply: Reply,
    *,
    contact: Contact | None,
) -> None:
    stop = Stop(practice.id, conversation.number, StopKind.TEXTS, reply.at, BY_TEXT, "stop_word")
    said = withdrawn_by(stop, contact_id="" if contact is None else contact.id, words_id=reply.id)
    record_wish_to_stop(parts, stop, said=said)
    # Named after the stop that stands: asked for twice, it is confirmed once. Its last look knows
    # when it would come too late.
    held = parts.records.stops(practice.id, [conversation.number]).get(conversation.number, ())
    standing = next((each for each in held if each.kind is StopKind.TEXTS), None)
    if standing is None:
        return  # They have asked for texts again since, and are told that.
    text = answer_words.said(answer_words.STOPPED, practice, language=reply.language)
    cause = ("stop", practice.id, conversation.number, standing.at.isoformat())
    _say(parts, practice, conversation, reply, cause=cause, text=text, contact=contact)


def _start(
    parts: Parts,
    practice: Practice,
    conversation: Conversation,
    reply: Reply,
    *,
    contact: Contact | None,
) -> None:
    number = conversation.number
    given = Consent(
        practice_id=practice.id,
        kind=ConsentKind.GIVEN,
        scope=ConsentScope.TEXTS,
        at=reply.at,
        source=BY_TEXT,
        contact_id="" if contact is None else contact.id,
        address=number,
        words_id=reply.id,
    )
    record_wish_to_start(parts, given)
    text = answer_words.said(answer_words.STARTED, practice, language=reply.language)
    cause = ("start", practice.id, number, _hour(reply))
    _say(parts, practice, conversation, reply, cause=cause, text=text, contact=contact)


def _hour(reply: Reply) -> str:
    """Asked for again within the hour, by a machine perhaps, it is answered once."""
    return reply.at.replace(minute=0, second=0, microsecond=0).isoformat()


def _answer_at_night(
    parts: Parts,
    practice: Practice,
    conversation: Conversation,
    reply: Reply,
    *,
    contact: Contact | None,
) -> None:
    """Once for each number and night; the name of the answer is made of both."""
    zone = practice.time_zone
    if practice.open_hours.is_open(reply.at, zone=zone):
        return
    night = practice.open_hours.night(reply.at, zone=zone).isoformat()
    text = answer_words.said(answer_words.NIGHT, practice, language=reply.language)
    cause = ("night", practice.id, conversation.number, night)
    _say(parts, practice, conversation, reply, cause=cause, text=text, contact=contact)


def _question(parts: Parts, practice: Practice, reply: Reply) -> str:
    ids = () if reply.question is None else reply.question.message_ids
    held = parts.campaigns.messages(practice.id, ids)
    visits = [
        answer_words.Visit(
            held[each].values.get("patient_first_name", ""),
            held[each].appointment_at or reply.at,
        )
        for each in ids
        if each in held
    ]
    return answer_words.question(practice, visits, language=reply.language)


def _say(
    parts: Parts,
    practice: Practice,
    conversation: Conversation,
    reply: Reply,
    *,
    cause: tuple[str, ...],
    text: str,
    contact: Contact | None,
) -> None:
    """Answer by ourselves, free; the text stands in the conversation as well."""
    one = OneText(
        id=id_of(*cause),
        to=conversation.number,
        words=text,
        language=reply.language,
        contact_id="" if contact is None else contact.id,
        names={} if contact is None else {"contact": contact.name},
        confirms_stop=reply.meaning is Meaning.STOP,
    )
    make_one(parts, practice, one, at=reply.at)
    parts.records.keep_reply(
        Reply(
            practice_id=practice.id,
            id=one.id,
            conversation_id=conversation.id,
            at=reply.at + timedelta(milliseconds=1),
            text=text,
            meaning=Meaning.OURS,
            language=reply.language,
            is_handled=True,
            by=one.by,
            campaign_id=one.id,
        )
    )


def _contact(parts: Parts, conversation: Conversation) -> Contact | None:
    """The first whose number it is; shared numbers are told apart by staff."""
    found = parts.records.contacts_with_address(conversation.practice_id, conversation.number)
    return found[0] if found else None


def _finish(parts: Parts, conversation: Conversation, reply: Reply) -> None:
    for _ in range(TRIES):
        held = parts.records.conversation(conversation.practice_id, conversation.id)
        try:
            parts.records.finish_reply(reply, conversation=(held or conversation).heard(reply))
        except Changed:
            # Another worker was told of the same text, or of another one of this number.
            if parts.records.keep_reply(reply).is_handled:
                return
        else:
            return
    raise Changed
