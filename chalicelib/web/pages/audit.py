"""Who did what at the practice, for those who answer for it."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Option, Page, Pager

TAB = "Settings"


@dataclass(frozen=True, kw_only=True)
class ActRow:
    """One act; `about` is what it was done to, where that has a name or a page."""

    at: Moment
    who: str
    what: str
    about: str = ""
    href: str = ""
    more: str = ""


@dataclass(frozen=True, kw_only=True)
class AuditPage(Page):
    """The acts, newest first; filters are a GET with `day` and `person`."""

    template: ClassVar[str] = "pages/audit.html"
    heading: ClassVar[str] = "Who did what"
    tab: ClassVar[str] = TAB
    rows: tuple[ActRow, ...] = ()
    people: tuple[Option, ...] = ()
    day: str = ""
    person: str = ""
    back_href: str = ""
    pager: Pager | None = None
