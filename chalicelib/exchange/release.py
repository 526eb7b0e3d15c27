"""Letting batches go: as many as each channel takes in two minutes, practices in turn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import zip_longest

from chalicelib.domain.campaigns import Batch
from chalicelib.domain.contact_methods import Channel
from chalicelib.exchange.ports import Parts

QUEUED_SECONDS = 120
"""Queues hold at most so many seconds of what a provider takes."""
RETURN_AFTER = timedelta(minutes=15)
"""A released batch that is still open then is looked at again."""
BATCHES_PER_CALL = 10

Room = dict[Channel, int]


def whole_room(parts: Parts) -> Room:
    """How many messages the queue of each channel may hold, all practices together."""
    return {
        channel: per_second * QUEUED_SECONDS for channel, per_second in parts.per_second.items()
    }


def release_in_turn(parts: Parts, due: Iterable[Batch], *, room: Room, at: datetime) -> None:
    """
    Queue what there is room for, one batch of each practice after another.

    Each is stamped before it is queued: a round that dies in between is made good after a while.
    """
    released: dict[Channel, list[Batch]] = defaultdict(list)
    for batch in _in_turn(due):
        channel = batch.method.channel
        if room[channel] < batch.size:
            continue
        if parts.campaigns.release(batch, due_at=at + RETURN_AFTER):
            room[channel] -= batch.size
            released[channel].append(batch)
        if len(released[channel]) == BATCHES_PER_CALL:
            parts.queues.batches(channel, released.pop(channel))
    for channel, batches in released.items():
        if batches:
            parts.queues.batches(channel, batches)


def _in_turn(due: Iterable[Batch]) -> Iterator[Batch]:
    """A practice with much to send does not keep the others waiting."""
    by_practice: dict[str, list[Batch]] = defaultdict(list)
    for batch in due:
        by_practice[batch.practice_id].append(batch)
    for each_one in zip_longest(*by_practice.values()):
        yield from (batch for batch in each_one if batch is not None)
