"""Everything that the exchange works with, in one hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.domain.contact_methods import Channel
    from chalicelib.exchange.ports.campaigns import Campaigns
    from chalicelib.exchange.ports.credits import Credits
    from chalicelib.exchange.ports.last_look import LastLook
    from chalicelib.exchange.ports.leases import Audit, Leases
    from chalicelib.exchange.ports.outside import Files, Queues, Sender, Wording
    from chalicelib.exchange.ports.records import Records


@dataclass(frozen=True)
class Parts:
    """Everything that the exchange works with, handed in at the door."""

    records: Records
    campaigns: Campaigns
    last_look: LastLook
    credits: Credits
    leases: Leases
    audit: Audit
    queues: Queues
    files: Files
    senders: Mapping[Channel, Sender]
    wording: Wording
    owner_of: Callable[[str], tuple[str, str] | None]
    """Practice and message of a provider’s id, where its news names nothing else."""
    let_back: Callable[[str], bool]
    """Take a number off the carrier’s list of opt-outs; False if not yet, NoAnswer if unsaid."""
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    wait: Callable[[float], None]
    """Wait so many seconds (only workers do)."""
    per_second: Mapping[Channel, int]
    """How many messages a second each provider takes from us."""
