"""What we text back by ourselves: confirmations, help, the question which one, and at night."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.practices import Practice
from chalicelib.domain.reply_words import LETTERS

STOPPED = {
    "en": "{practice}: you will get no more texts from us. Reply START to get them again.",
    "es": "{practice}: no recibirá más mensajes de nosotros. Responda START para recibirlos.",
}
STARTED = {
    "en": "{practice}: you will get our texts again. Reply HELP for help, STOP to end them.",
    "es": "{practice}: recibirá nuestros mensajes otra vez. Responda AYUDA o STOP.",
}
HELP = {
    "en": "{practice}: for help call {phone}. Emergency: 911. Reply STOP to end texts.",
    "es": "{practice}: si necesita ayuda llame al {phone}. Emergencia: 911. STOP para no recibir más.",
}
NIGHT = {
    "en": "{practice}: Nobody reads this now. Emergency: 911. Urgent: {phone}.",
    "es": "{practice}: Nadie lee esto ahora. Emergencia: 911. Urgente: {phone}.",
}
WHICH = {
    "en": "{practice}: Which one? Reply {choices}, or ALL.",
    "es": "{practice}: ¿Cuál? Responda {choices}, o TODAS.",
}


@dataclass(frozen=True)
class Visit:
    """One choice of the question: whose visit, and when."""

    first_name: str
    starts_at: datetime


def said(words: Mapping[str, str], practice: Practice, *, language: str) -> str:
    """One of the texts above, in that language."""
    phone = practice.reply_to_phone or practice.phone
    return words.get(language, words["en"]).format(practice=practice.name, phone=shown(phone))


def question(practice: Practice, visits: Sequence[Visit], *, language: str) -> str:
    """“Which one? Reply A Ben 9:00, B Ana 9:20, or ALL.” With the day where days differ."""
    zone = practice.time_zone
    days = {visit.starts_at.astimezone(zone).date() for visit in visits}
    named = [
        f"{letter} {visit.first_name} {_when(visit.starts_at, zone, with_day=len(days) > 1)}".strip()
        for letter, visit in zip(LETTERS, visits, strict=False)
    ]
    words = WHICH.get(language, WHICH["en"])
    return words.format(practice=practice.name, choices=", ".join(named))


def shown(number: str) -> str:
    """An American number as it is dialled: 212-555-0100."""
    if len(number) == len("+12125550100") and number.startswith("+1"):
        return f"{number[2:5]}-{number[5:8]}-{number[8:]}"
    return number


def _when(at: datetime, zone: ZoneInfo, *, with_day: bool) -> str:
    local = at.astimezone(zone)
    time = f"{local.hour % 12 or 12}:{local.minute:02d}"
    return f"{local.month}/{local.day} {time}" if with_day else time
