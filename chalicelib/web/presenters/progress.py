"""A campaign after Send as a page: how far it has come, and what did not arrive."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.counts import Counts
from chalicelib.domain.credits import price_of
from chalicelib.domain.messages import Message, MessageStatus, last_event
from chalicelib.domain.practices import Practice
from chalicelib.exchange.look import CampaignView
from chalicelib.exchange.rows_standing import WAITING
from chalicelib.web import urls
from chalicelib.web.moments import Moment, duration, moment
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
from chalicelib.web.presenters.tally import Tally, tally_of
from chalicelib.web.words import CAMPAIGNS, counted, number

MOVING = frozenset({CampaignState.SENDING, CampaignState.STOPPING})
STOPPABLE = frozenset({CampaignState.SCHEDULED, CampaignState.SENDING, CampaignState.PAUSED})
ENDED = frozenset({CampaignState.DONE, CampaignState.STOPPED})
NEWS_FOR = timedelta(minutes=2)
"""How long after the end the page still asks for receipts by itself."""
CHECK_FIRST = "Ask whether they got it before you send it again."
PAUSED_WORDS = "The provider takes no messages from us at the moment. Nothing is lost."
BOUNCES_WORDS = (
    "Every tenth address or more did not exist, so nothing more leaves by itself. Look at where "
    "this list comes from, then let it go on, or stop it."
)

ShownPage = TypeVar("ShownPage", bound=ProgressPage)


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
        starts_at=_starts_at(campaign, practice=practice, at=at),
        time_left=_time_left(view.counts, campaign, per_second=per_second),
        is_moving=_is_moving(campaign, tally, at=at),
        may_stop=campaign.state in STOPPABLE and tally.waiting > 0,
        paused=_paused(campaign),
        finished=_finished(campaign, tally),
        numbers=tuple(each for _, each in numbers_of(view)),
        methods=tuple(_methods(view.counts, campaign)),
        not_delivered=tuple(_not_delivered(row) for row in troubled),
        more_not_delivered=max(0, tally.not_delivered - len(troubled)),
    )


def _starts_at(campaign: Campaign, *, practice: Practice, at: datetime) -> Moment | None:
    """Given while nothing leaves before that moment."""
    if campaign.state is not CampaignState.SCHEDULED:
        return None
    return moment(campaign.starts_at or at, zone=practice.time_zone, now=at)


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


def _is_moving(campaign: Campaign, tally: Tally, *, at: datetime) -> bool:
    if campaign.state in MOVING:
        return True
    if campaign.state is CampaignState.SCHEDULED:
        return (campaign.starts_at or at) - at < NEWS_FOR
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


def numbers_of(view: CampaignView) -> Iterator[tuple[str, BigNumber]]:
    """The big numbers, each by the name under which its messages are listed."""
    tally, campaign = tally_of(view.counts), view.campaign
    is_ended = campaign.state in ENDED
    for show, label, count, is_always in (
        ("delivered", "Delivered", tally.delivered, True),
        ("sending", "Sent, no receipt" if is_ended else "Sending", tally.sending, True),
        ("not_delivered", "Not delivered", tally.not_delivered, True),
        ("waiting", "Waiting", tally.waiting, True),
        ("unknown", "Could not confirm", tally.unknown, False),
        ("stopped", "Stopped", tally.cancelled, False),
    ):
        if count or is_always:
            href = urls.campaign_messages(campaign.id, show=show) if count else None
            yield show, BigNumber(number=count, label=label, href=href)


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


def _paused(campaign: Campaign) -> str:
    if campaign.state is not CampaignState.PAUSED:
        return ""
    return BOUNCES_WORDS if campaign.pause_reason == "many_bounces" else PAUSED_WORDS
