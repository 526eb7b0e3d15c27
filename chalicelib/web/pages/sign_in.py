"""Signing in: email and password, a code where the practice asks for one, a forgotten password."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Page

TAB = "Staff"


@dataclass(frozen=True, kw_only=True)
class SignInPage(Page):
    """Posts `email`, `password` and `next` (a path of ours to go on to)."""

    template: ClassVar[str] = "pages/sign_in.html"
    email: str = ""
    next_path: str = ""
    kept: str = ""
    """What was being typed, signed; posted along with the rest."""
    demo_sign_ins: tuple[tuple[str, str], ...] = ()
    """Laptop only: email and what that person may do."""

    @property
    def heading(self) -> str:
        return "Sign in"

    @property
    def tab(self) -> str:
        return TAB


@dataclass(frozen=True, kw_only=True)
class SignInCodePage(Page):
    """The one-time code; posts `code`, `challenge` (signed, opaque) and `next`."""

    template: ClassVar[str] = "pages/sign_in_code.html"
    challenge: str
    next_path: str = ""
    kept: str = ""
    """What was being typed, signed; posted along with the rest."""

    @property
    def heading(self) -> str:
        return "Enter your code"

    @property
    def tab(self) -> str:
        return TAB


@dataclass(frozen=True, kw_only=True)
class ForgotPasswordPage(Page):
    """Asking for a new password; posts `email`."""

    template: ClassVar[str] = "pages/forgot_password.html"
    email: str = ""

    @property
    def heading(self) -> str:
        return "Forgot your password?"

    @property
    def tab(self) -> str:
        return TAB
