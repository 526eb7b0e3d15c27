"""Pages for when something is not there, not allowed, already done, or went wrong on our side."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Page

TAB = "Problem"


@dataclass(frozen=True, kw_only=True)
class ProblemPage(Page):
    """The common shape: a heading, sentences, and where to go."""

    template: ClassVar[str] = "pages/problem.html"
    tab: ClassVar[str] = TAB

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to read, a paragraph each."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class NotFoundPage(ProblemPage):
    """404; the same for what is another practice’s."""

    heading: ClassVar[str] = "We could not find that page"

    @property
    def sentences(self) -> tuple[str, ...]:
        return ("It may have been a draft that was discarded.",)


@dataclass(frozen=True, kw_only=True)
class NotAllowedPage(ProblemPage):
    """403 for want of a right; `ask` names whom to ask."""

    right: str
    """What it takes, in words: “buy credits”."""
    ask: str = ""

    @property
    def heading(self) -> str:
        return f"You cannot {self.right}"

    @property
    def sentences(self) -> tuple[str, ...]:
        whom = self.ask or "an administrator of your practice"
        return ("Nothing was changed.", f"Ask {whom} to do it, or to give you the right.")


@dataclass(frozen=True, kw_only=True)
class SignedOutPage(ProblemPage):
    """403 because the session ended; `typed` holds (label, text) of what was posted."""

    template: ClassVar[str] = "pages/signed_out.html"
    heading: ClassVar[str] = "You are signed out"
    next_path: str = ""
    kept: str = ""
    """The whole form, signed, to be filled in again after signing in; empty if it cannot be."""
    typed: tuple[tuple[str, str], ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        return ("After 15 minutes without use we sign you out. Nothing was sent.",)


@dataclass(frozen=True, kw_only=True)
class ConflictPage(ProblemPage):
    """409: somebody was faster, or it is no longer in that state."""

    what: str
    """“R. Alvarez sent this at 9:40 am.”"""
    go_href: str
    go_text: str

    template: ClassVar[str] = "pages/conflict.html"
    heading: ClassVar[str] = "This has changed meanwhile"

    @property
    def sentences(self) -> tuple[str, ...]:
        return (self.what, "What you pressed has changed nothing.")


@dataclass(frozen=True, kw_only=True)
class BrokenPage(ProblemPage):
    """500; `nothing_happened` only where that is true."""

    heading: ClassVar[str] = "Something went wrong on our side"

    reference: str
    nothing_happened: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        if self.nothing_happened:
            said = "Nothing was sent and no credits were spent since the last page you saw."
        else:
            said = "Check Messages Sent before trying again."
        return (said, f"Reference {self.reference}.")
