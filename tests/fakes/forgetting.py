"""Blanking the details of old messages in memory, with the promises of the real one."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from chalicelib.domain.messages import Message
from tests.fakes.campaigns import FakeCampaigns


def forgetting(campaigns: FakeCampaigns) -> Callable[[Sequence[Message]], tuple[str, ...]]:
    """Blanks rows that are as they were read."""

    def forget(messages: Sequence[Message]) -> tuple[str, ...]:
        done = []
        for read in messages:
            held = campaigns.held.get((read.practice_id, read.id))
            if held is None or (held.status, held.attempt) != (read.status, read.attempt):
                continue
            campaigns.held[read.practice_id, read.id] = replace(held, values={})
            done.append(read.id)
        return tuple(done)

    return forget
