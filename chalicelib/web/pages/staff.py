"""Who works at the practice, what each of them may do, and letting somebody in or out."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Option, Page

TAB = "Settings"


@dataclass(frozen=True, kw_only=True)
class ColleagueRow:
    """One person; `signed_in` is None until the first time."""

    name: str
    href: str
    email: str
    rights: str
    signed_in: Moment | None = None
    is_oneself: bool = False


@dataclass(frozen=True, kw_only=True)
class StaffPage(Page):
    """The list, and a form to invite: it posts `name`, `email` and `rights` (several)."""

    template: ClassVar[str] = "pages/staff.html"
    heading: ClassVar[str] = "Staff"
    tab: ClassVar[str] = TAB
    action: str
    rows: tuple[ColleagueRow, ...]
    rights: tuple[Option, ...]
    name: str = ""
    email: str = ""
    ticked: tuple[str, ...] = ()
    first_password: str = ""
    """On a laptop, where no email leaves, what they sign in with first."""


@dataclass(frozen=True, kw_only=True)
class ColleaguePage(Page):
    """
    One person: posts `rights` (several) to `action`.

    Removing is a form of its own on this page; nobody removes themselves.
    """

    template: ClassVar[str] = "pages/colleague.html"
    tab: ClassVar[str] = TAB
    name: str
    email: str
    action: str
    remove_action: str
    invite_action: str
    code_action: str
    back_href: str
    rights: tuple[Option, ...]
    ticked: tuple[str, ...]
    history: str
    """“Invited by R. Alvarez on Nov 20. Signed in last on Nov 23, 9:40 am.”"""
    is_oneself: bool = False
    is_waiting: bool = False
    """They have not signed in yet."""

    @property
    def heading(self) -> str:
        return self.name
