"""Finding patients, and one patient with everyone through whom we reach them."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Option, Page, Pager
from chalicelib.web.words import Tag

TAB = "Patients"


@dataclass(frozen=True, kw_only=True)
class PatientRow:
    """One patient of the list; `reached` says how: [Text], or [No method]."""

    name: str
    href: str
    born: str
    contacts: str
    reached: Tag


@dataclass(frozen=True, kw_only=True)
class PatientsPage(Page):
    """The list; the search is a GET with `search`."""

    template: ClassVar[str] = "pages/patients.html"
    heading: ClassVar[str] = TAB
    tab: ClassVar[str] = TAB
    rows: tuple[PatientRow, ...] = ()
    search: str = ""
    total: int | None = None
    pager: Pager | None = None


@dataclass(frozen=True, kw_only=True)
class MethodLine:
    """One of the five methods of a contact: its address, and whether it can be used."""

    method: str
    address: str
    status: Tag
    note: str = ""
    """“Differs from your practice system”, or empty."""


@dataclass(frozen=True, kw_only=True)
class ChoiceLine:
    """What holds for one need and where it comes from: “chosen by the contact, Mar 3”."""

    need: str
    choice: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class ContactCard:
    """One contact of a patient; `edit_href` leads to correcting it."""

    name: str
    relationship: str
    language: str
    edit_href: str
    may_receive: bool
    do_not_contact: bool
    methods: tuple[MethodLine, ...]
    choices: tuple[ChoiceLine, ...]
    consent: str = ""


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """A message that this patient’s contacts were sent."""

    message: str
    href: str
    contact: str
    method: str
    status: Tag
    at: Moment


@dataclass(frozen=True, kw_only=True)
class VisitRow:
    """An appointment of this patient."""

    at: Moment
    provider: str
    location: str
    status: Tag


@dataclass(frozen=True, kw_only=True)
class PatientPage(Page):
    """One patient."""

    template: ClassVar[str] = "pages/patient.html"
    tab: ClassVar[str] = TAB
    name: str
    born: str
    language: str
    recall: str
    """“Check-up due Dec 31, 2026”, or empty."""
    contacts: tuple[ContactCard, ...] = ()
    visits: tuple[VisitRow, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    pager: Pager | None = None
    """Of everything sent."""

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, kw_only=True)
class StopLine:
    """
    An address that is not used, and why; the button posts `method` and `kind` to `action`.

    `button` is empty for those who may not lift it.
    """

    address: str
    reason: Tag
    since: Moment
    method: str
    kind: str
    action: str
    button: str = ""
    asks_source: bool = False
    """Somebody asked for it, so somebody has to ask again; how, is on record."""


@dataclass(frozen=True, kw_only=True)
class Stopping:
    """“Stop what?” posts `stop` (several) and `source`; “instead” posts `instead`."""

    action: str
    offered: tuple[Option, ...]
    """What they can ask us to stop: “Texts to (212) 555-0134”."""
    sources: tuple[Option, ...]
    """How they told us, for the record."""
    instead_action: str = ""
    instead: tuple[Option, ...] = ()
    """How else they can be reached, where the way that they chose is stopped; else empty."""


NOTHING_TO_STOP = Stopping(action="", offered=(), sources=())


@dataclass(frozen=True, kw_only=True)
class ConsentLine:
    """One time that they allowed us something or took it back; `by` is empty if they did it."""

    said: Tag
    about: str
    at: Moment
    source: str
    by: str


@dataclass(frozen=True, kw_only=True)
class ContactPage(Page):
    """
    Correcting a contact and noting what they chose.

    Posts `name`, `language`, the five methods by their keys, `preferred_method`,
    `need_appointment` and so on, `do_not_contact` (“yes” when ticked) and the `version` that was
    looked at to `action`.
    """

    template: ClassVar[str] = "pages/contact.html"
    tab: ClassVar[str] = TAB
    action: str
    back_href: str
    name: str
    patients: str
    version: int = 0
    language: str = ""
    languages: tuple[Option, ...] = ()
    methods: tuple[tuple[str, str], ...] = ()
    """The five method keys with what is in them, in order."""
    preferred_method: str = ""
    needs: tuple[tuple[str, str], ...] = ()
    """The five needs with their choice, empty where nothing was said."""
    choices: tuple[Option, ...] = ()
    do_not_contact: bool = False
    stops: tuple[StopLine, ...] = ()
    stopping: Stopping = NOTHING_TO_STOP
    consents: tuple[ConsentLine, ...] = ()
    proof_href: str = ""
    """Where the proof file is made; empty for those who may not."""

    @property
    def heading(self) -> str:
        return f"Correct {self.name}" if self.name else "Correct this contact"
