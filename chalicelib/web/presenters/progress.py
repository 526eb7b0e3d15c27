"""A campaign after Send as a page: how far it has come, and what did not arrive."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.counts import Counts
from chalicelib.domain.credits import price_of
from chalicelib.domain.messages import (
    DELIVERED_STATUSES,
    NOT_DELIVERED_STATUSES,
    Message,
    MessageStatus,
    ShownStatus,
    last_event,
)
from chalicelib.domain.practices import Practice
from chalicelib.exchange.look import CampaignView
from chalicelib.web import urls
from chalicelib.web.moments import duration, moment
from chalicelib.web.pages.page import BigNumber, Frame
from chalicelib.web.pages.progress import (
    DiscardPage,
    MethodProgress,
    NotDelivered,
    ProgressPage,
    StopPage,
)
from chalicelib.web.presenters.one_message import TO_DO
from chalicelib.web.presenters.statuses import patient_name, status_of
from chalicelib.web.words import CAMPAIGNS, counted, number

MOVING = frozenset({CampaignState.SENDING, CampaignState.STOPPING})
STOPPABLE = frozenset({CampaignState.SCHEDULED, CampaignState.SENDING, CampaignState.PAUSED})
ENDED = frozenset({CampaignState.DONE, CampaignState.STOPPED})
WAITING = frozenset({ShownStatus.QUEUED, ShownStatus.HELD, ShownStatus.READY})
ON_THE_WAY = frozenset({ShownStatus.SENDING, ShownStatus.SENT, ShownStatus.DELAYED})
NEWS_FOR = timedelta(minutes=2)
"""How long after the end the page still asks for receipts by itself."""
CHECK_FIRST = "Ask whether they got it before you send it again."
PAUSED_WORDS = "The provider takes no messages from us at the moment. Nothing is lost."

ShownPage = TypeVar("ShownPage", bound=ProgressPage)


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


def progress_page(
    kind: Callable[..., ShownPage],
    frame: Frame,
    *,
    view: CampaignView,
    troubled: tuple[Message, ...],
    practice: Practice,
    per_second: Mapping[Channel, int],
    at: datetime,
) -> ShownPage:
    """`kind` is the whole page, or the part of it that is fetched again."""
    campaign = view.campaign
    tally = tally_of(view.counts)
    starts_at = campaign.starts_at or at
    return kind(
        frame=frame,
        kind=campaign.kind.value,
        campaign_id=campaign.id,
        name=campaign.name,
        status=CAMPAIGNS[campaign.state.value],
        confirmed_by=campaign.sent_by,
        confirmed_at=moment(campaign.sent_at or at, zone=practice.time_zone, now=at),
        credits=campaign.total,
        sent=tally.sent,
        messages=campaign.created_count,
        skipped=campaign.skipped_count,
        starts_at=(
            moment(starts_at, zone=practice.time_zone, now=at)
            if campaign.state is CampaignState.SCHEDULED
            else None
        ),
        time_left=_time_left(view.counts, campaign, per_second=per_second),
        is_moving=_is_moving(campaign, tally, at=at),
        may_stop=campaign.state in STOPPABLE and tally.waiting > 0,
        paused=PAUSED_WORDS if campaign.state is CampaignState.PAUSED else "",
        finished=_finished(campaign, tally),
        numbers=tuple(_numbers(tally, is_ended=campaign.state in ENDED)),
        methods=tuple(_methods(view.counts, campaign)),
        not_delivered=tuple(_not_delivered(row) for row in troubled),
    )


def stop_page(frame: Frame, *, view: CampaignView) -> StopPage:
    """What stopping now would keep from leaving."""
    tally = tally_of(view.counts)
    return StopPage(
        frame=frame,
        kind=view.campaign.kind.value,
        campaign_id=view.campaign.id,
        name=view.campaign.name,
        waiting=tally.waiting,
        sent=tally.messages - tally.waiting - tally.cancelled,
        credits_returned=sum(
            count.messages * price_of(key.method)
            for key, count in view.counts.items()
            if key.method is not None and key.status in WAITING
        ),
    )


def discard_page(frame: Frame, *, campaign: Campaign) -> DiscardPage:
    """Throwing away what was not sent."""
    return DiscardPage(
        frame=frame,
        kind=campaign.kind.value,
        campaign_id=campaign.id,
        name=campaign.name,
        messages=campaign.created_count,
    )


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


def _is_moving(campaign: Campaign, tally: Tally, *, at: datetime) -> bool:
    if campaign.state in MOVING:
        return True
    ended = campaign.finished_at
    is_fresh = ended is not None and at - ended < NEWS_FOR
    return campaign.state in ENDED and is_fresh and tally.sending > 0


def _time_left(counts: Counts, campaign: Campaign, *, per_second: Mapping[Channel, int]) -> str:
    if campaign.state is not CampaignState.SENDING:
        return ""
    waiting: dict[Channel, int] = {}
    for key, count in counts.items():
        if key.method is not None and key.status in WAITING:
            channel = key.method.channel
            waiting[channel] = waiting.get(channel, 0) + count.messages
    if not waiting:
        return ""
    return duration(max(held / per_second[channel] for channel, held in waiting.items()))


def _finished(campaign: Campaign, tally: Tally) -> str:
    if campaign.state not in ENDED:
        return ""
    said = [f"{tally.delivered:,} delivered"]
    said += [f"{tally.sending:,} without a receipt"] if tally.sending else []
    said += [f"{tally.not_delivered:,} not delivered"]
    said += [f"{tally.unknown:,} could not be confirmed"] if tally.unknown else []
    sentence = f"{number(tally.sent)} sent: {', '.join(said)}."
    if tally.cancelled:
        verb = "was" if tally.cancelled == 1 else "were"
        sentence += f" {number(tally.cancelled)} {verb} stopped."
    returned = campaign.total - campaign.settled
    return f"{sentence} {counted(returned, 'credit')} returned." if returned else sentence


def _numbers(tally: Tally, *, is_ended: bool) -> Iterator[BigNumber]:
    troubles = "#not-delivered" if tally.not_delivered else None
    yield BigNumber(number=tally.delivered, label="Delivered")
    yield BigNumber(number=tally.sending, label="Sent, no receipt" if is_ended else "Sending")
    yield BigNumber(number=tally.not_delivered, label="Not delivered", href=troubles)
    yield BigNumber(number=tally.waiting, label="Waiting")
    if tally.unknown:
        yield BigNumber(number=tally.unknown, label="Could not confirm", href="#not-delivered")
    if tally.cancelled:
        yield BigNumber(number=tally.cancelled, label="Stopped")


def _methods(counts: Counts, campaign: Campaign) -> Iterator[MethodProgress]:
    for line in campaign.quote.lines:
        tally = tally_of(counts, method=line.method)
        yield MethodProgress(
            method=line.method.value,
            messages=line.messages,
            delivered=tally.delivered,
            sending=tally.sending,
            not_delivered=tally.not_delivered + tally.unknown,
            waiting=tally.waiting,
            credits=tally.credits,
        )


def _not_delivered(row: Message) -> NotDelivered:
    event = last_event(row) if row.status is MessageStatus.SENT else None
    advice = CHECK_FIRST if row.status is MessageStatus.UNKNOWN else ""
    return NotDelivered(
        patient=patient_name(row),
        href=urls.message(row.id),
        status=status_of(row),
        advice=TO_DO.get(event.value, "") if event else advice,
    )
