"""Asking for a one-time code beside one’s own password."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Page

TAB = "Settings"


@dataclass(frozen=True, kw_only=True)
class OwnCodePage(Page):
    """
    First posts `password`; then, with the secret for the app shown, `password` and `code`.

    `secret` is in groups of four, as it is typed into an app; empty at first.
    """

    template: ClassVar[str] = "pages/own_code.html"
    heading: ClassVar[str] = "One-time code"
    tab: ClassVar[str] = TAB
    secret: str = ""
