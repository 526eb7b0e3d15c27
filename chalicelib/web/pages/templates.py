"""The wordings that the practice keeps: the list, and one of them to edit."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.message_step import Detail, Wording
from chalicelib.web.pages.page import Filter, Option, Page

TAB = "Templates"


@dataclass(frozen=True, kw_only=True)
class TemplateRow:
    """One template of the list; the words are ready: “English, Spanish”, “Email, text, phone”."""

    name: str
    href: str
    kind: str
    need: str
    languages: str
    channels: str
    version: int
    at: Moment
    by: str


@dataclass(frozen=True, kw_only=True)
class TemplatesPage(Page):
    """The list, by need."""

    template: ClassVar[str] = "pages/templates.html"
    heading: ClassVar[str] = TAB
    tab: ClassVar[str] = TAB
    rows: tuple[TemplateRow, ...] = ()
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    """An earlier version, to look at or to go back to."""

    version: int
    href: str
    at: Moment
    by: str
    is_shown: bool = False


@dataclass(frozen=True, kw_only=True)
class TemplatePage(Page):
    """
    Writing a template; saving makes a new version and changes no message already made.

    Posts `name`, `need`, `kind` (new ones only), the texts (`en_subject`, …), `extra_fields`
    (broadcasts) and `acknowledged_email_fields` (“yes” when ticked) to `action`.
    """

    template: ClassVar[str] = "pages/template.html"
    tab: ClassVar[str] = TAB
    action: str
    is_new: bool
    name: str = ""
    kind: str = "personalized"
    need: str = ""
    needs: tuple[Option, ...] = ()
    wordings: tuple[Wording, ...] = (Wording(code="en"), Wording(code="es"))
    details: tuple[Detail, ...] = ()
    extra_fields: str = ""
    """Details that staff fill in once per broadcast: “clinic_date, clinic_time”."""
    asks_acknowledgement: bool = False
    """There is a detail in an email that has to be allowed with open eyes."""
    is_acknowledged: bool = False
    version: int = 0
    is_newest: bool = True
    saved: str = ""
    """“Saved Nov 3, 9:40 am by R. Alvarez”, or empty."""
    versions: tuple[VersionRow, ...] = ()

    @property
    def heading(self) -> str:
        return "New template" if self.is_new else self.name or "Template"
