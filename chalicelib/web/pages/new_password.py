"""Signing in for the first time: a password of one’s own in place of the one that was given."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Page
from chalicelib.web.pages.sign_in import TAB


@dataclass(frozen=True, kw_only=True)
class NewPasswordPage(Page):
    """Posts `new_password`, `challenge` (signed, opaque) and `next`."""

    template: ClassVar[str] = "pages/new_password.html"
    heading: ClassVar[str] = "Choose your password"
    tab: ClassVar[str] = TAB
    challenge: str
    next_path: str = ""
    kept: str = ""
    """What was being typed, signed; posted along with the rest."""
