"""Three campaigns of the weeks before, really sent: the laptop's clock is set back for each."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from chalicelib.domain.audiences import AppointmentsOf, Audience, Everyone, RecallDueBefore
from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.delivery import DeliveryEvent, rank_of
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.domain.practices import Practice
from chalicelib.exchange.create import create_campaign
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.send import send_campaign
from chalicelib.exchange.sweep import sweep
from infra.local import clock
from infra.local.demo.schedule import DAY_OF_REMINDERS
from infra.local.demo.waiting import wait_until
from infra.local.demo.wordings import APPOINTMENT, FLU_CLINIC, RECALL, Words
from infra.local.providers.behaviour import follows
from infra.local.providers.store import OutboxStore

LAST_TOLD = {
    "Delivery": DeliveryEvent.DELIVERED,
    "Hard bounce": DeliveryEvent.HARD_BOUNCE,
    "Soft bounce": DeliveryEvent.SOFT_BOUNCE,
    "Complaint": DeliveryEvent.COMPLAINT,
    "busy": DeliveryEvent.BUSY,
    "no_answer": DeliveryEvent.NO_ANSWER,
    "failed": DeliveryEvent.FAILED,
    "hung_up": DeliveryEvent.ANSWERED,
}
"""With which of our events each of the pretend providers' stories ends."""


@dataclass(frozen=True)
class PastCampaign:
    """Who sent what to whom, and when; days are counted from today, backwards."""

    day: int
    name: str
    words: Words
    audience: Callable[[date], Audience]
    """Of the day on which it was made."""
    created_by: str
    sent_by: str
    values: Mapping[str, str] = field(default_factory=dict)


RECALLS = PastCampaign(
    day=-23,
    name="Check-ups due this fall",
    words=RECALL,
    audience=lambda day: RecallDueBefore(day + timedelta(days=90)),
    created_by="J. Kim",
    sent_by="R. Alvarez",
)
CLINIC = PastCampaign(
    day=-12,
    name="Flu clinic on Saturday",
    words=FLU_CLINIC,
    audience=lambda _: Everyone(),
    created_by="R. Alvarez",
    sent_by="R. Alvarez",
    values={"clinic_date": "Saturday", "clinic_hours": "9 to 1"},
)
REMINDERS = PastCampaign(
    day=DAY_OF_REMINDERS - 1,
    name="Reminders for tomorrow",
    words=APPOINTMENT,
    audience=lambda day: AppointmentsOf(day + timedelta(days=1)),
    created_by="J. Kim",
    sent_by="J. Kim",
)


def set_clock(practice: Practice, *, day: date, at: time) -> None:
    """Let it be that time of that day where the practice is."""
    clock.set_now(datetime.combine(day, at, practice.time_zone).isoformat())


def send_past(
    parts: Parts, past: PastCampaign, *, practice: Practice, today: date, template_id: str
) -> Campaign:
    """Create and send it as staff would have, and wait until all its receipts are in."""
    day = today + timedelta(days=past.day)
    set_clock(practice, day=day, at=time(13, 5))
    created = create_campaign(
        parts,
        practice_id=practice.id,
        kind=past.words.kind,
        need=past.words.need,
        name=past.name,
        audience=past.audience(day),
        by=past.created_by,
        at=parts.now(),
        template_id=template_id,
        shared_values=past.values,
    )
    ready = _wait_for(parts, created, CampaignState.READY)
    # Daytime from coast to coast: some of the families live in Denver and Los Angeles.
    set_clock(practice, day=day, at=time(13, 20))
    send_campaign(
        parts,
        practice_id=practice.id,
        campaign_id=ready.id,
        credits_seen=ready.total,
        by=past.sent_by,
        at=parts.now(),
    )
    done = _wait_for(parts, ready, CampaignState.DONE)
    wait_until(lambda: _is_all_told(parts, done), what=f"the receipts of “{past.name}”")
    return done


def _wait_for(parts: Parts, campaign: Campaign, state: CampaignState) -> Campaign:
    def has_come() -> bool:
        if state is CampaignState.DONE:
            sweep(parts)
        return campaign_of(parts, campaign.practice_id, campaign.id).state is state

    wait_until(has_come, what=f"“{campaign.name}” to be {state.value}")
    return campaign_of(parts, campaign.practice_id, campaign.id)


def _is_all_told(parts: Parts, campaign: Campaign) -> bool:
    rows = parts.campaigns.rows(campaign.practice_id, campaign.id, block=0)
    return all(map(_is_told, rows))


def _is_told(row: Message) -> bool:
    """Whether the last news that its provider tells by itself has been written down."""
    if row.status is not MessageStatus.SENT or row.channel is None:
        return True
    planned = follows(row.channel.value, to=row.to)
    if not planned:
        return True
    _, last = planned[-1]
    return row.rank >= rank_of(row.channel, LAST_TOLD[last])


def outbox() -> OutboxStore:
    """What reached the pretend providers of this laptop."""
    return OutboxStore(Path(os.environ["PMX_DATA"]))
