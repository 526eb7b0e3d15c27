"""The third step: the messages as their patients will get them, what they cost, who gets none."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.campaign_page import CampaignPage
from chalicelib.web.pages.page import Balance, Filter, Pager


@dataclass(frozen=True, kw_only=True)
class MessageCard:
    """One message as its reader meets it; `channel` is email, text or phone."""

    channel: str
    recipient: str
    """“Ben Ortiz”."""
    sentence: str
    """“Text message to (212) 555-0134 (chosen by the contact)”."""
    credits: int
    language: str = "en"
    reads: str = ""
    """“Spanish”, where the reader gets English because there are no other words."""
    subject: str = ""
    text: str = ""
    """The email’s plain text, the text message, or the opening of the call."""
    after_key: str = ""
    """Phone: what is said after the first 1."""
    html_href: str = ""
    """Email: the address of its HTML, shown in a frame."""
    segments: int = 0
    goes_at: str = ""
    """“Goes now” or “Held until 9:00 am: quiet hours in Chicago”."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """A line of “Before you send”."""

    is_good: bool
    text: str
    href: str | None = None


@dataclass(frozen=True, kw_only=True)
class UsageRow:
    """A contact method’s messages and what they cost."""

    method: str
    messages: int
    each: int
    credits: int


@dataclass(frozen=True, kw_only=True)
class Told:
    """The earlier campaign: “Told by “Confirmations”, made Nov 25 by R. Alvarez”."""

    campaign: str
    href: str
    made: str
    """“made Nov 25 by R. Alvarez”"""


@dataclass(frozen=True, kw_only=True)
class SkippedRow:
    """Someone who gets no message, why, and what to do about it."""

    name: str
    href: str | None
    reason: str
    advice: str
    told: Told | None = None
    """Which message of ours said the same before; then it stands in place of the reason."""


@dataclass(frozen=True, kw_only=True)
class PreviewPage(CampaignPage):
    """Looking before sending; nothing has left. `selected` = `messages` + `skipped_count`."""

    template: ClassVar[str] = "pages/preview.html"
    heading: ClassVar[str] = "Check your messages"
    name: str
    balance: Balance
    audience_href: str
    selected: int
    messages: int
    credits: int
    usage: tuple[UsageRow, ...] = ()
    position: int = 1
    card: MessageCard | None = None
    previous_href: str | None = None
    next_href: str | None = None
    search: str = ""
    own_number: str = ""
    """Where a test by text or phone goes; asked for once, and remembered."""
    own_email: str = ""
    checks: tuple[Check, ...] = ()
    limits: str = ""
    """“kept” or “exceeded”, where some of it goes to numbers and the practice has limits."""
    skipped_count: int = 0
    skipped: tuple[SkippedRow, ...] = ()
    reach: tuple[Filter, ...] = ()
    """Of a broadcast: what was merged, and whom it does not reach, each with how many."""
    skipped_why: tuple[Filter, ...] = ()
    """The reasons, each with how many."""
    skipped_pager: Pager | None = None
    everyone_href: str = ""
    """The file with everybody selected; empty where it would be too long."""


@dataclass(frozen=True, kw_only=True)
class MakingPage(CampaignPage):
    """Shown while the messages are being made; it can be left. `selected` is None until counted."""

    template: ClassVar[str] = "pages/making.html"
    heading: ClassVar[str] = "Making the messages"
    name: str
    made: int
    selected: int | None
    is_finished: bool = False

    @property
    def sentence(self) -> str:
        if not self.selected:
            return "The messages are being made and priced."
        return f"{self.made:,} of {self.selected:,} made and priced."


@dataclass(frozen=True, kw_only=True)
class MakingFragment(MakingPage):
    """The part of the page that is fetched again; with `is_finished` the browser loads anew."""

    template: ClassVar[str] = "pages/making_fragment.html"
