"""The numbered map of the five tabs."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Page


@dataclass(frozen=True, kw_only=True)
class HelpPage(Page):
    """What each tab is for, and where to find the rest."""

    template: ClassVar[str] = "pages/help.html"

    @property
    def heading(self) -> str:
        return "Help"

    @property
    def tab(self) -> str:
        return "Help"
