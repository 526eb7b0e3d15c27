"""The appointments of a day, and asking for their confirmation."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Option, Page
from chalicelib.web.words import Tag

TAB = "Schedule"


@dataclass(frozen=True, kw_only=True)
class AppointmentRow:
    """One appointment; `confirmation` says how and when: “by text, Nov 22, 6:10 pm”."""

    appointment_id: str
    at: Moment
    patient: str
    href: str
    provider: str
    location: str
    status: Tag
    confirmation: str = ""
    not_asked: str = ""
    """Why nobody is asked to confirm it: “already confirmed”, or empty."""


@dataclass(frozen=True, kw_only=True)
class SchedulePage(Page):
    """
    A day; filters are a GET with `date`, `provider`, `location`.

    Confirm posts to `confirm_action`: `which` (visible or all), `date`, `provider`, `location`,
    and for visible `appointment_ids`, as listed.
    """

    template: ClassVar[str] = "pages/schedule.html"
    tab: ClassVar[str] = TAB
    confirm_action: str
    date: str
    day: str
    """“Tuesday, Nov 24”."""
    all_count: int
    rows: tuple[AppointmentRow, ...] = ()
    previous_href: str = ""
    next_href: str = ""
    provider: str = ""
    providers: tuple[Option, ...] = ()
    location: str = ""
    locations: tuple[Option, ...] = ()
    reminder: str = ""
    """“Confirmations for Nov 24 are not sent yet.”, or empty."""
    reminder_href: str = ""
    not_asked: str = ""
    """“3 of the listed are not asked: 2 already confirmed, 1 cancelled.”, or empty."""

    @property
    def heading(self) -> str:
        return f"{TAB} for {self.day}"
