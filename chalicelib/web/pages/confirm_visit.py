"""What a reader of a reminder by email sees: a page that asks, and one that says it is done."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Page


@dataclass(frozen=True, kw_only=True)
class ConfirmVisitPage(Page):
    """Shown by GET, changes nothing; the button posts to `action`, without a session."""

    template: ClassVar[str] = "pages/confirm_visit.html"
    action: str
    practice_name: str
    practice_phone: str = ""
    visits: tuple[str, ...] = ()
    """“Tuesday, December 1, 9:00 AM”; no name, and no reason."""
    is_done: bool = False
    language: str = "en"

    @property
    def heading(self) -> str:
        if self.language == "es":
            if not self.visits:
                return "Esta cita ha cambiado"
            return "Gracias" if self.is_done else "¿Confirmar esta cita?"
        if not self.visits:
            return "This appointment has changed"
        return "Thank you" if self.is_done else "Confirm this appointment?"

    @property
    def tab(self) -> str:
        return self.practice_name


@dataclass(frozen=True, kw_only=True)
class ConfirmInvalidPage(Page):
    """The link was cut off or changed on the way."""

    template: ClassVar[str] = "pages/unsubscribe_invalid.html"
    heading: ClassVar[str] = "This link does not work"
    tab: ClassVar[str] = "Appointments"
