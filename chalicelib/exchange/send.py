"""Staff have seen the price and pressed Send."""

from datetime import datetime, timedelta

from chalicelib.domain.campaigns import Campaign, CampaignState, WrongState
from chalicelib.domain.credits import Entry, EntryKind
from chalicelib.domain.templates import Kind
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.ports import Changed, Parts

DAYS_AHEAD = 60
"""How far ahead a start may be set; reports look back this far for what was sent later."""


class PriceChanged(Exception):
    """The price they saw is no longer what it would cost."""

    def __init__(self, *, seen: int, now: int) -> None:
        super().__init__(f"{seen} seen, {now} now")
        self.seen = seen
        self.now = now


class NothingToSend(Exception):
    """Everyone selected was skipped."""


class AddressNotSet(Exception):
    """A broadcast must carry the practice’s postal address, and there is none (CAN-SPAM)."""


class StartTooFar(ValueError):
    """The start is in the past, or further ahead than a campaign may wait."""


def send_campaign(
    parts: Parts,
    *,
    practice_id: str,
    campaign_id: str,
    credits_seen: int,
    by: str,
    at: datetime,
    starts_at: datetime | None = None,
) -> Campaign:
    """
    Reserve the credits and open the campaign for sending, in one step; then nudge the sweep.

    :raises NoSuchCampaign: if there is none.
    :raises WrongState: if it is not ready, or was sent already; nothing has changed.
    :raises PriceChanged: if the price is not the one they saw; nothing has changed.
    :raises NotEnoughCredits: if the balance does not cover it; nothing has changed.
    :raises NothingToSend: if nobody would get a message.
    :raises AddressNotSet: for a broadcast of a practice without a postal address.
    :raises StartTooFar: if `starts_at` is past, or more than DAYS_AHEAD away.
    """
    if starts_at is not None and not at <= starts_at <= at + timedelta(days=DAYS_AHEAD):
        raise StartTooFar
    campaign = campaign_of(parts, practice_id, campaign_id)
    _check(campaign, credits_seen=credits_seen)
    sent = campaign.changed(
        state=CampaignState.SENDING if starts_at is None else CampaignState.SCHEDULED,
        sent_by=by,
        sent_at=at,
        starts_at=starts_at or at,
    )
    try:
        parts.credits.reserve(sent, entry=_entry(sent, by=by, at=at))
    except Changed as changed:
        now = campaign_of(parts, practice_id, campaign_id)
        raise WrongState(state=now.state, changed_by=now.sent_by) from changed
    parts.audit.add(practice_id, actor=by, act="sent", subject=campaign_id, at=at)
    parts.queues.nudge_sweep()
    return sent


def _check(campaign: Campaign, *, credits_seen: int) -> None:
    campaign.must_be(CampaignState.READY)
    if campaign.total != credits_seen:
        raise PriceChanged(seen=credits_seen, now=campaign.total)
    if campaign.created_count == 0:
        raise NothingToSend
    if campaign.kind is Kind.BROADCAST and not campaign.postal_address.strip():
        raise AddressNotSet


def _entry(campaign: Campaign, *, by: str, at: datetime) -> Entry:
    return Entry(
        practice_id=campaign.practice_id,
        kind=EntryKind.RESERVE,
        cause_id=campaign.id,
        caused_at=campaign.created_at,
        recorded_at=at,
        actor=by,
        available=-campaign.total,
        reserved=campaign.total,
    )
