"""STOP, START, STOP again: whoever texts back has the last word, in whatever order we hear it."""

from datetime import datetime

from chalicelib.domain.consents import Consent, ConsentKind, ConsentScope
from chalicelib.domain.stops import BY_PROVIDER, BY_TEXT, Stop, StopKind
from chalicelib.exchange.ports import Parts

BY_WORDS = "words"
LIFTED_BY_START = frozenset({BY_TEXT, BY_WORDS, BY_PROVIDER})
"""Sources of the stops that the same person made by text; what staff recorded, staff lift."""


def record_wish_to_stop(parts: Parts, stop: Stop, *, said: Consent | None = None) -> None:
    """
    Record it, unless they have asked for texts since; lift it again if they do so meanwhile.

    Of two workers, with a STOP and a START each, both write first and look then: one at least
    knows of both. To look first as well keeps a stop that is told once more, by a worker that may
    die at once, from standing again.
    """
    started = _started_since(parts, stop)
    if started is None:
        parts.records.add_stop(stop, said=said)
        started = _started_since(parts, stop)
    elif said is not None:
        parts.records.add_consents([said])
    if started is not None:
        _lift(parts, stop.practice_id, stop.address, given=started)


def _started_since(parts: Parts, stop: Stop) -> datetime | None:
    """When they asked for texts last, after this stop; None if they did not."""
    told = parts.records.consents(stop.practice_id, contact_ids=(), addresses=[stop.address])
    started = [
        each.at
        for each in told
        if each.kind is ConsentKind.GIVEN and each.scope is ConsentScope.TEXTS and each.at > stop.at
    ]
    return max(started, default=None)


def record_wish_to_start(parts: Parts, given: Consent) -> None:
    """Put it on record as consent; and lift what they stopped by text until then."""
    parts.records.add_consents([given])
    _lift(parts, given.practice_id, given.address, given=given.at)


def _lift(parts: Parts, practice_id: str, number: str, *, given: datetime) -> None:
    """What they asked for after that is a newer wish: told late, a START lifts nothing."""
    for stop in parts.records.stops(practice_id, [number]).get(number, ()):
        is_theirs = stop.kind is StopKind.TEXTS and stop.source in LIFTED_BY_START
        if is_theirs or stop.kind is StopKind.PAUSED:
            if stop.is_with_carrier and stop.last_at <= given:
                # First, while the stop still says so: whoever is told of this START again asks
                # again. What the carrier may not take off yet, it refuses, and that is mirrored.
                parts.let_back(number)
            parts.records.clear_stop(practice_id, address=number, kind=stop.kind, asked_by=given)
