"""How many parts a text message takes on the way to a phone, and which character costs."""

from dataclasses import dataclass

SEGMENTS_PER_TEXT = 10
"""SNS carries at most 1,600 characters in one Publish."""

GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_7_EXTENDED = frozenset("^{}\\[~]|€\f")
"""Each takes two places (3GPP TS 23.038)."""

GSM_ONE, GSM_MANY = 160, 153
UNICODE_ONE, UNICODE_MANY = 70, 67


@dataclass(frozen=True)
class TextLength:
    """Size of a text: `characters` as written, `units` as counted by carriers."""

    characters: int
    units: int
    segments: int
    units_per_segment: int
    costly_character: str | None
    """The first character that turns the text to Unicode, or None."""


def measure(text: str) -> TextLength:
    """Count the segments of a text, as carriers bill them; an empty text has none."""
    costly = next((c for c in text if c not in GSM_7 and c not in GSM_7_EXTENDED), None)
    if costly is None:
        sizes = [2 if character in GSM_7_EXTENDED else 1 for character in text]
        one, many = GSM_ONE, GSM_MANY
    else:
        sizes = [2 if ord(character) > 0xFFFF else 1 for character in text]
        one, many = UNICODE_ONE, UNICODE_MANY
    units = sum(sizes)
    if units <= one:
        return TextLength(len(text), units, min(units, 1), one, costly)
    return TextLength(len(text), units, _parts(sizes, room=many), many, costly)


def _parts(sizes: list[int], *, room: int) -> int:
    """A character of two places never straddles two parts."""
    parts, used = 1, 0
    for size in sizes:
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts
