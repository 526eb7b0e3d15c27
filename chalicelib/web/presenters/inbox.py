"""The inbox in words: who it is, whom it may be about, and what was made of each text."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from chalicelib.domain.contact_methods import Address, ContactMethod, shown
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.domain.practices import Practice
from chalicelib.domain.replies import Conversation, Meaning, Reply
from chalicelib.domain.stops import StopKind
from chalicelib.exchange.answer_reply import ANSWER_CREDITS
from chalicelib.exchange.inbox import OpenedTalk, Talk
from chalicelib.web import moments, urls
from chalicelib.web.forms import FieldError
from chalicelib.web.moments import Moment
from chalicelib.web.pages.inbox import (
    ConversationPage,
    Flagged,
    InboxPage,
    InboxRow,
    Line,
    Person,
)
from chalicelib.web.pages.page import Frame, Pager
from chalicelib.web.skip_words import skip_reason
from chalicelib.web.words import Tag, listed

EXCERPT_CHARACTERS = 90
MADE_OF_IT: Mapping[Meaning, str] = {
    Meaning.STOP: "Stopped all texts to this number",
    Meaning.START: "Allowed texts again",
    Meaning.HELP: "Asked for help",
    Meaning.ASKED_TO_STOP: "May have asked us to stop: texts and calls are paused",
    Meaning.CONFIRM: "Confirmed the appointment",
    Meaning.RESCHEDULE: "Wants another time",
    Meaning.WHICH: "We asked which appointment",
}
STOPPED: Mapping[StopKind, str] = {
    StopKind.TEXTS: "They stopped all texts to this number.",
    StopKind.EVERYTHING: "They stopped everything to this number.",
    StopKind.PAUSED: "They may have asked us to stop. Decide first.",
}


def inbox_page(
    frame: Frame,
    *,
    talks: Sequence[Talk],
    pager: Pager | None,
    practice: Practice,
    unpaid: int,
    at: datetime,
) -> InboxPage:
    """Each conversation as a row."""
    return InboxPage(
        frame=frame,
        rows=tuple(_row(talk, practice=practice, at=at) for talk in talks),
        pager=pager,
        unpaid=unpaid,
        credits_per_reply=practice.credits_per_reply,
    )


def conversation_page(
    frame: Frame,
    opened: OpenedTalk,
    *,
    practice: Practice,
    once: str,
    at: datetime,
    text: str = "",
    errors: tuple[FieldError, ...] = (),
) -> ConversationPage:
    """The thread, oldest first; what was typed comes back where there is something to mend."""
    conversation = opened.talk.conversation

    def when(moment: datetime) -> Moment:
        return moments.moment(moment, zone=practice.time_zone, now=at)

    who = _who(opened.talk)
    return ConversationPage(
        frame=frame,
        errors=errors,
        who=who,
        number=_number(conversation),
        action=urls.conversation(conversation.id),
        people=tuple(
            Person(name=each.name, href=urls.patient(each.id)) for each in opened.talk.patients
        ),
        lines=tuple(
            _line(reply, who=who, at=when(reply.at), unsaid=opened.unsaid.get(reply.id))
            for reply in opened.replies
        ),
        flagged=_flagged(opened, practice=practice, at=at),
        decide_by=_due(conversation, now=at),
        is_waiting=conversation.unread > 0 or bool(conversation.flagged),
        stopped=next((STOPPED[each.kind] for each in opened.stops if each.kind in STOPPED), ""),
        assigned_to=conversation.assigned_to,
        once=once,
        text=text,
        answer_credits=ANSWER_CREDITS,
    )


def _flagged(opened: OpenedTalk, *, practice: Practice, at: datetime) -> tuple[Flagged, ...]:
    return tuple(
        Flagged(
            who="A patient" if patient is None else patient.name,
            when=moments.moment(visit.starts_at, zone=practice.time_zone, now=at),
            href=urls.schedule(
                date=visit.starts_at.astimezone(practice.time_zone).date().isoformat()
            ),
        )
        for visit, patient in opened.flagged
    )


def _row(talk: Talk, *, practice: Practice, at: datetime) -> InboxRow:
    held = talk.conversation
    return InboxRow(
        href=urls.conversation(held.id),
        who=_who(talk),
        about=listed(tuple(patient.name for patient in talk.patients)),
        text=_excerpt(held.last_text),
        at=moments.moment(held.last_at, zone=practice.time_zone, now=at),
        tags=_tags(held, now=at),
        assigned_to=held.assigned_to,
    )


def _tags(held: Conversation, *, now: datetime) -> tuple[Tag, ...]:
    tags = []
    if held.decide_by is not None:
        tone = "bad" if held.decide_by < now.date() else "warning"
        tags.append(Tag(f"Decide by {_due(held, now=now)}", tone))
    if held.is_urgent:
        tags.append(Tag("Urgent words", "bad"))
    if held.flagged:
        tags.append(Tag("Look at the appointment", "warning"))
    if held.unread:
        tags.append(Tag("Unread", "waiting"))
    return tuple(tags)


def _due(held: Conversation, *, now: datetime) -> str:
    return "" if held.decide_by is None else moments.day_words(held.decide_by, now_year=now.year)


def _line(reply: Reply, *, who: str, at: Moment, unsaid: Message | None) -> Line:
    is_ours = reply.meaning is Meaning.OURS
    ours = "Automatic answer" if reply.by == "automatic" else reply.by
    return Line(
        who=ours if is_ours else who,
        is_ours=is_ours,
        text=reply.text,
        at=at,
        note=MADE_OF_IT.get(reply.meaning, "") if unsaid is None else _why_unsaid(unsaid),
    )


def _why_unsaid(row: Message) -> str:
    if row.status is not MessageStatus.SKIPPED:
        return "Not sent"
    return f"Not sent: {skip_reason(row.reason, method='text', detail=row.detail).words.lower()}"


def _who(talk: Talk) -> str:
    return listed(talk.names) if talk.names else _number(talk.conversation)


def _number(conversation: Conversation) -> str:
    return shown(Address(ContactMethod.TEXT, conversation.number))


def _excerpt(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= EXCERPT_CHARACTERS else f"{whole[:EXCERPT_CHARACTERS]}…"
