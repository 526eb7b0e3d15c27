"""What a choice of addresses comes to, before anything is made of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.audience_file import ListedPair
from chalicelib.domain.audiences import Audience
from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.messages import SkipReason
from chalicelib.domain.recipients import barred
from chalicelib.exchange.list_addresses import addresses_of
from chalicelib.exchange.ports import Parts

BETWEEN = re.compile(r"[,;\t\n]+")
IN_BRACKETS = re.compile(r"<([^<>]*)>\s*$")
STOPPED = frozenset({SkipReason.DO_NOT_CONTACT, SkipReason.CHOSE_NONE})
ASKED_FOR_OTHER = frozenset(
    {SkipReason.CHOSE_ANOTHER_CHANNEL, SkipReason.CHOSE_MAIL, SkipReason.CHOSE_PERSON}
)
ADDRESSES_PER_READ = 1_000
CHECKED_AT_ONCE = 200
"""Each pasted address is looked up by itself; nobody waits for more than so many."""


@dataclass(frozen=True)
class Checked:
    """How many addresses would get the email, and why the others would not."""

    addresses: int
    duplicates: int
    asked_for_other: int
    stopped: int


@dataclass(frozen=True)
class NoAddressAt:
    """A pasted line that is no address."""

    line: int
    typed: str
    problem: str


def read_pasted(text: str) -> tuple[str, ...]:
    """One address for each line or between commas; “Ana <ana@example.com>” is one too."""
    return tuple(address for _, address in _pieces(text))


def not_addresses(text: str) -> tuple[NoAddressAt, ...]:
    """The pieces of a pasted text that cannot be an address, with the line they stand in."""
    found = []
    for line, piece in _pieces(text):
        try:
            read_address(ContactMethod.EMAIL, piece)
        except BadAddress as error:
            found.append(NoAddressAt(line, piece, error.problem))
    return tuple(found)


def check_addresses(parts: Parts, draft: Campaign, *, audience: Audience, at: datetime) -> Checked:
    """Counts what making the messages would find, for a short list."""
    practice = parts.records.practice(draft.practice_id)
    lines = list(addresses_of(parts, audience, campaign=draft, practice=practice, at=at))
    reasons = Counter(line.reason for line in lines)
    kept = [line for line in lines if not line.reason]
    barred_now = sum(1 for _ in _barred(parts, kept, draft=draft))
    return Checked(
        addresses=len(kept) - barred_now,
        duplicates=reasons[SkipReason.SAME_ADDRESS],
        asked_for_other=sum(reasons[reason] for reason in ASKED_FOR_OTHER),
        stopped=barred_now + sum(reasons[reason] for reason in STOPPED),
    )


def _barred(parts: Parts, lines: Iterable[ListedPair], *, draft: Campaign) -> Iterator[ListedPair]:
    waiting = list(lines)
    for start in range(0, len(waiting), ADDRESSES_PER_READ):
        some = waiting[start : start + ADDRESSES_PER_READ]
        stops = parts.records.stops(draft.practice_id, {line.to for line in some})
        for line in some:
            method = ContactMethod(line.method)
            if barred(method=method, need=draft.need, stops=stops.get(line.to, ())):
                yield line


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        for piece in BETWEEN.split(line):
            in_brackets = IN_BRACKETS.search(piece)
            address = (in_brackets[1] if in_brackets else piece).strip()
            if address:
                yield number, address
