"""Letters to write and people to talk to: what each campaign left to staff, and what is done."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.campaigns import Campaign, Shelf
from chalicelib.domain.messages import Message, NoSuchMessage, ShownStatus, read_message_id
from chalicelib.domain.to_dos import BY_HAND, Tick, is_to_do, to_do_of
from chalicelib.exchange.find import NoSuchCampaign, campaign_of, each_campaign, message_of
from chalicelib.exchange.ports import Parts

KEPT_IN_SIGHT = timedelta(days=90)
TICKED_AT_ONCE = 100
MADE_FOR_GROUPS = (Shelf.PERSONALIZED, Shelf.BROADCAST)


@dataclass(frozen=True)
class ToDoList:
    """What one campaign left to staff, by how, and how much of it is done."""

    campaign: Campaign
    to_do: Mapping[str, int]
    done: int

    @property
    def left(self) -> int:
        return max(0, sum(self.to_do.values()) - self.done)


@dataclass(frozen=True)
class ToDo:
    """One letter or talk; `tick` is None while it is still to do."""

    message: Message
    tick: Tick | None


def to_do_lists(parts: Parts, practice_id: str, *, at: datetime) -> tuple[ToDoList, ...]:
    """The campaigns of the last 90 days that left anything to staff, newest first."""
    since = at - KEPT_IN_SIGHT
    campaigns = each_campaign(parts, practice_id, shelves=MADE_FOR_GROUPS, since=since)
    leaving = [each for each in campaigns if any(to_do_of(each).values())]
    leaving.sort(key=lambda each: (each.created_at, each.id), reverse=True)
    if not leaving:
        return ()
    done: Counter[str] = Counter()
    for tick in parts.records.ticks_between(practice_id, start=since, end=at + timedelta(days=1)):
        done[read_message_id(tick.message_id)[0]] += 1
    return tuple(ToDoList(each, to_do_of(each), done[each.id]) for each in leaving)


def to_dos(
    parts: Parts, practice_id: str, campaign_id: str, *, limit: int, first: int
) -> tuple[Campaign, tuple[ToDo, ...]]:
    """
    Of one campaign, in the order of its list, from the one numbered `first` (from 0) on.

    :raises NoSuchCampaign: if there is none of that id, or it was not sent.
    """
    campaign = campaign_of(parts, practice_id, campaign_id)
    if not campaign.is_released:
        raise NoSuchCampaign
    ticks = parts.records.ticks_of_campaign(practice_id, campaign_id)
    found: list[ToDo] = []
    for place, row in enumerate(_rows(parts, campaign)):
        if place >= first:
            found.append(ToDo(row, ticks.get(row.id)))
        if len(found) == limit:
            break
    return campaign, tuple(found)


def tick_to_dos(
    parts: Parts,
    practice_id: str,
    campaign_id: str,
    *,
    message_ids: Sequence[str],
    by: str,
    at: datetime,
) -> int:
    """
    These of a campaign are done; what was ticked before stays as it was. How many are new.

    :raises NoSuchCampaign: if there is none of that id.
    :raises NoSuchMessage: if one is not there, or was not left to staff; then none is ticked.
    """
    campaign_of(parts, practice_id, campaign_id)
    messages = [_to_do(parts, practice_id, each) for each in message_ids[:TICKED_AT_ONCE]]
    new = 0
    for message in messages:
        tick = Tick(practice_id, message.id, message.reason, by=by, at=at)
        if parts.records.add_tick(tick):
            _note(parts, message, "ticked_to_do", by=by, at=at)
            new += 1
    return new


def take_back_tick(
    parts: Parts, practice_id: str, message_id: str, *, by: str, at: datetime
) -> None:
    """It is to do again. :raises NoSuchMessage: if it is not there, or was not left to staff."""
    message = _to_do(parts, practice_id, message_id)
    parts.records.remove_tick(practice_id, message.id)
    _note(parts, message, "unticked_to_do", by=by, at=at)


def _to_do(parts: Parts, practice_id: str, message_id: str) -> Message:
    campaign, message = message_of(parts, practice_id, message_id)
    if not campaign.is_released or not is_to_do(message):
        raise NoSuchMessage
    return message


def _rows(parts: Parts, campaign: Campaign) -> Iterator[Message]:
    """Block by block; those in which nothing was left to staff are not read."""
    blocks = (
        parts.campaigns.blocks(campaign.practice_id, campaign.id) if campaign.blocks > 1 else ()
    )
    without = {
        block.number
        for block in blocks
        if not any(
            key.status is ShownStatus.SKIPPED and key.reason in BY_HAND for key in block.counts
        )
    }
    for number in range(campaign.blocks):
        if number not in without:
            rows = parts.campaigns.rows(campaign.practice_id, campaign.id, block=number)
            yield from filter(is_to_do, rows)


def _note(parts: Parts, message: Message, act: str, *, by: str, at: datetime) -> None:
    parts.audit.add(
        message.practice_id, actor=by, act=act, subject=message.id, at=at, detail=message.reason
    )
