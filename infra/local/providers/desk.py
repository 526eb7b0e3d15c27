"""What every pretend provider has at hand: the outbox, its pace, its troubles, clock and ids."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from infra.local.providers.behaviour import follows
from infra.local.providers.chaos import Chaos, Mode
from infra.local.providers.items import Draft
from infra.local.providers.pace import MESSAGES_PER_SECOND, Pace
from infra.local.providers.store import OutboxStore

CHANNELS = ("email", "text", "phone")


def _new_id() -> str:
    return str(uuid.uuid4())


def _paces() -> dict[str, Pace]:
    return {channel: Pace(MESSAGES_PER_SECOND) for channel in CHANNELS}


@dataclass(frozen=True)
class Desk:
    """One for all channels."""

    store: OutboxStore
    chaos: Chaos
    template_name: str
    now: Callable[[], datetime]
    new_id: Callable[[], str] = _new_id
    paces: dict[str, Pace] = field(default_factory=_paces)

    def accept(self, drafts: Sequence[Draft]) -> None:
        """Take these messages: they are in the outbox, and their news is on its way."""
        planned = [
            (draft, follows(draft.channel, to=draft.to, is_told=_is_told(draft)))
            for draft in drafts
        ]
        self.store.accept(planned, at=self.now())

    def strike(self, channel: str) -> Mode | None:
        """The trouble that this one message meets."""
        if self.paces[channel].take(1) == 0:
            return Mode.THROTTLE
        return self.chaos.strikes(channel, messages=1)[0]


def _is_told(draft: Draft) -> bool:
    """A text that SNS took says of what type it is; it is told of in a log only."""
    return draft.channel == "text" and "Type" not in draft.headers
