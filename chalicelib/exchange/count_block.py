"""Counting a block’s messages afresh, for the progress page and for the days of the reports."""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.counts import Block, Counts, fold, released
from chalicelib.domain.day_counts import shares_of
from chalicelib.domain.goes_at import is_held
from chalicelib.domain.messages import Message
from chalicelib.domain.periods import local_day
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import NoSuchPractice, Parts


def fold_block(parts: Parts, block: Block) -> Block | None:
    """Count a block afresh from its rows; None if its campaign or practice is gone."""
    campaign = parts.campaigns.get(block.practice_id, block.campaign_id)
    if campaign is None:
        return None
    try:
        practice = parts.records.practice(block.practice_id)
    except NoSuchPractice:
        return None
    at = parts.now()
    rows = parts.campaigns.rows(block.practice_id, block.campaign_id, block=block.number)
    counts = fold(
        rows,
        zone=practice.time_zone,
        is_released=campaign.is_released,
        is_held=lambda row: is_held(campaign, row, at=at),
    )
    folded = replace(block, counts=counts, as_of=at)
    _keep(parts, folded, before=block.counts, rows=rows, campaign=campaign, practice=practice)
    return folded


def count_as_waiting(parts: Parts, campaign: Campaign) -> None:
    """Send was pressed: what was ready waits since then, and the day’s report says so."""
    if campaign.sent_at is None:
        return
    practice = parts.records.practice(campaign.practice_id)
    for block in parts.campaigns.blocks(campaign.practice_id, campaign.id):
        # One that was marked is counted from its rows, and must not look as if it had been.
        if block.marks == 0 and block.as_of is not None and block.as_of <= campaign.sent_at:
            counts: Counts = released(block.counts)
            waiting = replace(block, counts=counts, as_of=parts.now())
            _keep(
                parts, waiting, before=block.counts, rows=(), campaign=campaign, practice=practice
            )


def _keep(
    parts: Parts,
    block: Block,
    *,
    before: Counts,
    rows: Iterable[Message],
    campaign: Campaign,
    practice: Practice,
) -> None:
    """The shares first: whoever dies in between leaves the block to be counted once more."""
    pressed = campaign.sent_at
    shares = shares_of(
        block,
        before=before,
        rows=rows,
        pressed_on="" if pressed is None else local_day(pressed, zone=practice.time_zone),
        zone=practice.time_zone,
    )
    for share in shares:
        parts.campaigns.keep_share(share)
    parts.campaigns.put_block(block)
