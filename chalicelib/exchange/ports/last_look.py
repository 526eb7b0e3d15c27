"""What is looked at once more before a message leaves, all at one moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.appointments import Appointment
    from chalicelib.domain.campaigns import Campaign
    from chalicelib.domain.caps import Slots
    from chalicelib.domain.patients import Contact
    from chalicelib.domain.practices import Practice
    from chalicelib.domain.stops import Stop


@dataclass(frozen=True)
class Seen:
    """What there is of what was asked for; the campaign comes without its texts."""

    campaign: Campaign | None
    practice: Practice | None
    stops: Mapping[str, tuple[Stop, ...]]
    """By address."""
    contacts: Mapping[str, Contact]
    appointments: Mapping[str, Appointment]
    slots: Mapping[str, Slots] = field(default_factory=dict)
    """By number."""


class LastLook(Protocol):
    """Reads across what is kept, in as few calls as there can be: each message waits for it."""

    def see(
        self,
        practice_id: str,
        campaign_id: str,
        *,
        addresses: Collection[str],
        contact_ids: Collection[str],
        appointment_ids: Collection[str],
        numbers: Collection[str] = (),
    ) -> Seen:
        """All read consistently, after the call began."""
