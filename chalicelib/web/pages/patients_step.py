"""The second step of a personalized message: which patients it is for."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.campaign_page import CampaignPage
from chalicelib.web.pages.page import Option
from chalicelib.web.words import Tag


@dataclass(frozen=True, kw_only=True)
class PatientChoice:
    """One patient to tick; `method` is the tag of how they are reached, or [No method]."""

    patient_id: str
    name: str
    href: str
    born: str
    contact: str
    method: Tag
    is_chosen: bool
    lacks_method: bool = False


@dataclass(frozen=True, kw_only=True)
class PatientsStepPage(CampaignPage):
    """
    Choosing patients; every radio of `audience` posts to `action` with its own fields.

    Posts `audience` (one of `patients`, `everyone`, `appointments`, `recall_due_before`),
    `patients` (ids, repeated), `date`, `provider`, `location`, `recall_due_before`, `tells_again`,
    `search`, what `hidden` carries along, and `do`: `search` shows this page again with what was
    ticked kept in `also_chosen`; `create` goes on.
    """

    template: ClassVar[str] = "pages/patients_step.html"
    heading: ClassVar[str] = "Who is it for?"
    action: str
    message_name: str
    back_href: str
    audience: str = "patients"
    search: str = ""
    rows: tuple[PatientChoice, ...] = ()
    are_more: bool = False
    """Whether there are others than the first 50, which `rows` are."""
    also_chosen: tuple[str, ...] = ()
    """Ids chosen that are not among `rows`, carried along."""
    chosen: int = 0
    date: str = ""
    provider: str = ""
    providers: tuple[Option, ...] = ()
    location: str = ""
    locations: tuple[Option, ...] = ()
    recall_due_before: str = ""
    tells_again: bool = False
    resent: int = 0
    """How many messages are sent again, where this group is made of those."""
    handed_over: str = ""
    """“From the schedule: the 14 listed on Nov 24”, when the list came from there."""
    is_digest: bool = False
    """One message for each household was chosen."""
    hidden: tuple[tuple[str, str], ...] = ()
