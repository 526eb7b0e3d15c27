"""The practice’s own details: what patients see as sender, call back and answer to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chalicelib.domain.caps import CAPS_AT_MOST, Caps
from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.open_hours import DAYS, OpenHours
from chalicelib.domain.practices import Practice
from chalicelib.domain.quiet_hours import Hours, may_be_of_practice
from chalicelib.exchange.ports import Changed, Parts

NAME_CHARACTERS = 100
POSTAL_ADDRESS_CHARACTERS = 300
COLLOQUIAL_NAMES = 200
LOW_AT_MOST = 1_000_000
TRIES = 3
MESSAGE_DAYS_AT_LEAST, MESSAGE_DAYS_AT_MOST = 30, 3650
"""What is younger may still be answered, heard of, or asked about; ten years are enough."""


@dataclass(frozen=True)
class PracticeDetails:
    """Everything on the Settings page, as typed."""

    name: str
    phone: str
    postal_address: str
    zone: str
    reply_to_email: str
    reply_to_phone: str
    low_at: int
    hours: Hours
    caps: Caps
    colloquial_names: Mapping[str, str]
    open_hours: OpenHours
    message_days: int


class BadDetails(ValueError):
    """What was typed cannot be kept: the problem by field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def save_practice_details(
    parts: Parts, *, practice_id: str, details: PracticeDetails, by: str, at: datetime
) -> Practice:
    """
    Keep the practice’s details; what is being sent already keeps those it was made with.

    :raises BadDetails: naming each field that cannot be what it says; nothing was kept.
    """
    read = _read(details)
    for _ in range(TRIES):
        practice = parts.records.practice(practice_id)
        try:
            kept = parts.records.save_practice(
                replace(
                    practice,
                    name=read.name,
                    phone=read.phone,
                    postal_address=read.postal_address,
                    zone=read.zone,
                    reply_to_email=read.reply_to_email,
                    reply_to_phone=read.reply_to_phone,
                    low_at=read.low_at,
                    hours=read.hours,
                    caps=read.caps,
                    colloquial_names=dict(read.colloquial_names),
                    open_hours=read.open_hours,
                    message_days=read.message_days,
                )
            )
        except Changed:
            continue
        parts.audit.add(practice_id, actor=by, act="changed_settings", subject=practice_id, at=at)
        return kept
    raise Changed


def _read(typed: PracticeDetails) -> PracticeDetails:
    problems: dict[str, str] = {}
    read = replace(
        typed,
        name=typed.name.strip(),
        postal_address=typed.postal_address.strip(),
        phone=_address(ContactMethod.PHONE, typed.phone, field="phone", problems=problems),
        # Patients answer to these: a blank or wrong one would send them nowhere.
        reply_to_phone=_address(
            ContactMethod.PHONE, typed.reply_to_phone, field="reply_to_phone", problems=problems
        ),
        reply_to_email=_address(
            ContactMethod.EMAIL, typed.reply_to_email, field="reply_to_email", problems=problems
        ),
    )
    problems.update(_plain_problems(read))
    if problems:
        raise BadDetails(problems)
    return read


def _address(method: ContactMethod, raw: str, *, field: str, problems: dict[str, str]) -> str:
    try:
        return read_address(method, raw).value
    except BadAddress as error:
        problems[field] = f"Enter {error.value_hint}."
        return ""


def _plain_problems(read: PracticeDetails) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not read.name or not read.name.isprintable() or len(read.name) > NAME_CHARACTERS:
        problems["name"] = f"Enter a name of at most {NAME_CHARACTERS} characters."
    if len(read.postal_address) > POSTAL_ADDRESS_CHARACTERS:
        problems["postal_address"] = f"Enter at most {POSTAL_ADDRESS_CHARACTERS} characters."
    if not _is_zone(read.zone):
        problems["zone"] = "Choose a time zone of the list."
    if not 0 <= read.low_at <= LOW_AT_MOST:
        problems["low_at"] = f"Enter a number from 0 to {LOW_AT_MOST:,}."
    if not MESSAGE_DAYS_AT_LEAST <= read.message_days <= MESSAGE_DAYS_AT_MOST:
        problems["message_days"] = (
            f"Enter a number from {MESSAGE_DAYS_AT_LEAST} to {MESSAGE_DAYS_AT_MOST:,}."
        )
    problems.update(_problems_of_rules(read))
    names = read.colloquial_names
    if len(names) > COLLOQUIAL_NAMES or not all(map(_is_spoken, (*names, *names.values()))):
        problems["colloquial_names"] = f"Enter a name on both sides, {COLLOQUIAL_NAMES} at most."
    return problems


def _problems_of_rules(read: PracticeDetails) -> Iterator[tuple[str, str]]:
    """Hours and limits for texts and calls."""
    if not may_be_of_practice(read.hours):
        yield (
            "closes",
            "Choose hours between 8:00 am and 9:00 pm, at least two. Outside of them nobody may "
            "be texted or called.",
        )
    for field, cap in (("per_day", read.caps.per_day), ("per_week", read.caps.per_week)):
        if not 0 <= cap <= CAPS_AT_MOST:
            yield field, f"Enter a number from 0 to {CAPS_AT_MOST}. 0 is no limit."
    for number, day in enumerate(read.open_hours.days):
        if day is not None and not day.is_possible:
            yield f"closes_{number}", f"Enter a time on {DAYS[number]} after that of opening."


def _is_zone(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return zone != ""


def _is_spoken(name: str) -> bool:
    return name.strip() != "" and name.isprintable() and len(name) <= NAME_CHARACTERS
