"""What the pages of the outbox show, each in plain values."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Filter, Page
from chalicelib.web.words import Tag
from infra.local.providers.items import OutboxItem


@dataclass(frozen=True, kw_only=True)
class Line:
    """One message in the list."""

    href: str
    tag: Tag
    to: str
    first_line: str
    at: Moment
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class Aloud:
    """A part of a call, with where it can be heard; without a voice there is no such place."""

    label: str
    words: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One message, open."""

    item: OutboxItem
    tag: Tag
    at: Moment
    headers: tuple[tuple[str, str], ...]
    segments: int
    view: str
    views: tuple[Filter, ...]
    html_href: str
    pretend_href: str
    reply_href: str = ""
    """Where the reader of a text texts back; empty for others."""
    back_href: str = ""
    sayings: tuple[tuple[str, str], ...]
    aloud: tuple[Aloud, ...] = ()
    so_far: str = ""
    """How far a call has come: “Answered, heard; it waits for a key.”"""


@dataclass(frozen=True, kw_only=True)
class OutboxPage(Page):
    """The list, and the message that is open."""

    template: ClassVar[str] = "outbox.html"
    lines: tuple[Line, ...]
    filters: tuple[Filter, ...]
    campaign: str
    older_href: str
    rules: tuple[str, ...]
    reading: Reading | None
    clock: Moment | None = None
    """What time it is on the laptop, where that is not the real time."""

    @property
    def heading(self) -> str:
        return f"Message to {self.reading.item.draft.to}" if self.reading else "Outbox"

    @property
    def tab(self) -> str:
        return "Outbox"


@dataclass(frozen=True, kw_only=True)
class PaymentPage(Page):
    """What a payment service would show."""

    template: ClassVar[str] = "pretend_payment.html"
    purchase_id: str
    action: str

    @property
    def heading(self) -> str:
        return "Pretend payment"

    @property
    def tab(self) -> str:
        return "Outbox"


@dataclass(frozen=True, kw_only=True)
class ProblemPage(Page):
    """Something about the outbox that cannot be done."""

    template: ClassVar[str] = "outbox_problem.html"
    detail: str

    @property
    def heading(self) -> str:
        return "The outbox cannot do that"

    @property
    def tab(self) -> str:
        return "Outbox"
