"""What a call says: before a key is pressed only who calls, afterwards the message itself."""

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

OPENING = {
    "en": (
        "This is a message from {practice} for the family of {patient}.",
        "To call us back, dial {number}.",
        "Press 1 to hear it. Press 9 to stop these calls.",
    ),
    "es": (
        "Este es un mensaje de {practice} para la familia de {patient}.",
        "Para devolvernos la llamada, marque {number}.",
        "Oprima 1 para escucharlo. Oprima 9 para no recibir más estas llamadas.",
    ),
}
CONFIRM = {
    "en": "Press 1 again to confirm.",
    "es": "Oprima 1 otra vez para confirmar.",
}
CALL_BACK = {"en": "Our number is {number}.", "es": "Nuestro número es {number}."}
NO_NAMES: Mapping[str, str] = MappingProxyType({})
NOT_SPOKEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML cannot hold."""


def opening_ssml(
    *,
    practice_name: str,
    first_name: str,
    call_back: str,
    language: str,
    colloquial_names: Mapping[str, str] = NO_NAMES,
) -> str:
    """
    Who calls and for whom, the number to call back, and the two keys; no detail of the message.

    A voicemail, or whoever else picks up, hears no more than this.
    """
    who, number, keys = OPENING.get(language, OPENING["en"])
    sentences = [
        who.format(
            practice=_spoken(practice_name, colloquial_names),
            patient=_spoken(first_name, colloquial_names),
        ),
        *_with_number(number, call_back),
        keys,
    ]
    return _document(sentences)


def details_ssml(
    script: str,
    *,
    call_back: str,
    language: str,
    may_confirm: bool,
    colloquial_names: Mapping[str, str] = NO_NAMES,
) -> str:
    """The filled script as a voice reads it; a reminder of a visit can be confirmed with a key."""
    sentences = [_spoken(line, colloquial_names) for line in script.splitlines() if line.strip()]
    sentences += _with_number(CALL_BACK.get(language, CALL_BACK["en"]), call_back)
    if may_confirm:
        sentences.append(CONFIRM.get(language, CONFIRM["en"]))
    return _document(sentences)


def spoken(text: str, colloquial_names: Mapping[str, str]) -> str:
    """Names as a voice says them: whole words only, the longest name first, each once."""
    names = sorted((name for name in colloquial_names if name), key=len, reverse=True)
    if not names:
        return text
    pattern = "|".join(re.escape(name) for name in names)
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda hit: colloquial_names[hit[0]], text)


def _spoken(text: str, colloquial_names: Mapping[str, str]) -> str:
    return escape(NOT_SPOKEN.sub("", spoken(text.strip(), colloquial_names)))


def _with_number(sentence: str, practice_phone: str) -> list[str]:
    digits = re.sub(r"[^0-9+]+", "-", practice_phone).strip("-")
    if not digits:
        return []
    number = f'<say-as interpret-as="telephone">{digits}</say-as>'
    return [sentence.format(number=number)]


def _document(sentences: list[str]) -> str:
    return f"<speak>{''.join(f'<p>{sentence}</p>' for sentence in sentences)}</speak>"
