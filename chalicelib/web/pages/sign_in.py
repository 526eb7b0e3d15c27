"""Signing in: email and password, a code where the practice asks for one, a forgotten password."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Page

TAB = "Staff"


@dataclass(frozen=True, kw_only=True)
class SignInPage(Page):
    """Posts `email`, `password` and `next` (a path of ours to go on to)."""

    template: ClassVar[str] = "pages/sign_in.html"
    heading: ClassVar[str] = "Sign in"
    tab: ClassVar[str] = TAB
    email: str = ""
    next_path: str = ""
    kept: str = ""
    """What was being typed, signed; posted along with the rest."""
    demo_sign_ins: tuple[tuple[str, str], ...] = ()
    """Laptop only: email and what that person may do."""


@dataclass(frozen=True, kw_only=True)
class SignInCodePage(Page):
    """The one-time code; posts `code`, `challenge` (signed, opaque) and `next`."""

    template: ClassVar[str] = "pages/sign_in_code.html"
    heading: ClassVar[str] = "Enter your code"
    tab: ClassVar[str] = TAB
    challenge: str
    next_path: str = ""
    kept: str = ""
    """What was being typed, signed; posted along with the rest."""


@dataclass(frozen=True, kw_only=True)
class ForgotPasswordPage(Page):
    """Asking for a new password; posts `email`."""

    template: ClassVar[str] = "pages/forgot_password.html"
    heading: ClassVar[str] = "Forgot your password?"
    tab: ClassVar[str] = TAB
    email: str = ""
