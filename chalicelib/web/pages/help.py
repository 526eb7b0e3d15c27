"""The numbered map of the five tabs."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Page


@dataclass(frozen=True, kw_only=True)
class HelpPage(Page):
    """What each tab is for, and where to find the rest."""

    template: ClassVar[str] = "pages/help.html"
    heading: ClassVar[str] = "Help"
    tab: ClassVar[str] = "Help"
