"""The last look before a message leaves: has anything happened since it was made?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.messages import Message, MessageStatus, SkipReason
from chalicelib.domain.recipients import barred, stale
from chalicelib.exchange.ports import Parts, Seen


def look_again(
    parts: Parts, campaign: Campaign, rows: Sequence[Message], *, at: datetime
) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
    """
    Rows that must not go (with what they become), and rows that may; all read consistently.

    An opt-out that was recorded before this look is obeyed by it.
    """
    seen = parts.last_look.see(
        campaign.practice_id,
        campaign.id,
        addresses={row.to for row in rows},
        contact_ids={row.contact_id for row in rows if row.contact_id},
        appointment_ids={row.appointment_id for row in rows if row.appointment_id},
    )
    now = seen.campaign
    if now is None or now.state is not CampaignState.SENDING:
        return tuple(_stopped(row, now, at=at) for row in rows), ()
    out: list[Message] = []
    may_go: list[Message] = []
    for row in rows:
        reason = _reason(row, campaign, seen, at=at)
        if reason is None:
            may_go.append(row)
        else:
            out.append(_skipped(row, reason, at=at))
    return tuple(out), tuple(may_go)


def _reason(row: Message, campaign: Campaign, seen: Seen, *, at: datetime) -> SkipReason | None:
    """Why it must not go after all; None if it may."""
    if row.method is not None:
        reason = barred(method=row.method, need=campaign.need, stops=seen.stops.get(row.to, ()))
        if reason is not None:
            return reason
    contact = seen.contacts.get(row.contact_id)
    if contact is not None and contact.preferences.do_not_contact:
        return SkipReason.DO_NOT_CONTACT
    if row.appointment_id:
        visit = seen.appointments.get(row.appointment_id)
        return stale(visit, frozen_start=row.appointment_at, at=at)
    return None


def _skipped(row: Message, reason: SkipReason, *, at: datetime) -> Message:
    return replace(
        row,
        status=MessageStatus.SKIPPED,
        reason=reason.value,
        at={**row.at, "skipped": at},
    )


def _stopped(row: Message, campaign: Campaign | None, *, at: datetime) -> Message:
    if campaign is not None and campaign.state is CampaignState.PAUSED:
        return replace(row, status=MessageStatus.QUEUED, reason="paused")
    return replace(
        row,
        status=MessageStatus.CANCELLED,
        reason="stopped",
        at={**row.at, "cancelled": at},
    )
