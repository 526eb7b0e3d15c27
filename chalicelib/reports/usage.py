"""Usage Statistics: credits bought and used, month by month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.counts import Counts, total
from chalicelib.domain.credits import Entry, Purchase, PurchaseState
from chalicelib.domain.messages import DELIVERED_STATUSES
from chalicelib.domain.to_dos import Tick


@dataclass(frozen=True)
class ChannelUse:
    """Messages that were charged on one channel, and their credits."""

    messages: int = 0
    credits: int = 0
    delivered: int = 0

    def plus(self, other: "ChannelUse") -> "ChannelUse":
        return ChannelUse(
            self.messages + other.messages,
            self.credits + other.credits,
            self.delivered + other.delivered,
        )


@dataclass(frozen=True)
class MonthUse:
    """
    One month (its first day), or everything together (`month` None).

    What the platform sent, by channel; beside it, as `manual`, the letters and talks that staff
    ticked as done, at no credits.
    """

    month: date | None
    channels: Mapping[Channel, ChannelUse] = field(default_factory=dict)
    purchased: int = 0
    manual: int = 0
    received: int = 0
    """Credits that replies of patients did cost."""

    @property
    def used(self) -> int:
        return self.received + sum(use.credits for use in self.channels.values())

    @property
    def messages(self) -> int:
        return sum(use.messages for use in self.channels.values())

    @property
    def delivered(self) -> int:
        return sum(use.delivered for use in self.channels.values())

    def plus(self, other: "MonthUse") -> "MonthUse":
        return MonthUse(
            self.month,
            {
                channel: self.channels.get(channel, ChannelUse()).plus(
                    other.channels.get(channel, ChannelUse())
                )
                for channel in Channel
            },
            self.purchased + other.purchased,
            self.manual + other.manual,
            self.received + other.received,
        )


@dataclass(frozen=True)
class Usage:
    """Months with anything in them, newest first, and their sum."""

    months: tuple[MonthUse, ...]

    @property
    def total(self) -> MonthUse:
        summed = MonthUse(None)
        for month in self.months:
            summed = summed.plus(month)
        return summed


def usage(
    counts: Iterable[Counts],
    *,
    purchases: Iterable[Purchase],
    ticks: Iterable[Tick] = (),
    received: Iterable[Entry] = (),
    zone: ZoneInfo,
) -> Usage:
    """Fold what was charged, bought and done by hand into months of the practice’s zone."""
    months: dict[date, MonthUse] = {}
    for part in (
        *_used(total(counts)),
        *_bought(purchases, zone=zone),
        *_by_hand(ticks, zone=zone),
        *_received(received, zone=zone),
    ):
        if part.month is not None:
            months[part.month] = months.get(part.month, MonthUse(part.month)).plus(part)
    return Usage(tuple(months[month] for month in sorted(months, reverse=True)))


def _used(counts: Counts) -> Iterable[MonthUse]:
    for key, count in counts.items():
        if key.method is None or count.credits == 0 or not key.day:
            continue
        delivered = count.messages if key.status in DELIVERED_STATUSES else 0
        use = ChannelUse(count.messages, count.credits, delivered)
        yield MonthUse(date.fromisoformat(key.day).replace(day=1), {key.method.channel: use})


def _bought(purchases: Iterable[Purchase], *, zone: ZoneInfo) -> Iterable[MonthUse]:
    for purchase in purchases:
        if purchase.state is PurchaseState.COMPLETED:
            month = purchase.bought_at.astimezone(zone).date().replace(day=1)
            yield MonthUse(month, purchased=purchase.total)


def _by_hand(ticks: Iterable[Tick], *, zone: ZoneInfo) -> Iterable[MonthUse]:
    for tick in ticks:
        yield MonthUse(tick.at.astimezone(zone).date().replace(day=1), manual=1)


def _received(entries: Iterable[Entry], *, zone: ZoneInfo) -> Iterable[MonthUse]:
    """By the day on which they came, whenever they were paid for."""
    for entry in entries:
        month = entry.caused_at.astimezone(zone).date().replace(day=1)
        yield MonthUse(month, received=entry.spent)
