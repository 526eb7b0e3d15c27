"""What the exchange needs of the world: each port is one thing that is kept, asked or told."""

from chalicelib.exchange.ports.campaigns import Campaigns, WholeBatch
from chalicelib.exchange.ports.credits import Credits
from chalicelib.exchange.ports.last_look import LastLook, Seen
from chalicelib.exchange.ports.leases import Answered, ApiKey, Audit, Leases, Session
from chalicelib.exchange.ports.outside import Files, NoAnswer, Queues, Sender, Trouble, Wording
from chalicelib.exchange.ports.parts import Parts
from chalicelib.exchange.ports.records import WRITES_PER_SAVE, NoSuchPractice, Records
from chalicelib.exchange.ports.slices import BadCursor, Changed, Slice

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
    "Trouble",
    "WholeBatch",
    "Wording",
]
