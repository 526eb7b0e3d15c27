"""What may stand in a cell, and how it is written once it is ours."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from chalicelib.domain.appointments import AppointmentStatus
from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.patients import ID_CHARACTERS
from chalicelib.domain.preferences import Choice
from chalicelib.intake.known_codes import LANGUAGES, STATES

ADDRESSES_REMEMBERED = 4_096
"""Brothers and sisters stand close together in a file, with the same contact."""
FIRST_YEAR, LAST_YEAR = 1900, 2199


class BadCell(ValueError):
    """This cannot be the value of that column."""

    def __init__(self, problem: str, *, value_hint: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.value_hint = value_hint


@dataclass(frozen=True)
class Place:
    """Where and when a file is read: local times are of this zone, births not after today."""

    zone: ZoneInfo
    today: date


CellReader = Callable[[str, Place], str]
"""Text of a cell (trimmed, not empty) in, normalized text out; raises BadCell."""


def text_of(*, characters: int) -> CellReader:
    """Words on one line."""

    def read(raw: str, _: Place) -> str:
        text = " ".join(raw.split())
        if len(text) > characters:
            raise BadCell("is too long", value_hint=f"at most {characters} characters")
        if any(unicodedata.category(character) == "Cc" for character in text):
            raise BadCell("has characters that cannot be shown", value_hint="letters only")
        return text

    return read


def record_id(raw: str, _: Place) -> str:
    """An id of the practice system, safe in an address of a page."""
    if not re.fullmatch(rf"[A-Za-z0-9._:-]{{1,{ID_CHARACTERS}}}", raw) or not raw.strip("._:-"):
        hint = f"at most {ID_CHARACTERS} letters, digits and . _ : -"
        raise BadCell("is not an id", value_hint=hint)
    return raw


def address_of(method: ContactMethod) -> CellReader:
    """An email address or a number, as it is sent to."""

    @lru_cache(maxsize=ADDRESSES_REMEMBERED)
    def normalized(raw: str) -> str:
        try:
            return read_address(method, raw).value
        except BadAddress as error:
            raise BadCell(error.problem, value_hint=error.value_hint) from error

    return lambda raw, _: normalized(raw)


def day(raw: str, _: Place) -> str:
    """A date, as 2018-05-02 or 5/2/2018."""
    us = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", raw, re.ASCII)
    text = f"{us[3]}-{us[1]:0>2}-{us[2]:0>2}" if us else raw
    hint = "a date such as 2018-05-02"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise BadCell("is not a date", value_hint=hint)
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise BadCell("is not a date", value_hint=hint) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadCell("is a date that cannot be", value_hint=hint)
    return found.isoformat()


def day_of_birth(raw: str, place: Place) -> str:
    """A date that has been."""
    found = day(raw, place)
    if date.fromisoformat(found) > place.today:
        raise BadCell("is in the future", value_hint="the day of birth, such as 2018-05-02")
    return found


def moment(raw: str, place: Place) -> str:
    """A time with its offset, or a local one of the practice; kept in UTC."""
    hint = "a time such as 2026-12-01T09:00 or 2026-12-01T09:00-05:00"
    shape = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?"
    if not re.fullmatch(shape, raw, re.ASCII):
        raise BadCell("is not a date and time", value_hint=hint)
    try:
        found = datetime.fromisoformat(raw)
    except ValueError as error:
        raise BadCell("is not a date and time", value_hint=hint) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadCell("is a time that cannot be", value_hint=hint)
    return _in_utc(found, place).isoformat()


def day_or_moment(raw: str, place: Place) -> str:
    """A time, or a day, which then begins in the practice’s zone."""
    if "T" in raw or ":" in raw:
        return moment(raw, place)
    begins = datetime.combine(date.fromisoformat(day(raw, place)), time(), tzinfo=place.zone)
    return begins.astimezone(UTC).isoformat()


def zone(raw: str, _: Place) -> str:
    """A time zone by its IANA name."""
    found = _zones().get(raw.casefold())
    if found is None:
        raise BadCell("is not a time zone", value_hint="a zone such as America/New_York")
    return found


def state(raw: str, _: Place) -> str:
    """A state of the US by its two letters."""
    if raw.upper() not in STATES:
        raise BadCell("is not a state", value_hint="two letters such as NY")
    return raw.upper()


def zip_code(raw: str, _: Place) -> str:
    """Five digits, or nine."""
    if not re.fullmatch(r"\d{5}(-\d{4})?", raw, re.ASCII):
        raise BadCell("is not a ZIP code", value_hint="five digits such as 02134")
    return raw


def language(raw: str, _: Place) -> str:
    """A language by its two letters; what follows them (“es-MX”) is not needed."""
    found = raw.replace("_", "-").partition("-")[0].lower()
    if found not in LANGUAGES:
        raise BadCell("is not a language", value_hint="two letters such as en or es")
    return found


def choice(raw: str, _: Place) -> str:
    """How a contact wants to hear from the practice."""
    word = re.sub(r"[\s-]+", "_", raw).lower()
    if word not in list(Choice):
        hint = "one of " + ", ".join(Choice)
        raise BadCell("is not a contact method", value_hint=hint)
    return word


def status(raw: str, _: Place) -> str:
    """Where an appointment stands."""
    word = raw.lower()
    if word not in list(AppointmentStatus):
        hint = "one of " + ", ".join(AppointmentStatus)
        raise BadCell("is not a status", value_hint=hint)
    return word


def yes_or_no(raw: str, _: Place) -> str:
    """Yes or no, in the ways in which systems say it."""
    word = raw.lower()
    if word in ("yes", "y", "true", "1"):
        return "yes"
    if word in ("no", "n", "false", "0"):
        return "no"
    raise BadCell("is neither yes nor no", value_hint="yes or no")


def _in_utc(found: datetime, place: Place) -> datetime:
    if found.tzinfo is not None:
        return found.astimezone(UTC)
    local = found.replace(tzinfo=place.zone)
    utc = local.astimezone(UTC)
    if utc.astimezone(place.zone).replace(tzinfo=None) != found:
        raise BadCell(
            "does not exist: clocks go forward in that hour",
            value_hint="a time of that day that exists",
        )
    return utc


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if "/" in name}
