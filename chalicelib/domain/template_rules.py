"""What a staff text may say where: which details, how long, and what never."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chalicelib.domain.speaking_time import SECONDS_PER_CALL, is_too_long_to_say, speaking_seconds
from chalicelib.domain.templates import (
    EMAIL_CHARACTERS,
    EMAIL_ONLY_FIELDS,
    PATIENT_FIELDS,
    PHONE_CHARACTERS,
    PRACTICE_FIELDS,
    SUBJECT_CHARACTERS,
    TEXT_CHARACTERS,
    Kind,
    Texts,
)

EXTRA_FIELDS = 20
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
NOT_FIELD_NAMES = frozenset(
    {"and", "or", "not", "in", "is", "if", "elif", "else", "endif"}
    | {"true", "false", "none", "self", "loop", "super", "caller"}
)
"""Words that the template language keeps for itself."""
CHARACTERS = {
    "subject": SUBJECT_CHARACTERS,
    "email": EMAIL_CHARACTERS,
    "text": TEXT_CHARACTERS,
    "phone": PHONE_CHARACTERS,
}
WHERE = {
    "subject": "a subject",
    "email": "an email",
    "text": "a text message",
    "phone": "a call",
}
REPLY_CANCEL = re.compile(
    r"\b(?:reply|respond|text|send|answer|type|write|responda|responder|conteste|env[ií]e|escriba|mande)"
    r"(?:[^\w.!?]+(?:with|back|by|the|word|us|a|con|la|palabra|el|texto))*[^\w.!?]+cancel(?:ar)?\b",
    re.I,
)


@dataclass(frozen=True)
class TemplatePart:
    """One of the four texts of one language; empty if there is none."""

    language: str
    name: str
    text: str

    @property
    def key(self) -> str:
        """As errors name it: “texts.en.subject”."""
        return f"texts.{self.language}.{self.name}"


def parts_of(language: str, texts: Texts) -> tuple[TemplatePart, ...]:
    """The four parts of one language."""
    return tuple(TemplatePart(language, name, getattr(texts, name)) for name in CHARACTERS)


def known_fields(extra_fields: Iterable[str]) -> tuple[str, ...]:
    """Every detail there is, whether or not it may stand in a certain text."""
    return (*PATIENT_FIELDS, *PRACTICE_FIELDS, *extra_fields)


def field_problem(field: str, *, part: TemplatePart, kind: Kind) -> str | None:
    """Why a known detail may not stand in this text, if so."""
    shown = f"{{{{ {field} }}}}"
    if kind is Kind.BROADCAST and field in PATIENT_FIELDS:
        return (
            f"{shown} differs from patient to patient, and a broadcast is the same for all. "
            "Remove it, or write a personalized message."
        )
    if field in EMAIL_ONLY_FIELDS and part.name != "email":
        return (
            f"{shown} must not stand in {WHERE[part.name]}. Only the text of an email may say it."
        )
    return None


def needs_acknowledgement(fields: Iterable[str], *, part: TemplatePart) -> str | None:
    """The detail of an email that staff have to allow with open eyes, if there is one."""
    if part.name != "email":
        return None
    return next((field for field in sorted(fields) if field in EMAIL_ONLY_FIELDS), None)


def text_problems(part: TemplatePart) -> Iterator[str]:
    """What is wrong with the bare text, whatever details it has."""
    limit = CHARACTERS[part.name]
    if len(part.text) > limit:
        yield f"Write at most {limit:,} characters; these are {len(part.text):,}."
    if any(is_control(character, part=part) for character in part.text):
        yield (
            "A subject is one line, without tabs."
            if part.name == "subject"
            else "There is a character in it that cannot be sent. Type it anew."
        )
    if part.name == "phone" and is_too_long_to_say(part.text, language=part.language):
        seconds = speaking_seconds(part.text, language=part.language)
        yield f"Said aloud, this takes about {seconds} seconds; a call has {SECONDS_PER_CALL}."
    if REPLY_CANCEL.search(part.text):
        yield "Do not ask for “reply CANCEL”: it stops all messages to that number."


def is_control(character: str, *, part: TemplatePart) -> bool:
    """Whether it could break a header, or is none that anybody types."""
    if part.name != "subject" and character in "\n\t":
        return False
    return unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs")


def extra_field_problems(extra_fields: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Details of staff’s own whose name cannot be used, with the reason."""
    fields = tuple(extra_fields)
    if len(fields) > EXTRA_FIELDS:
        yield "", f"Use at most {EXTRA_FIELDS} details of your own."
    for field in dict.fromkeys(fields):
        if not FIELD_NAME.fullmatch(field) or field in NOT_FIELD_NAMES:
            yield field, "Name it with small letters and underlines, such as clinic_date."
        elif field in PATIENT_FIELDS or field in PRACTICE_FIELDS:
            yield field, f"{{{{ {field} }}}} is there already. Choose another name."
