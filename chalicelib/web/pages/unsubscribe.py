"""What a reader of an announcement sees: a page that asks, and one that says it is done."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Page


@dataclass(frozen=True, kw_only=True)
class UnsubscribePage(Page):
    """Shown by GET, changes nothing; the button posts to `action`, without a session."""

    template: ClassVar[str] = "pages/unsubscribe.html"
    action: str
    practice_name: str
    language: str = "en"

    @property
    def heading(self) -> str:
        if self.language == "es":
            return "¿Dejar de recibir anuncios?"
        return "Stop announcements by email?"

    @property
    def tab(self) -> str:
        return self.practice_name


@dataclass(frozen=True, kw_only=True)
class UnsubscribedPage(Page):
    """Said after the button, and again as often as it is pressed."""

    template: ClassVar[str] = "pages/unsubscribed.html"
    practice_name: str
    practice_phone: str = ""
    language: str = "en"

    @property
    def heading(self) -> str:
        return "Listo" if self.language == "es" else "Done"

    @property
    def tab(self) -> str:
        return self.practice_name


@dataclass(frozen=True, kw_only=True)
class UnsubscribeInvalidPage(Page):
    """The link was cut off or changed on the way."""

    template: ClassVar[str] = "pages/unsubscribe_invalid.html"
    heading: ClassVar[str] = "This link does not work"
    tab: ClassVar[str] = "Announcements"
