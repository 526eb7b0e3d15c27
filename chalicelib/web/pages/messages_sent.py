"""What was sent in a period, grouped by contact method, and one message with its history."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Balance, Page, Pager
from chalicelib.web.pages.preview import MessageCard, Told
from chalicelib.web.words import METHODS, Tag

TAB = "Messages Sent"


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """A contact method’s numbers in the period; `method` is its key, empty for the total row."""

    method: str
    sent: int
    delivered: int
    not_delivered: int
    waiting: int
    unknown: int = 0
    credits: int

    @property
    def name(self) -> str:
        return METHODS[self.method] if self.method else "Total"


@dataclass(frozen=True, kw_only=True)
class SentRow:
    """One message of the list."""

    patient: str
    href: str
    to: str
    message: str
    status: Tag
    at: Moment
    credits: int


@dataclass(frozen=True, kw_only=True)
class SentGroup:
    """The rows of one contact method, at most 50."""

    method: str
    rows: tuple[SentRow, ...]
    total: int = 0
    all_href: str = ""
    """To a page of them alone, if there are more than are shown."""
    pager: Pager | None = None


@dataclass(frozen=True, kw_only=True)
class MessagesSentPage(Page):
    """
    The fourth tab; a GET form with `from`, `to`, `method` and `status`.

    `from_date` and `to_date` are as typed (2026-11-23); `period` is in words: “Oct 24 to Nov 23”.
    """

    template: ClassVar[str] = "pages/messages_sent.html"
    heading: ClassVar[str] = TAB
    tab: ClassVar[str] = TAB
    balance: Balance
    from_date: str
    to_date: str
    method: str = ""
    status: str = ""
    """Empty, delivered, not_delivered, waiting or unknown: which number was followed."""
    patient_id: str = ""
    patient: str = ""
    """Whose messages alone are shown; empty: everybody’s."""
    patient_href: str = ""
    counted: Moment | None = None
    """When the totals were counted; None where they are of this very moment."""
    period: str = ""
    this_month: tuple[str, str] = ("", "")
    last_month: tuple[str, str] = ("", "")
    summary: tuple[GroupRow, ...] = ()
    total: GroupRow | None = None
    """None where nobody has counted: of one patient’s messages that are more than a page."""
    groups: tuple[SentGroup, ...] = ()
    pager: Pager | None = None
    """Of all groups together: one patient’s messages come by time."""

    @property
    def is_empty(self) -> bool:
        if self.total is None:
            return not (self.groups or self.pager)
        return not (self.total.sent or self.total.waiting or self.total.unknown)


@dataclass(frozen=True, kw_only=True)
class PatientFound:
    """One of several whom a name may mean."""

    name: str
    born: str
    href: str


@dataclass(frozen=True, kw_only=True)
class PatientsFoundPage(MessagesSentPage):
    """Which patient is meant: a link for each, or nobody."""

    template: ClassVar[str] = "pages/messages_sent_patients.html"
    heading: ClassVar[str] = "Which patient?"
    typed: str
    found: tuple[PatientFound, ...]


@dataclass(frozen=True, kw_only=True)
class MessagesSentPrintPage(MessagesSentPage):
    """The report alone, for paper."""

    template: ClassVar[str] = "pages/messages_sent_print.html"


@dataclass(frozen=True, kw_only=True)
class TimelineEvent:
    """One line of a message’s history; the detail says what it means for staff."""

    at: Moment
    words: str
    detail: str = ""
    is_trouble: bool = False


@dataclass(frozen=True, kw_only=True)
class OneMessagePage(Page):
    """One message as sent, and everything that is known of it."""

    template: ClassVar[str] = "pages/one_message.html"
    tab: ClassVar[str] = TAB
    patient: str
    patient_href: str | None
    method: str
    campaign: str
    campaign_href: str
    status: Tag
    card: MessageCard
    timeline: tuple[TimelineEvent, ...]
    credits_line: str
    """“1 credit spent”, “3 credits returned”, “Not sent: no credits”."""
    advice: str = ""
    correct_href: str | None = None
    told: Told | None = None
    """Which message of ours said the same before."""

    @property
    def heading(self) -> str:
        return f"{self.patient} – {METHODS[self.method].lower()}"
