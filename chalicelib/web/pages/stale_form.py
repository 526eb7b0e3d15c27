"""The page for a form that was drawn for another sign-in: nothing is done, and nothing is lost."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.problems import SignedOutPage


@dataclass(frozen=True, kw_only=True)
class StaleFormPage(SignedOutPage):
    """403 because the form’s token does not fit; what was typed is shown again."""

    heading: ClassVar[str] = "This page is out of date"

    @property
    def sentences(self) -> tuple[str, ...]:
        return (
            "Somebody has signed in or out at this computer since it was opened. "
            "Nothing was changed and nothing was sent.",
        )
