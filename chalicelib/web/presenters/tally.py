"""How many messages of a campaign are where: sent, waiting, delivered, in trouble."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Counts
from chalicelib.domain.messages import DELIVERED_STATUSES, NOT_DELIVERED_STATUSES, ShownStatus
from chalicelib.exchange.rows_standing import ON_THE_WAY, WAITING


@dataclass(frozen=True)
class Tally:
    """The messages of one contact method, or of all, by where they are."""

    messages: int = 0
    delivered: int = 0
    sending: int = 0
    claimed: int = 0
    """Of those sending: being handed over right now."""
    not_delivered: int = 0
    unknown: int = 0
    waiting: int = 0
    cancelled: int = 0
    credits: int = 0

    @property
    def sent(self) -> int:
        return self.messages - self.waiting - self.cancelled - self.claimed


def tally_of(counts: Counts, *, method: ContactMethod | None = None) -> Tally:
    """Add up the counts, of one method or of all; the skipped are none of them."""
    tally: dict[str, int] = {}
    for key, count in counts.items():
        if key.status is ShownStatus.SKIPPED or method not in (None, key.method):
            continue
        for name in _places(key.status):
            tally[name] = tally.get(name, 0) + count.messages
        tally["credits"] = tally.get("credits", 0) + count.credits
    return Tally(**tally)


def _places(status: ShownStatus) -> Iterator[str]:
    yield "messages"
    if status in DELIVERED_STATUSES:
        yield "delivered"
    elif status in ON_THE_WAY:
        yield "sending"
        if status is ShownStatus.SENDING:
            yield "claimed"
    elif status in NOT_DELIVERED_STATUSES:
        yield "not_delivered"
    elif status in WAITING:
        yield "waiting"
    else:
        yield "cancelled" if status is ShownStatus.CANCELLED else "unknown"
