"""Opens practices in a running program: for that it has no call, so its own stores are used."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chalicelib import bootstrap
from chalicelib.domain.credits import Entry, EntryKind
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.api_keys import RIGHTS, keep_key
from chalicelib.exchange.ports import Parts
from tests.infra.running import RunningLaptop
from tests.journeys.system import System


def stores_of(laptop: RunningLaptop) -> Parts:
    """The running program’s own stores."""
    caches = (bootstrap.settings, bootstrap.parts)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in laptop.environment.items():
            patch.setenv(name, value)
        for cache in caches:
            cache.cache_clear()
        parts, clock = bootstrap.parts(), bootstrap.settings().clock_file
    for cache in caches:
        cache.cache_clear()
    # Its clock, not ours: what happens here would else seem later than what happens there.
    return replace(parts, now=lambda: _told_by(clock))


def _told_by(clock: Path | None) -> datetime:
    ahead = float(clock.read_text() or 0) if clock is not None and clock.exists() else 0.0
    return datetime.now(UTC) + timedelta(seconds=ahead)


def open_practice(
    records: Parts, *, url: str, credits: int, rights: frozenset[str] = RIGHTS
) -> System:
    """A new practice with so many credits, and its system with a key."""
    practice = _practice(f"j{secrets.token_hex(4)}")
    records.records.save_practice(practice)
    _give(records, practice.id, credits)
    return System(url, key=_key(records, practice.id, rights), practice_id=practice.id)


def text_number_of(practice_id: str) -> str:
    """The number that families of this practice alone text back to."""
    return f"+1212{2_000_000 + int(practice_id[1:], 16) % 8_000_000}"


def _practice(practice_id: str) -> Practice:
    return Practice(
        id=practice_id,
        name="Elm Court Pediatrics",
        phone="+12125550100",
        text_number=text_number_of(practice_id),
        postal_address="7 Elm Court, New York, NY 10025",
        zone="America/New_York",
        reply_to_phone="+12125550100",
        defaults={Need.RECALL: Choice.EMAIL},
    )


def _give(records: Parts, practice_id: str, credits: int) -> None:
    at = records.now()
    records.credits.adjust(
        Entry(
            practice_id=practice_id,
            kind=EntryKind.ADJUSTMENT,
            cause_id="opening-balance",
            caused_at=at,
            recorded_at=at,
            actor="opening balance",
            available=credits,
        )
    )


def _key(records: Parts, practice_id: str, rights: frozenset[str]) -> str:
    return keep_key(
        records,
        practice_id=practice_id,
        name="practice system",
        rights=rights,
        secret=secrets.token_hex(16),
    )
