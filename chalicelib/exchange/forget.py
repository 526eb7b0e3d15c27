"""Long after a message was sent, the details that stood in it are forgotten; the rest stays."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.messages import Message
from chalicelib.exchange.find import each_campaign
from chalicelib.exchange.ports import Changed, Parts

NIGHTS = timedelta(days=14)
"""So many nights each campaign's turn comes again, should one of them fail."""
LONGEST = timedelta(days=90)
"""A campaign ends at most so long after it was made."""


Forget = Callable[[Sequence[Message]], Sequence[str]]
"""Blanks the details of these final rows, IF status and attempt are as read; the ids written."""


def forget_details(parts: Parts, practice_id: str, *, days: int, forget: Forget) -> int:
    """
    Blank the details (names, times, whatever was filled in) of messages that ended so long ago.

    The practice’s own choice goes before `days`. Rows, statuses, counts and costs stay, so that
    every report reads as before. How many rows were blanked; doing it again blanks none.
    """
    practice = parts.records.practice(practice_id)
    kept = days if practice.message_days is None else practice.message_days
    before, until = parts.now() - timedelta(days=kept), practice.forgotten_until
    # A practice that keeps them for less than before has years to make up for.
    since = None if until is None else min(until, before) - NIGHTS
    blanked = sum(
        len(forget(_with_details(parts, campaign, block=block)))
        for campaign in _ended(parts, practice_id, since=since, before=before)
        for block in range(campaign.blocks)
    )
    # Somebody saved the settings meanwhile: the next night looks at the same nights again.
    with contextlib.suppress(Changed):
        parts.records.save_practice(replace(practice, forgotten_until=before))
    return blanked


def _with_details(parts: Parts, campaign: Campaign, *, block: int) -> tuple[Message, ...]:
    rows = parts.campaigns.rows(campaign.practice_id, campaign.id, block=block)
    return tuple(row for row in rows if row.values and row.is_final)


def _ended(
    parts: Parts, practice_id: str, *, since: datetime | None, before: datetime
) -> Iterator[Campaign]:
    made_since = None if since is None else since - LONGEST
    for each in each_campaign(parts, practice_id, since=made_since, until=before):
        ended = each.finished_at
        if ended is not None and ended < before and (since is None or ended >= since):
            yield each
