"""The second half of a forgotten password: the code from the email, and a new password."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Page
from chalicelib.web.pages.sign_in import TAB


@dataclass(frozen=True, kw_only=True)
class ResetPasswordPage(Page):
    """Posts `email`, `code` and `new_password`; says the same whether there is such a person."""

    template: ClassVar[str] = "pages/reset_password.html"
    heading: ClassVar[str] = "Enter the code and a new password"
    tab: ClassVar[str] = TAB
    email: str
