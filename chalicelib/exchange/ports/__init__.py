"""What the exchange needs of the world: each port is one thing that is kept, asked or told."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.exchange.ports.campaigns import Campaigns, WholeBatch
    from chalicelib.exchange.ports.credits import Credits
    from chalicelib.exchange.ports.last_look import LastLook, Seen
    from chalicelib.exchange.ports.leases import Answered, ApiKey, Audit, Leases, Session
    from chalicelib.exchange.ports.outside import Files, NoAnswer, Queues, Sender, Trouble, Wording
    from chalicelib.exchange.ports.parts import Parts
    from chalicelib.exchange.ports.records import WRITES_PER_SAVE, Records
    from chalicelib.exchange.ports.slices import BadCursor, Changed, NoSuchPractice, Slice
    from chalicelib.exchange.ports.taken_up import TakenUp

__all__ = [
    "WRITES_PER_SAVE",
    "Answered",
    "ApiKey",
    "Audit",
    "BadCursor",
    "Campaigns",
    "Changed",
    "Credits",
    "Files",
    "LastLook",
    "Leases",
    "NoAnswer",
    "NoSuchPractice",
    "Parts",
    "Queues",
    "Records",
    "Seen",
    "Sender",
    "Session",
    "Slice",
    "TakenUp",
    "Trouble",
    "WholeBatch",
    "Wording",
]

_PLACES = {
    "campaigns": "Campaigns WholeBatch",
    "credits": "Credits",
    "last_look": "LastLook Seen",
    "leases": "Answered ApiKey Audit Leases Session",
    "outside": "Files NoAnswer Queues Sender Trouble Wording",
    "parts": "Parts",
    "records": "WRITES_PER_SAVE Records",
    "slices": "BadCursor Changed NoSuchPractice Slice",
    "taken_up": "TakenUp",
}


def __getattr__(name: str) -> object:
    """A worker starts cold and needs few of them: each is loaded when somebody names it."""
    for place, names in _PLACES.items():
        if name in names.split():
            return getattr(import_module(f"{__name__}.{place}"), name)
    raise AttributeError(name)
