"""The inbox: who has texted back, and the conversation with one number."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Page, Pager
from chalicelib.web.words import Tag


@dataclass(frozen=True, kw_only=True)
class InboxRow:
    """One conversation; `who` is a number where nobody is known."""

    href: str
    who: str
    about: str
    """The patients whom it may be about."""
    text: str
    at: Moment
    tags: tuple[Tag, ...] = ()
    assigned_to: str = ""


@dataclass(frozen=True, kw_only=True)
class InboxPage(Page):
    """What waits on top."""

    template: ClassVar[str] = "pages/inbox.html"
    heading: ClassVar[str] = "Inbox"
    tab: ClassVar[str] = "Inbox"
    rows: tuple[InboxRow, ...] = ()
    pager: Pager | None = None
    unpaid: int = 0
    """Replies that wait for credits."""
    credits_per_reply: int = 3


@dataclass(frozen=True, kw_only=True)
class Line:
    """One text of the conversation."""

    who: str
    is_ours: bool
    text: str
    at: Moment
    note: str = ""
    """What was made of it: “Confirmed the appointment”."""


@dataclass(frozen=True, kw_only=True)
class Flagged:
    """A visit that somebody wants to move, or perhaps to cancel."""

    who: str
    when: Moment
    href: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """A patient whom it may be about."""

    name: str
    href: str


@dataclass(frozen=True, kw_only=True)
class ConversationPage(Page):
    """All texts with one number, and what can be done."""

    template: ClassVar[str] = "pages/conversation.html"
    tab: ClassVar[str] = "Inbox"
    who: str
    number: str
    action: str
    """Answering, assigning, deciding and being done post under this address."""
    people: tuple[Person, ...] = ()
    lines: tuple[Line, ...] = ()
    flagged: tuple[Flagged, ...] = ()
    decide_by: str = ""
    is_waiting: bool = False
    stopped: str = ""
    """Why no text may go there."""
    assigned_to: str = ""
    once: str = ""
    text: str = ""
    """The answer as typed, where it comes back with an error."""
    answer_credits: int = 3

    @property
    def heading(self) -> str:
        return self.who
