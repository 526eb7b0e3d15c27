"""Replies that sound urgent stand on top of the inbox; that is an aid to sort, and no promise."""

import re

from chalicelib.domain.plain_words import plain

URGENT = re.compile(
    r"\b(?:urgent|urgently|emergency|911|er|ambulance|hospital|asap|immediately|bleeding|blood"
    r"|breathe|breathing|choking|choked|wheezing|unconscious|unresponsive|faint|fainted|passed out"
    r"|seizure|seizures|convulsing|overdose|poison|poisoned|swallowed|allergic reaction"
    r"|anaphylaxis|swelling|chest pain|severe|suicide|suicidal|kill (?:my|him|her)self|hurt (?:my|him"
    r"|her)self|self harm|high fever|fever of 10[3-9]|10[3-9](?: [0-9])? fever|dehydrated|broken|broke"
    r"|head injury|hit (?:his|her|my) head|burned|burn|blue lips|not waking|wont wake|stiff neck"
    r"|urgente|emergencia|ambulancia|sangre|sangra|sangrando|respira|respirar|ahoga|ahogando"
    r"|desmayo|desmayo|inconsciente|convulsion|convulsiones|convulsiona|veneno|envenen\w+|trago"
    r"|alergica|pecho|suicid\w+|matarme|fiebre (?:alta|de (?:39|4[0-2]|10[3-9]))|golpe en la cabeza"
    r"|quemo|quemadura|fractura|no despierta)\b"
)


def sounds_urgent(text: str) -> bool:
    """Whether a word in it, English or Spanish, is one that staff would want to see first."""
    return URGENT.search(plain(text)) is not None
