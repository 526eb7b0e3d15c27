"""The first step: what the message is about and what it says, English and Spanish side by side."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.campaign_page import CampaignPage
from chalicelib.web.pages.page import Option
from chalicelib.web.pages.used_messages import UsedMessage


@dataclass(frozen=True, kw_only=True)
class Detail:
    """Something that is filled in for each patient, such as patient_first_name."""

    field: str
    meaning: str
    only: str = ""
    """The one part in which it may stand, “email”; empty for all."""


@dataclass(frozen=True, kw_only=True)
class FilledIn:
    """A detail of a broadcast that staff fill in once for all, such as clinic_date."""

    field: str
    label: str
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class NewDetail:
    """Room for one more of them: a name, and what it says; empty until staff type there."""

    number: int
    label: str = ""
    """“Clinic date”, which the words call clinic_date."""
    value: str = ""

    @property
    def name_field(self) -> str:
        return f"new_detail_{self.number}"

    @property
    def value_field(self) -> str:
        return f"new_value_{self.number}"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The texts of one language, as typed; the inputs are named `<code>_subject` and so on."""

    code: str
    """“en” or “es”."""
    subject: str = ""
    email: str = ""
    text: str = ""
    phone: str = ""
    meter: str = ""
    """“148 characters. Each patient’s text will use 1 message (3 credits)”."""

    @property
    def language(self) -> str:
        return {"en": "English", "es": "Spanish"}[self.code]


@dataclass(frozen=True, kw_only=True)
class MessageStepPage(CampaignPage):
    """
    Writing the message; for broadcasts only subject and email are shown.

    Posts to `action`: name, need, `en_subject`, `en_email`, `en_text`, `en_phone`, the same with
    `es_`, `value_<field>` for each of `filled_in`, `new_detail_1` with `new_value_1` and so on for
    `new_details`, `acknowledged_email_fields`, what `hidden` carries along, and `save=draft` for
    the second button. “Start from” is a GET of `start_action` with `start`: `template:<id>` or
    `used:<campaign id>`.
    """

    template: ClassVar[str] = "pages/message_step.html"
    action: str
    start_action: str
    name: str = ""
    need: str = ""
    needs: tuple[Option, ...] = ()
    wordings: tuple[Wording, ...] = (Wording(code="en"), Wording(code="es"))
    details: tuple[Detail, ...] = ()
    templates: tuple[Option, ...] = ()
    used: tuple[UsedMessage, ...] = ()
    used_href: str = ""
    """Where all messages used before are listed; empty while there are none."""
    started_from: str = ""
    """“Started from the template Well visit due.”, or empty."""
    filled_in: tuple[FilledIn, ...] = ()
    new_details: tuple[NewDetail, ...] = ()
    asks_acknowledgement: bool = False
    """An email says why a patient is to come: then staff have to allow it with open eyes."""
    is_acknowledged: bool = False
    hidden: tuple[tuple[str, str], ...] = ()

    @property
    def heading(self) -> str:
        return "Write the message" if self.is_personalized else "Write the email"
