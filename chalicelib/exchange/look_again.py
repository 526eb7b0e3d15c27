"""The last look before a message leaves: has anything happened since it was made?"""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.campaigns import CONFIRM_WITHIN, Campaign, CampaignState
from chalicelib.domain.goes_at import opens_at, waits_for_hours
from chalicelib.domain.messages import Message, MessageStatus, SkipReason
from chalicelib.domain.places import own_window
from chalicelib.domain.practices import Practice
from chalicelib.domain.quiet_hours import read_window
from chalicelib.domain.recipients import barred, changed, stale
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.ports import Parts, Seen


def look_again(
    parts: Parts, campaign: Campaign, rows: Sequence[Message], *, at: datetime
) -> tuple[tuple[Message, ...], tuple[Message, ...], Seen]:
    """
    Rows that must not go (with what they become), rows that may, and what was seen; all read
    consistently.

    An opt-out that was recorded before this look is obeyed by it. One whose hours have not come
    is queued again, held until they do.
    """
    seen = parts.last_look.see(
        campaign.practice_id,
        campaign.id,
        addresses={row.to for row in rows},
        contact_ids={row.contact_id for row in rows if row.contact_id},
        appointment_ids={visit for row in rows for visit in row.appointments},
        numbers={row.to for row in rows if waits_for_hours(campaign, row)},
    )
    now = seen.campaign
    if now is None or now.state is not CampaignState.SENDING or seen.practice is None:
        return tuple(_stopped(row, now, at=at) for row in rows), (), seen
    out: list[Message] = []
    may_go: list[Message] = []
    for row in rows:
        reason = _reason(row, campaign, seen, at=at)
        becomes = row if reason is None else _skipped(row, reason, at=at)
        if reason is None and waits_for_hours(campaign, row):
            becomes = _timed(row, seen, practice=seen.practice, at=at)
        (may_go if becomes is row else out).append(becomes)
    return tuple(out), tuple(may_go), seen


def _reason(row: Message, campaign: Campaign, seen: Seen, *, at: datetime) -> SkipReason | None:
    """Why it must not go after all; None if it may."""
    if row.method is not None:
        stops = _standing(campaign, seen.stops.get(row.to, ()))
        reason = barred(method=row.method, need=campaign.need, stops=stops)
        reason = _too_late_to_confirm(campaign, at=at) or reason
        if reason is not None:
            return reason
    reason = _of_contact(row, campaign, seen)
    if reason is not None:
        return reason
    for visit, start in row.appointments.items():
        gone = stale(seen.appointments.get(visit), frozen_start=start, at=at)
        if gone is not None:
            return gone
    return None


def _of_contact(row: Message, campaign: Campaign, seen: Seen) -> SkipReason | None:
    """What the person has said since; who is never to be contacted gets no answer either."""
    contact = seen.contacts.get(row.contact_id)
    if not campaign.is_bound_by_rules:
        is_barred = contact is not None and contact.preferences.do_not_contact
        return SkipReason.DO_NOT_CONTACT if is_barred else None
    if not row.contact_id:
        return None
    return changed(
        row,
        contact=contact,
        kind=campaign.kind,
        need=campaign.need,
        defaults={} if seen.practice is None else seen.practice.defaults,
    )


def _standing(campaign: Campaign, stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    """A confirmation goes in spite of the very stop that it confirms, and of no other."""
    if not campaign.confirms_stop:
        return stops
    return tuple(stop for stop in stops if stop.kind is not StopKind.TEXTS)


def _too_late_to_confirm(campaign: Campaign, *, at: datetime) -> SkipReason | None:
    is_late = campaign.confirms_stop and at - campaign.created_at > CONFIRM_WITHIN
    return SkipReason.TOO_LATE_TO_CONFIRM if is_late else None


def _timed(row: Message, seen: Seen, *, practice: Practice, at: datetime) -> Message:
    """The very row if its hours are now, by what is known of them now; else held, or too late."""
    contact = seen.contacts.get(row.contact_id)
    window = read_window(row.window) if contact is None else own_window(contact)
    window = window if window.places else read_window(row.window)
    opens = opens_at(window, hours=practice.hours, at=at)
    if opens is None:
        return _skipped(row, SkipReason.NEVER_OPEN, at=at)
    if opens <= at:
        return row
    if row.appointment_at is not None and opens >= row.appointment_at:
        return _skipped(row, SkipReason.TOO_LATE, at=at)
    return row.but(status=MessageStatus.QUEUED, reason="quiet_hours", held_until=opens)


def _skipped(row: Message, reason: SkipReason, *, at: datetime) -> Message:
    return row.but(
        status=MessageStatus.SKIPPED,
        reason=reason.value,
        at={**row.at, "skipped": at},
    )


def _stopped(row: Message, campaign: Campaign | None, *, at: datetime) -> Message:
    if campaign is not None and campaign.state is CampaignState.PAUSED:
        return row.but(status=MessageStatus.QUEUED, reason="paused")
    return row.but(
        status=MessageStatus.CANCELLED,
        reason="stopped",
        at={**row.at, "cancelled": at},
    )
