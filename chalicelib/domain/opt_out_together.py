"""Words of two kinds that together ask to be left alone, in whatever order they stand."""

import re
from functools import cache

REMOVE = (
    r"(?:remov(?:e|ed|ing|al)|delet(?:e|ed|ing)|eras(?:e|ed)|unlist|exclud(?:e|ed)|omit|purge|scrub"
    r"|unenroll(?:ed)?|unregister(?:ed)?|opt(?:ed|ing)? out|get rid|taken? off|take off|off of"
    r"|unsubscrib\w+|disenroll(?:ed)?)"
)
OURS = (
    r"(?:me|us|myself|ourselves|numbers?|phone|cell|cellphone|mobile|lists?|system|database|texts?"
    r"|texting|messages|messaging|reminders|notifications|alerts|here|records)"
)
END = (
    r"(?:stop|stops|stopped|stopping|quit|end|ended|cease|discontinue|halt|terminate|suspend|disable"
    r"|deactivate|mute|silence|cancel|turn off|switch off|shut off|kill)"
)
SENT = (
    r"(?:texts?|texting|messages|messaging|sms|spam|notifications|alerts|reminders|communications?"
    r"|subscription|outreach|correspondence|mailings|contacting|spamming|nonsense|bs|crap|garbage"
    r"|harassing|harassment|contact)"
)
REFUSE = (
    r"(?:refuse|refusing|decline|declining|reject|rejecting|choose not|opt not|object|objecting|hate"
    r"|zero|sick|tired|fed up|done|had it|over it|annoyed|annoying|unwanted|crazy|insane|nuts"
    r"|no more|enough|unsolicited|illegal|harassing|harassment)"
)
THESE = r"(?:these|your|you|yall|this|those)"

MEANT_OTHERWISE = re.compile(
    r"\b(?:appointments?|appt|appts|visits?|slot|slots|booking|am|pm|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday|cards?|copay|charges?|bills?|billing|billed|duplicate|allerg\w+|meds?"
    r"|medications?|medicine|antibiotics?|insurance|emergency contacts?|class|school|coughing|crying"
    r"|vomiting|bleeding|eating|giving|taking|using|refills?|prescription|chart|login|password|portal"
    r"|form|forms|diagnosis|voicemail|results|link|email me|call me|him from|nurse|doctor said|of it"
    r"|payment|payments|wait|office|fever|surgery|end of|the end|weekend|when|what time|in spanish|test|tests"
    r"|(?<!to )stop by|week|today|tomorrow|kit|old|extra|add|pharmacy|trash|lab|labs|calendar|sooner)\b"
)
"""Where one of these stands as well, it is about something else, and other patterns decide."""


def are_together(sentence: str) -> bool:
    """Whether one sentence, in plain words, holds both."""
    return _together().search(sentence) is not None and not MEANT_OTHERWISE.search(sentence)


@cache
def _together() -> re.Pattern[str]:
    pairs = ((REMOVE, OURS), (END, SENT), (REFUSE, rf"{THESE}(?: \w+)? {SENT}"), (REFUSE, SENT))
    return re.compile(
        "|".join(rf"^(?=.*\b{one}\b)(?=.*\b{other}\b)" for one, other in dict.fromkeys(pairs))
    )
