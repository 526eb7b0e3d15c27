"""What patients text back, and the conversation with one number."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

BUSINESS_DAYS_TO_DECIDE = 10
QUESTION_HOLDS = timedelta(hours=48)
"""A letter that comes later than that answers no question any more."""
FRIDAY = 4
TEXT_CHARACTERS = 1_600
"""The most that is kept of one reply; a text cannot be longer."""


class Meaning(StrEnum):
    """What a reply asks for, decided once, when it comes."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    ASKED_TO_STOP = "asked_to_stop"
    CONFIRM = "confirm"
    RESCHEDULE = "reschedule"
    WHICH = "which"
    OTHER = "other"
    OURS = "ours"
    """Not theirs: what we wrote."""


FREE = frozenset({Meaning.STOP, Meaning.START, Meaning.HELP, Meaning.OURS})


@dataclass(frozen=True)
class Incoming:
    """One text as the provider tells of it; `id` is the provider’s own."""

    id: str
    number: str
    to: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Question:
    """“Which one? Reply A or B”: what each letter stands for."""

    asks: Meaning
    message_ids: tuple[str, ...]
    at: datetime

    def holds(self, at: datetime) -> bool:
        return at - self.at <= QUESTION_HOLDS


@dataclass(frozen=True)
class Reply:
    """One text of a conversation; what it means is frozen when it is kept."""

    practice_id: str
    id: str
    conversation_id: str
    at: datetime
    text: str
    meaning: Meaning
    message_ids: tuple[str, ...] = ()
    """The reminders that it is about."""
    question: Question | None = None
    """The question that it makes us ask."""
    language: str = "en"
    credits: int = 0
    is_urgent: bool = False
    is_handled: bool = False
    by: str = ""
    """Who wrote it, where it is ours; “automatic” for confirmations."""
    campaign_id: str = ""
    """The message that carries it, where it is ours."""


@dataclass(frozen=True)
class Conversation:
    """All that was said with one number; `id` stands in addresses of pages, never the number."""

    practice_id: str
    id: str
    number: str
    last_at: datetime
    last_text: str = ""
    unread: int = 0
    is_urgent: bool = False
    assigned_to: str = ""
    decide_by: date | None = None
    """Until when staff decide whether a stop was asked for."""
    asked_at: datetime | None = None
    """When it was asked for."""
    flagged: tuple[str, ...] = ()
    """Reminders whose appointments staff have to look at."""
    question: Question | None = None
    version: int = 0

    @property
    def rank(self) -> int:
        """Its place in the inbox: to decide, urgent, unread, the rest."""
        if self.decide_by is not None:
            return 3
        if self.unread:
            return 2 if self.is_urgent else 1
        return 0

    def heard(self, reply: Reply) -> "Conversation":
        """After one more reply; those that a machine understood whole wait for nobody."""
        is_asked = reply.meaning is Meaning.ASKED_TO_STOP
        waits = reply.meaning in (Meaning.ASKED_TO_STOP, Meaning.RESCHEDULE, Meaning.OTHER)
        waits = waits or bool(reply.message_ids and reply.meaning is Meaning.STOP)
        flags = reply.message_ids if reply.meaning in (Meaning.STOP, Meaning.RESCHEDULE) else ()
        due = business_days_after(reply.at.date(), BUSINESS_DAYS_TO_DECIDE)
        # One that comes late is older than what they asked for since.
        is_over = reply.meaning is Meaning.START and reply.at >= self.last_at
        kept_due = None if is_over else self.decide_by
        kept_asked = None if is_over else self.asked_at
        return replace(
            self,
            last_at=max(self.last_at, reply.at),
            last_text=reply.text,
            unread=self.unread + waits,
            is_urgent=reply.is_urgent or (self.is_urgent and self.unread > 0),
            decide_by=kept_due or (due if is_asked else None),
            asked_at=kept_asked or (reply.at if is_asked else None),
            flagged=tuple(dict.fromkeys((*self.flagged, *flags))),
            question=reply.question,
        )

    def answered(self, *, text: str, at: datetime) -> "Conversation":
        """After staff have written to them: nothing in it is unread any more."""
        last_at = max(self.last_at, at)
        return replace(self, last_at=last_at, last_text=text, unread=0, is_urgent=False)

    def done(self) -> "Conversation":
        """Nothing waits in it; what is to be decided stays."""
        return replace(self, unread=0, is_urgent=False, flagged=())

    def decided(self) -> "Conversation":
        """Staff have said whether it was a stop."""
        return replace(self.done(), decide_by=None, asked_at=None)


def business_days_after(day: date, days: int) -> date:
    """So many days from Monday to Friday later; holidays count, so that we are never late."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() <= FRIDAY
    return day
