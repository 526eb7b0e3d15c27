"""The brake: where too many addresses of a practice bounce, its emails wait until staff look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.counts import Counts
from chalicelib.domain.messages import ShownStatus
from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import NoSuchPractice, Parts
from chalicelib.exchange.report import counts_of_period
from chalicelib.exchange.stop import pause_campaign

LOOKED_AT = timedelta(days=2)
ENOUGH_EMAILS = 50
"""Of fewer, one bad address says nothing about the list."""
WARNED_FROM, BRAKED_FROM = 5.0, 10.0
"""Percent. SES reviews an account from 5 on, and may stop it from 10 on."""
BRAKED_ONCE_IN = timedelta(hours=24)
"""Staff who let a campaign go on have decided; it is not braked again before the next day."""
REASON = "many_bounces"
LEFT = frozenset(
    {
        ShownStatus.SENT,
        ShownStatus.DELAYED,
        ShownStatus.DELIVERED,
        ShownStatus.BOUNCED,
        ShownStatus.COMPLAINED,
    }
)


@dataclass(frozen=True)
class Reputation:
    """How a practice’s emails of these days were received."""

    practice_id: str
    emails: int
    bounced: int
    complained: int

    @property
    def bounce_rate(self) -> float:
        """In percent; nothing is said of a handful."""
        return self._percent(self.bounced)

    @property
    def complaint_rate(self) -> float:
        return self._percent(self.complained)

    def _percent(self, part: int) -> float:
        return 100 * part / self.emails if self.emails >= ENOUGH_EMAILS else 0.0


def brake(parts: Parts, campaigns: Iterable[Campaign], *, at: datetime) -> tuple[Reputation, ...]:
    """
    Pause what still sends emails of practices whose addresses bounce; what was seen of each.

    `campaigns` are those under way: only a practice that sends now is looked at.
    """
    by_practice: dict[str, list[Campaign]] = {}
    for campaign in campaigns:
        if campaign.state is CampaignState.SENDING and _has_emails(campaign):
            by_practice.setdefault(campaign.practice_id, []).append(campaign)
    seen = []
    for practice_id, sending in sorted(by_practice.items()):
        try:
            reputation = reputation_of(parts, parts.records.practice(practice_id), at=at)
        except NoSuchPractice:
            continue
        seen.append(reputation)
        if reputation.bounce_rate >= BRAKED_FROM:
            for campaign in sending:
                _hold(parts, campaign, at=at)
    return tuple(seen)


def reputation_of(parts: Parts, practice: Practice, *, at: datetime) -> Reputation:
    """Counted from the messages themselves, as every report is."""
    last = at.astimezone(practice.time_zone).date()
    period = Period(last - LOOKED_AT, last)
    emails = bounced = complained = 0
    for counts in counts_of_period(parts, practice=practice, period=period):
        emails += _count(counts)
        bounced += _count(counts, ShownStatus.BOUNCED)
        complained += _count(counts, ShownStatus.COMPLAINED)
    return Reputation(practice.id, emails, bounced, complained)


def in_doubt(parts: Parts, campaign: Campaign) -> int:
    """Messages of which the provider never said whether it took them, as counted last."""
    return sum(
        count.messages
        for block in parts.campaigns.blocks(campaign.practice_id, campaign.id)
        for key, count in block.counts.items()
        if key.status is ShownStatus.UNKNOWN
    )


def _hold(parts: Parts, campaign: Campaign, *, at: datetime) -> None:
    name = f"brake:{campaign.id}"
    if parts.leases.lock(name, own=parts.new_id(), until=at + BRAKED_ONCE_IN, at=at):
        pause_campaign(
            parts, practice_id=campaign.practice_id, campaign_id=campaign.id, reason=REASON
        )


def _has_emails(campaign: Campaign) -> bool:
    return any(method.channel is Channel.EMAIL for method in campaign.created)


def _count(counts: Counts, *statuses: ShownStatus) -> int:
    return sum(
        count.messages
        for key, count in counts.items()
        if _is_email(key.method) and key.status in (statuses or LEFT)
    )


def _is_email(method: ContactMethod | None) -> bool:
    return method is not None and method.channel is Channel.EMAIL
