"""Messages Sent: what went out in a period, by contact method, and what became of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Count, CountKey, Counts, total
from chalicelib.domain.messages import (
    DELIVERED_STATUSES,
    NOT_DELIVERED_STATUSES,
    WAITING_STATUSES,
    ShownStatus,
)
from chalicelib.domain.periods import Period

NEVER_SENT = frozenset({ShownStatus.SKIPPED, ShownStatus.CANCELLED, ShownStatus.UNKNOWN})
"""They stand outside of what was sent: nobody was charged for them."""


@dataclass(frozen=True)
class SentGroup:
    """
    One contact method’s numbers, or the total’s (`method` None).

    `sent` were handed to a provider; the delivered and the not delivered are among them, the
    waiting and the unknown are not.
    """

    method: ContactMethod | None
    sent: int = 0
    delivered: int = 0
    not_delivered: int = 0
    waiting: int = 0
    unknown: int = 0
    credits: int = 0

    def plus(self, other: "SentGroup") -> "SentGroup":
        return replace(
            self,
            sent=self.sent + other.sent,
            delivered=self.delivered + other.delivered,
            not_delivered=self.not_delivered + other.not_delivered,
            waiting=self.waiting + other.waiting,
            unknown=self.unknown + other.unknown,
            credits=self.credits + other.credits,
        )


@dataclass(frozen=True)
class MessagesSent:
    """The report: always five groups, in the order of the contact methods."""

    period: Period
    groups: tuple[SentGroup, ...]

    @property
    def total(self) -> SentGroup:
        summed = SentGroup(None)
        for group in self.groups:
            summed = summed.plus(group)
        return summed


def messages_sent(
    counts: Iterable[Counts], *, period: Period, method: ContactMethod | None
) -> MessagesSent:
    """Fold counts into the report; with `method`, the other groups stay empty."""
    summed = total(counts)
    return MessagesSent(
        period,
        tuple(
            _group(each, summed, period=period) if method in (None, each) else SentGroup(each)
            for each in ContactMethod
        ),
    )


def _group(method: ContactMethod, counts: Counts, *, period: Period) -> SentGroup:
    group = SentGroup(method)
    for part in _parts(method, counts, period=period):
        group = group.plus(part)
    return group


def _parts(method: ContactMethod, counts: Counts, *, period: Period) -> Iterator[SentGroup]:
    for key, count in counts.items():
        if key.method is not method:
            continue
        if key.status in WAITING_STATUSES:
            yield SentGroup(method, waiting=count.messages)
        elif key.status is ShownStatus.UNKNOWN:
            yield SentGroup(method, unknown=count.messages)
        elif key.status not in NEVER_SENT and period.holds(key.day):
            yield _sent(method, key, count)


def _sent(method: ContactMethod, key: CountKey, count: Count) -> SentGroup:
    return SentGroup(
        method,
        sent=count.messages,
        delivered=count.messages if key.status in DELIVERED_STATUSES else 0,
        not_delivered=count.messages if key.status in NOT_DELIVERED_STATUSES else 0,
        credits=count.credits,
    )
