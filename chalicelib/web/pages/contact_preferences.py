"""How to reach patients who have not told us: the practice’s default for each need."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Option, Page

TAB = "Contact Preferences"


@dataclass(frozen=True, kw_only=True)
class DefaultRow:
    """One need and its default; the select is named as the need. `note` stands beside it."""

    need: str
    choice: str
    """Empty: nothing was set, so nobody without a choice is reached."""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Undecided:
    """A patient none of whose contacts has chosen."""

    name: str
    href: str
    contact: str


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """One default that somebody changed."""

    at: Moment
    by: str
    need: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ContactPreferencesPage(Page):
    """The fifth tab; posts one choice per need, each field named as its need."""

    template: ClassVar[str] = "pages/contact_preferences.html"
    heading: ClassVar[str] = TAB
    tab: ClassVar[str] = TAB
    rows: tuple[DefaultRow, ...]
    choices: tuple[Option, ...]
    patients: int
    undecided_count: int
    undecided: tuple[Undecided, ...] = ()
    is_complete: bool = True
    """False: there are more patients than were counted."""
    counted: Moment | None = None
    """When patients were counted last; None: not yet."""
    changed: str = ""
    """“Last changed Nov 3 by R. Alvarez”, or empty."""
    changes: tuple[ChangeRow, ...] = ()
    who_can_change: str = ""
