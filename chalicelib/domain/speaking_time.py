"""How long a voice takes to say a script: a call whose message is too long is hung up on."""

import re

SECONDS_PER_CALL = 60
"""The most that the message of a call may take, said once."""
WORDS_PER_MINUTE = {"en": 150, "es": 150}
"""A little slower than Amazon Polly’s voices Joanna and Lupe: rather too careful than cut off."""
WORDS_PER_DETAIL = 3
"""“Monday, November 23”, “Dr. Adams”, “9 in the morning”."""

DETAIL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
CONDITION = re.compile(r"\{%.*?%\}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d")
"""Letters that belong together, and each digit: a number is said one by one."""


def speaking_seconds(script: str, *, language: str) -> int:
    """About how long this takes to say; a detail that is not filled in counts a few words."""
    details = len(DETAIL.findall(script))
    plain = CONDITION.sub(" ", DETAIL.sub(" ", script))
    words = len(WORD.findall(plain)) + WORDS_PER_DETAIL * details
    per_minute = WORDS_PER_MINUTE.get(language, WORDS_PER_MINUTE["en"])
    return -(-words * 60 // per_minute)


def is_too_long_to_say(script: str, *, language: str) -> bool:
    """Whether it takes more than the minute that a call has."""
    return speaking_seconds(script, language=language) > SECONDS_PER_CALL
