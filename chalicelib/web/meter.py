"""The line under a text message: how long it is, and which character makes it cost a part more."""

import re

from chalicelib.domain.text_length import GSM_ONE, UNICODE_ONE, measure
from chalicelib.web.words import counted

INSTEAD = {
    "’": "a plain apostrophe",
    "‘": "a plain apostrophe",
    "“": "plain quotation marks",
    "”": "plain quotation marks",
    "–": "a hyphen",
    "—": "a hyphen",
    "…": "three dots",
    "\u00a0": "a plain space",
}
"""What word processors put in by themselves, and what to type for it."""
DETAIL = re.compile(r"\{\{\s*(\w+)[^}]*\}\}")


def meter_words(text: str) -> str:
    """
    What static/app.js shows while typing, for those without it; empty for an empty text.

    A detail counts as long as its name: what it will be differs from patient to patient.
    """
    if not text:
        return ""
    size = measure(DETAIL.sub(r"\1", text))
    said = f"{counted(size.characters, 'character')}. "
    if size.segments <= 1:
        said += "Each patient’s text will use 1 message (3 credits)."
    else:
        room = GSM_ONE if size.costly_character is None else UNICODE_ONE
        too_many = counted(size.units - room, "character")
        said += f"Will use {size.segments} segments. Remove {too_many} to fit in one."
    if size.costly_character is not None:
        said += because(size.costly_character)
    return said


def because(costly: str) -> str:
    """Which character makes the parts short, and what to type instead of it."""
    seen = f"“{costly}”" if costly.isprintable() and not costly.isspace() else code_of(costly)
    instead = f" Type {INSTEAD[costly]} instead." if costly in INSTEAD else ""
    return f" {seen} is not in the text alphabet: 70 characters a part.{instead}"


def code_of(character: str) -> str:
    """The name of what cannot be seen."""
    return f"An invisible character (U+{ord(character):04X})"
