"""The words that staff keep: versions of texts in two languages, and the details they may use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.preferences import Need

LANGUAGES = ("en", "es")
EMAIL_CHARACTERS = 20_000
SUBJECT_CHARACTERS = 150
TEXT_CHARACTERS = 1_000
PHONE_CHARACTERS = 1_500


class Kind(StrEnum):
    """Whether each patient gets their own message, or each address the same one."""

    PERSONALIZED = "personalized"
    BROADCAST = "broadcast"


PATIENT_FIELDS = (
    "patient_first_name",
    "patient_last_name",
    "contact_name",
    "appointment_date",
    "appointment_time",
    "provider",
    "location",
    "recall_reason",
)
PRACTICE_FIELDS = ("practice_name", "practice_phone")
EMAIL_ONLY_FIELDS = frozenset({"recall_reason"})
"""Minimum necessary: never in a text, a call or a subject; in an email with a warning."""


@dataclass(frozen=True)
class Texts:
    """One language’s wording; an empty part means that there is none for that channel."""

    subject: str = ""
    email: str = ""
    text: str = ""
    phone: str = ""

    def has(self, channel: Channel) -> bool:
        return bool({"email": self.email, "text": self.text, "phone": self.phone}[channel])


@dataclass(frozen=True)
class Template:
    """One version of a template; a newer version never changes an older one."""

    practice_id: str
    id: str
    version: int
    name: str
    need: Need
    kind: Kind
    texts: Mapping[str, Texts]
    saved_by: str
    saved_at: datetime
    extra_fields: tuple[str, ...] = ()
    """Details that staff fill in once per broadcast (a date, a time)."""


def texts_for(
    texts: Mapping[str, Texts], *, language: str, channel: Channel
) -> tuple[str, Texts] | None:
    """The wording for a language, else English, with the language it is in; None without any."""
    for candidate in (language, "en"):
        held = texts.get(candidate)
        if held is not None and held.has(channel):
            return candidate, held
    return None
