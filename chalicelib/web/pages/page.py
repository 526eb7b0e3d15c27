"""What every page has in common: the frame around it, its errors, its notice, its heading."""

from dataclasses import dataclass, field
from typing import ClassVar

from chalicelib.web.forms import FieldError

PRODUCT = "Patient Message eXchange"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A coloured box with a heading; `tone` is good, warning, bad or plain."""

    tone: str
    heading: str
    text: str = ""
    link_text: str = ""
    link_href: str = ""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around every page: whose it is, who is signed in, and what they may do."""

    practice_name: str = ""
    signed_in_name: str | None = None
    rights: tuple[str, ...] = ()
    csrf_token: str = ""
    outbox_count: int | None = None
    """Messages in the local outbox; None where messages really leave."""
    inbox_unread: int | None = None
    """None hides the inbox from the navigation."""
    printed: str = ""
    """For the head of a print: “Nov 23, 2026 9:41 am”."""
    notice: Notice | None = None
    """Shown once, after a redirect; it takes the focus."""

    @property
    def is_signed_in(self) -> bool:
        return self.signed_in_name is not None

    @property
    def may_create(self) -> bool:
        return "create" in self.rights

    @property
    def may_buy(self) -> bool:
        return "billing" in self.rights

    @property
    def may_administer(self) -> bool:
        return "admin" in self.rights


@dataclass(frozen=True, kw_only=True)
class Page:
    """
    The beginning of every page object; subclasses add what their template shows.

    A heading or a tab that is always the same is an attribute of the class.
    """

    template: ClassVar[str]
    frame: Frame
    errors: tuple[FieldError, ...] = field(default=())

    @property
    def heading(self) -> str:
        """The one first-level heading."""
        raise NotImplementedError

    @property
    def tab(self) -> str:
        """The tab or place that the page belongs to, as the navigation names it."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """What the browser’s tab says; errors come first, so that a screen reader says them."""
        prefix = "Error: " if self.errors else ""
        return f"{prefix}{self.heading} – {self.tab} – {PRODUCT}"


@dataclass(frozen=True, kw_only=True)
class Balance:
    """The credits at the right of a heading."""

    available: int
    reserved: int = 0
    is_low: bool = False


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing to choose in a select, a list of radios or of checkboxes."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One link of the line “All 14 · Drafts 2 · Sending 1”."""

    label: str
    count: int | None
    href: str
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class Pager:
    """“Newer · 1–50 of 326 · Older”; `total` is None where nobody counted."""

    first: int
    last: int
    total: int | None = None
    newer_href: str | None = None
    older_href: str | None = None


@dataclass(frozen=True, kw_only=True)
class BigNumber:
    """A large number with its word; it links to what it counts where there is something to see."""

    number: int
    label: str
    href: str | None = None
