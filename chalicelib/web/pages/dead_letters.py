"""Work that could not be done after several tries, with a button to try it again."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Page


@dataclass(frozen=True, kw_only=True)
class StuckRow:
    """One kind of work; the form posts `queue`."""

    queue: str
    work: str
    """“Sending emails”"""
    how_many: str
    """“2 batches”"""
    campaigns: tuple[tuple[str, str], ...] = ()
    """Their names, and where they lead."""


@dataclass(frozen=True, kw_only=True)
class DeadLettersPage(Page):
    """What is stuck; empty on most days."""

    template: ClassVar[str] = "pages/dead_letters.html"
    heading: ClassVar[str] = "Stuck messages"
    tab: ClassVar[str] = "Settings"
    action: str
    rows: tuple[StuckRow, ...] = ()
