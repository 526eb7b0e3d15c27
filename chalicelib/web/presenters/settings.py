"""Settings as a page: the practice’s details as kept or as typed, and the keys of its systems."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import time

from chalicelib.domain.contact_methods import Address, ContactMethod, shown
from chalicelib.domain.open_hours import DAYS, Day, OpenHours
from chalicelib.domain.practices import Practice
from chalicelib.domain.quiet_hours import FLOOR
from chalicelib.exchange.ports import ApiKey
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.page import Frame, Option
from chalicelib.web.pages.settings import ApiKeyPage, ApiKeyRow, OpenDay, SettingsPage
from chalicelib.web.words import RIGHTS, counted, listed

ZONES = (
    Option(value="America/New_York", label="Eastern (New York)"),
    Option(value="America/Chicago", label="Central (Chicago)"),
    Option(value="America/Denver", label="Mountain (Denver)"),
    Option(value="America/Phoenix", label="Mountain without summer time (Phoenix)"),
    Option(value="America/Los_Angeles", label="Pacific (Los Angeles)"),
    Option(value="America/Anchorage", label="Alaska (Anchorage)"),
    Option(value="Pacific/Honolulu", label="Hawaii (Honolulu)"),
    Option(value="America/Puerto_Rico", label="Atlantic (San Juan)"),
    Option(value="Pacific/Guam", label="Chamorro (Guam)"),
)
HOURS = tuple(
    Option(value=str(hour), label=f"{hour % 12 or 12}:00 {'am' if hour < 12 else 'pm'}")
    for hour in range(FLOOR.opens, FLOOR.closes + 1)
)
"""What may be chosen as the first and the last hour for texts and calls."""
FIELDS = {"colloquial_names": "spoken_names"}
"""Where the page calls a field otherwise than the exchange."""


@dataclass(frozen=True)
class Typed:
    """What stands in the fields of the form."""

    name: str
    phone: str
    postal_address: str
    zone: str
    reply_to_email: str
    reply_to_phone: str
    low_at: str
    opens: str
    closes: str
    per_day: str
    per_week: str
    spoken_names: str
    open_days: tuple[tuple[str, str], ...]
    """From and to, Monday first; two empty ones: closed."""
    message_days: str


def typed_of(practice: Practice, *, message_days: int) -> Typed:
    """The practice’s details as they stand in the fields; so many days if it chose none."""
    days = message_days if practice.message_days is None else practice.message_days
    return Typed(
        name=practice.name,
        phone=_number(practice.phone),
        postal_address=practice.postal_address,
        zone=practice.zone,
        reply_to_email=practice.reply_to_email,
        reply_to_phone=_number(practice.reply_to_phone),
        low_at=str(practice.low_at),
        opens=str(practice.hours.opens),
        closes=str(practice.hours.closes),
        per_day=str(practice.caps.per_day),
        per_week=str(practice.caps.per_week),
        spoken_names="\n".join(
            f"{written} = {said}" for written, said in practice.colloquial_names.items()
        ),
        open_days=tuple(map(_day, practice.open_hours.days)),
        message_days=str(days),
    )


def settings_page(
    frame: Frame,
    *,
    typed: Typed,
    practice: Practice,
    keys: Sequence[ApiKey],
    key_name: str = "",
    key_rights: Sequence[str] = (),
    who: Sequence[str] = (),
    errors: tuple[FieldError, ...] = (),
) -> SettingsPage:
    """The whole page; keys are for administrators only, others read whom (`who`) to ask."""
    known = {zone.value for zone in ZONES}
    own = (
        ()
        if typed.zone in known or not typed.zone
        else (Option(value=typed.zone, label=typed.zone),)
    )
    reply_credits = practice.credits_per_reply
    return SettingsPage(
        frame=frame,
        **(asdict(typed) | {"open_days": _open_days(typed)}),
        text_number=_number(practice.text_number),
        reply_price="free" if reply_credits == 0 else counted(reply_credits, "credit"),
        zones=(*ZONES, *own),
        hours=HOURS,
        who_can_change=" or ".join(who),
        keys=tuple(ApiKeyRow(name=key.name, rights=_rights_in_words(key.rights)) for key in keys),
        key_name=key_name,
        key_rights=tuple(key_rights),
        rights=tuple(
            Option(value=right, label=words.capitalize()) for right, words in RIGHTS.items()
        ),
        errors=errors,
    )


def api_key_page(frame: Frame, *, name: str, text: str, rights: frozenset[str]) -> ApiKeyPage:
    """The new key, this once."""
    return ApiKeyPage(frame=frame, name=name, text=text, rights=_rights_in_words(rights))


def read_spoken_names(typed: str) -> Mapping[str, str] | None:
    """“Dr Smith = Doctor Smith”, one on a line; None if a line has no equals sign."""
    lines = [line for line in typed.split("\n") if line.strip()]
    if not all("=" in line for line in lines):
        return None
    pairs = [line.partition("=") for line in lines]
    return {written.strip(): said.strip() for written, _, said in pairs}


def settings_errors(problems: Mapping[str, str]) -> tuple[FieldError, ...]:
    """Each problem at the field of the page."""
    return tuple(
        FieldError(FIELDS.get(field, field), problem.rstrip("."))
        for field, problem in problems.items()
    )


def read_open_hours(typed: Typed) -> tuple[OpenHours, tuple[FieldError, ...]]:
    """The week as typed, and what is no time of day; a day with neither from nor to is closed."""
    wrong: list[FieldError] = []
    days = tuple(_read_day(number, day, wrong) for number, day in enumerate(typed.open_days))
    return OpenHours(days), tuple(wrong)


def _read_day(number: int, typed: tuple[str, str], wrong: list[FieldError]) -> Day | None:
    if typed == ("", ""):
        return None
    found = []
    for name, value in zip(("opens", "closes"), typed, strict=True):
        try:
            found.append(time.fromisoformat(value).replace(tzinfo=None))
        except ValueError:
            problem = f"Enter a time such as 08:00 for {DAYS[number]}, or none when closed"
            wrong.append(FieldError(f"{name}_{number}", problem))
    return Day(*found) if len(found) == 2 else None


def _day(day: Day | None) -> tuple[str, str]:
    if day is None:
        return "", ""
    return day.opens_at.isoformat("minutes"), day.closes_at.isoformat("minutes")


def _open_days(typed: Typed) -> tuple[OpenDay, ...]:
    return tuple(
        OpenDay(name=name, number=number, opens=day[0], closes=day[1])
        for number, (name, day) in enumerate(zip(DAYS, typed.open_days, strict=True))
    )


def _number(value: str) -> str:
    return shown(Address(ContactMethod.PHONE, value)) if value else ""


def _rights_in_words(rights: frozenset[str]) -> str:
    return listed(tuple(words for right, words in RIGHTS.items() if right in rights)).capitalize()
