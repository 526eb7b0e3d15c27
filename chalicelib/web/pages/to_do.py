"""Letters to write and people to talk to, by campaign, with who has done which."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Page, Pager

TAB = "To do"


@dataclass(frozen=True, kw_only=True)
class ToDoListRow:
    """What one campaign left to staff."""

    name: str
    href: str
    about: str
    sent: Moment | None
    by_mail: int
    by_person: int
    left: int


@dataclass(frozen=True, kw_only=True)
class ToDoPage(Page):
    """The campaigns that left anything to staff, newest first."""

    template: ClassVar[str] = "pages/to_do.html"
    heading: ClassVar[str] = TAB
    tab: ClassVar[str] = TAB
    rows: tuple[ToDoListRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ToDoRow:
    """One letter or talk; `done` says who and when: “J. Kim, Nov 23, 9:40 am”."""

    message_id: str
    patient: str
    contact: str
    href: str
    """The contact’s record."""
    how: str
    done: str = ""


@dataclass(frozen=True, kw_only=True)
class ToDosPage(Page):
    """
    One campaign’s list: posts `messages` (several) to `tick_action`.

    Each that is done has a form of its own, which posts `message` to `undo_action`.
    """

    template: ClassVar[str] = "pages/to_dos.html"
    tab: ClassVar[str] = TAB
    name: str
    campaign_href: str
    back_href: str
    tick_action: str
    undo_action: str
    rows: tuple[ToDoRow, ...] = ()
    pager: Pager | None = None

    @property
    def heading(self) -> str:
        return self.name

    @property
    def open_rows(self) -> tuple[ToDoRow, ...]:
        return tuple(row for row in self.rows if not row.done)

    @property
    def done_rows(self) -> tuple[ToDoRow, ...]:
        return tuple(row for row in self.rows if row.done)
