"""What somebody allowed us and took back, line by line, the newest first."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from chalicelib.domain.consents import Consent
from chalicelib.domain.contact_methods import Address, ContactMethod, shown
from chalicelib.domain.practices import Practice
from chalicelib.web import moments
from chalicelib.web.consent_words import SAID, SCOPES, SOURCES
from chalicelib.web.pages.patients import ConsentLine

LINES_SHOWN = 30
"""The proof file has them all."""


def consent_lines(
    consents: Sequence[Consent], *, practice: Practice, at: datetime
) -> Iterator[ConsentLine]:
    """The newest of them."""
    for consent in list(reversed(consents))[:LINES_SHOWN]:
        source = SOURCES.get(consent.source, consent.source)
        yield ConsentLine(
            said=SAID[consent.kind.value],
            about=_about(consent),
            at=moments.moment(consent.at, zone=practice.time_zone, now=at),
            source=f"{source} ({consent.note})" if consent.note else source,
            by=consent.by,
        )


def _about(consent: Consent) -> str:
    scope = SCOPES[consent.scope.value]
    return f"{scope}, {shown_address(consent.address)}" if consent.address else scope


def shown_address(address: str) -> str:
    """An address as staff read it, whatever method it belongs to."""
    method = ContactMethod.EMAIL if "@" in address else ContactMethod.PHONE
    return shown(Address(method, address))
