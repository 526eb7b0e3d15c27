"""How the audience of a campaign, and the list frozen from it, are written down."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from chalicelib.domain.audiences import (
    AppointmentsOf,
    Audience,
    ChosenPairs,
    ChosenPatients,
    Everyone,
    EveryoneWithEmail,
    OwnAddress,
    Pair,
    PastedAddresses,
    RecallDueBefore,
)

KINDS: Mapping[str, type[Any]] = {
    "patients": ChosenPatients,
    "everyone": Everyone,
    "appointments": AppointmentsOf,
    "recall_due_before": RecallDueBefore,
    "pairs": ChosenPairs,
    "addresses": PastedAddresses,
    "everyone_with_email": EveryoneWithEmail,
    "own_address": OwnAddress,
}


@dataclass(frozen=True)
class ListedPair:
    """
    One line of the frozen list: its place in the list is the message’s number, for good.

    `method` and `to` are frozen for broadcasts, where duplicates must be neighbours, and for the
    one row of a test, whose `language` is that of the message tried;
    `reason` says that this one was left out already when the list was made.
    """

    patient_id: str
    contact_id: str
    appointment_id: str = ""
    method: str = ""
    to: str = ""
    reason: str = ""
    language: str = ""
    starts_at: str = ""
    """When the visit was to begin as the list was made."""


def write_audience(audience: Audience) -> bytes:
    """The audience as JSON."""
    kind = next(name for name, held in KINDS.items() if isinstance(audience, held))
    return json.dumps({"kind": kind, **asdict(audience)}, default=date.isoformat).encode()


def read_audience(body: bytes) -> Audience:
    """What `write_audience` wrote."""
    held = json.loads(body)
    kind = KINDS[held.pop("kind")]
    if "day" in held:
        held["day"] = date.fromisoformat(held["day"])
    if "pairs" in held:
        held["pairs"] = [Pair(**pair) for pair in held["pairs"]]
    audience: Audience = kind(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in held.items()}
    )
    return audience


def write_pair(pair: ListedPair) -> str:
    """One line of the list."""
    fields = (
        pair.patient_id,
        pair.contact_id,
        pair.appointment_id,
        pair.method,
        pair.to,
        pair.reason,
        pair.language,
        pair.starts_at,
    )
    return json.dumps(fields, separators=(",", ":"))


def read_pair(line: str) -> ListedPair:
    """What `write_pair` wrote."""
    return ListedPair(*json.loads(line))
