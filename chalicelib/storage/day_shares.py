"""Where reports find what was sent on a day: each block’s share, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Block, Count, CountKey
from chalicelib.domain.messages import Message, ShownStatus
from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.campaign_items import (
    BLOCKS,
    META,
    campaign_partition,
    read_block,
    read_campaign,
)
from chalicelib.storage.dynamo import If, Item
from chalicelib.storage.message_items import message_key, read_message
from chalicelib.storage.moments import optional_moment, optional_moment_text
from chalicelib.storage.table import Query, Table

if TYPE_CHECKING:
    from chalicelib.domain.day_counts import DayShare

LAST_OF_A_DAY, LAST_NUMBER = "$", "~"
"""They sort after the # that follows a day, and after every number of a row."""


class DynamoDayShares:
    """The reports’ part of the campaigns port."""

    def __init__(self, table: Table) -> None:
        self._kept = table

    def heads(self, practice_id: str, ids: Iterable[str]) -> dict[str, Campaign]:
        """Those campaigns without their texts, in one go; may lag."""
        keys = [(campaign_partition(practice_id, each), META) for each in ids]
        rows = self._kept.get_many(keys, may_lag=True)
        return {campaign.id: campaign for campaign in map(read_campaign, rows.values())}

    def blocks(
        self, practice_id: str, campaign_id: str, *, may_lag: bool = False
    ) -> tuple[Block, ...]:
        """All blocks of a campaign, by number."""
        partition = campaign_partition(practice_id, campaign_id)
        query = Query(partition, prefix=BLOCKS, may_lag=may_lag)
        return tuple(map(read_block, self._kept.all(query)))

    def keep_share(self, share: DayShare) -> None:
        """Keep it, unless a fold that had seen more marks is kept."""
        is_newer = If("attribute_not_exists(#marks) OR #marks <= :seen", {"seen": share.marks})
        with suppress(Changed):
            self._kept.put(share_item(share), condition=is_newer)

    def shares(self, practice_id: str, *, first: str, last: str) -> tuple[DayShare, ...]:
        """What every block adds to these days, newest first; may lag."""
        query = Query(
            _days_of(practice_id),
            between=(first, f"{last}{LAST_OF_A_DAY}"),
            newest_first=True,
            may_lag=True,
        )
        return tuple(_read(practice_id, item) for item in self._kept.all(query))

    def glance(
        self, practice_id: str, campaign_id: str, *, block: int, first: int, limit: int
    ) -> tuple[Message, ...]:
        """At most so many rows from that number on; may lag."""
        partition, start = message_key(practice_id, campaign_id, block, first)
        query = Query(partition, between=(start, LAST_NUMBER), may_lag=True)
        return tuple(map(read_message, self._kept.page(query, limit=limit).items))

    def glance_at(
        self, practice_id: str, campaign_id: str, *, block: int, numbers: Sequence[int]
    ) -> tuple[Message, ...]:
        """These rows by number; may lag."""
        keys = [message_key(practice_id, campaign_id, block, number) for number in numbers]
        held = self._kept.get_many(keys, may_lag=True)
        return tuple(read_message(held[key]) for key in sorted(held))


def _days_of(practice_id: str) -> str:
    return f"P#{practice_id}#DAYS"


def share_item(share: DayShare) -> Item:
    """A row of its own, under the practice and the day."""
    item: Item = {
        "pk": _days_of(share.practice_id),
        "sk": f"{share.day}#{share.campaign_id}#{share.block:04d}",
        "counts": {
            _name(key): [count.messages, count.credits] for key, count in share.counts.items()
        },
        "few": {_name(key): list(numbers) for key, numbers in share.few.items()},
        "as_of": optional_moment_text(share.as_of),
        "marks": share.marks,
    }
    return item


def _read(practice_id: str, item: Item) -> DayShare:
    from chalicelib.domain.day_counts import DayShare

    day, campaign_id, block = item["sk"].split("#")
    return DayShare(
        practice_id=practice_id,
        day=day,
        campaign_id=campaign_id,
        block=int(block),
        counts={_key(name, day=day): Count(*held) for name, held in item["counts"].items()},
        few={_key(name, day=day): tuple(held) for name, held in item["few"].items()},
        as_of=optional_moment(item["as_of"]),
        marks=item["marks"],
    )


def _name(key: CountKey) -> str:
    method = "" if key.method is None else key.method.value
    return f"{method}#{key.status.value}"


def _key(name: str, *, day: str) -> CountKey:
    method, _, status = name.partition("#")
    return CountKey(day=day, method=ContactMethod(method), status=ShownStatus(status))
