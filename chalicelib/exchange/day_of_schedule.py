"""A day of the schedule as staff look at it: who comes when, and what was not sent for it yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.domain.appointments import NamedVisit
from chalicelib.domain.audience_file import read_audience
from chalicelib.domain.audiences import AppointmentsOf
from chalicelib.domain.campaigns import Campaign, CampaignState, Shelf
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Need
from chalicelib.exchange.list_pairs import bounds_of
from chalicelib.exchange.ports import Parts

CAMPAIGNS_LOOKED_AT = 25
MADE_BEFORE = timedelta(days=62)
"""Nobody asks for confirmations longer ahead; of those since then the newest are looked at."""
VISITS_PER_READ = 200
AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class DayOfSchedule:
    """Every visit of a day by time, and confirmations not sent yet."""

    day: date
    visits: tuple[NamedVisit, ...]
    unsent: Campaign | None


def day_of_schedule(parts: Parts, *, practice: Practice, day: date) -> DayOfSchedule:
    """The whole day, in the practice’s zone."""
    return DayOfSchedule(
        day=day,
        visits=tuple(_visits(parts, practice=practice, day=day)),
        unsent=_unsent(parts, practice=practice, day=day),
    )


def next_busy_day(parts: Parts, *, practice: Practice, at: datetime) -> date:
    """The day of the next appointment; today if there is none."""
    found = parts.records.appointments_between(practice.id, start=at, end=at + AHEAD, limit=1)
    first = found.items[0].starts_at if found.items else at
    return first.astimezone(practice.time_zone).date()


def _visits(parts: Parts, *, practice: Practice, day: date) -> Iterator[NamedVisit]:
    start, end = bounds_of(day, practice=practice)
    cursor = None
    while True:
        found = parts.records.visits_between(
            practice.id, start=start, end=end, limit=VISITS_PER_READ, cursor=cursor
        )
        yield from found.items
        cursor = found.next
        if cursor is None:
            return


def _unsent(parts: Parts, *, practice: Practice, day: date) -> Campaign | None:
    """Confirmations of that day which were made and priced, and wait for somebody to send them."""
    start, _ = bounds_of(day, practice=practice)
    newest = parts.campaigns.of_practice(
        practice.id,
        shelf=Shelf.PERSONALIZED,
        since=start - MADE_BEFORE,
        limit=CAMPAIGNS_LOOKED_AT,
    )
    for campaign in newest.items:
        if campaign.state is not CampaignState.READY or campaign.need is not Need.APPOINTMENT:
            continue
        try:
            audience = read_audience(parts.files.get(campaign.audience_key))
        except KeyError:
            continue
        if isinstance(audience, AppointmentsOf) and audience.day == day:
            return campaign
    return None
