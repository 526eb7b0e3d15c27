"""When a message goes, by the clock of whoever gets it, and the rule that holds it until then."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.domain.quiet_hours import Hours, Window, read_window

LEAST_LEFT = timedelta(minutes=1)
"""A window that closes sooner is closed: the call to the provider takes its time."""


class Rule(StrEnum):
    """Why a message goes when it goes."""

    NOW = "now"
    SCHEDULED = "scheduled"
    QUIET_HOURS = "quiet_hours"
    OVER_CAP = "over_cap"


OVER_CAP = Rule.OVER_CAP.value
HOLDING = frozenset({Rule.QUIET_HOURS, Rule.OVER_CAP})


@dataclass(frozen=True)
class GoesAt:
    """The moment, in the recipient’s own zone; `window` says where they are, and who says so."""

    at: datetime
    rule: Rule
    window: Window


def opens_at(window: Window, *, hours: Hours, at: datetime) -> datetime | None:
    """The first moment from `at` on that leaves time for a call; None if there never is one."""
    is_open = window.is_open(at, practice_hours=hours)
    if is_open and window.is_open(at + LEAST_LEFT, practice_hours=hours):
        return at
    return window.opens_at(at + LEAST_LEFT if is_open else at, practice_hours=hours)


def waits_for_hours(campaign: Campaign, message: Message) -> bool:
    """Texts and calls wake people; emails do not, and who waits for an answer is awake."""
    return campaign.is_bound_by_rules and message.channel in (Channel.TEXT, Channel.PHONE)


def goes_at(campaign: Campaign, message: Message, *, zone: ZoneInfo, at: datetime) -> GoesAt | None:
    """When it will go; None if it is on its way, or never will go. `zone` is the practice’s."""
    if message.status is not MessageStatus.QUEUED or message.method is None:
        return None
    window = read_window(message.window)
    starts = max(at, campaign.starts_at or at)
    opens = _opens(campaign, message, starts=starts)
    shown = opens.astimezone(zone if window.zone is None else ZoneInfo(window.zone))
    if opens > starts and message.reason == OVER_CAP:
        return GoesAt(shown, Rule.OVER_CAP, window)
    if opens > starts:
        return GoesAt(shown, Rule.QUIET_HOURS, window)
    return GoesAt(shown, Rule.SCHEDULED if starts > at else Rule.NOW, window)


def _opens(campaign: Campaign, message: Message, *, starts: datetime) -> datetime:
    if message.held_until is not None:
        # By the last look, which knew more than was known when it was made.
        return max(starts, message.held_until)
    window = read_window(message.window)
    return opens_at(window, hours=campaign.hours, at=starts) or starts


def is_held(campaign: Campaign, message: Message, *, at: datetime) -> bool:
    """Whether it would go now, but for its hours."""
    if not campaign.is_released or message.status is not MessageStatus.QUEUED:
        return False
    if message.held_until is not None:
        return message.held_until > at
    window = read_window(message.window)
    return not window.is_open(at, practice_hours=campaign.hours)
