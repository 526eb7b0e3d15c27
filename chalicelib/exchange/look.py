"""Looking at a campaign: where it stands, its messages, and each one as its reader will get it."""

import base64
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.campaigns import (
    LIVE_FOLD_ROWS,
    PAIRS_PER_BLOCK,
    RELEASED,
    RESERVING,
    Campaign,
)
from chalicelib.domain.counts import Block, Counts, fold, released, total
from chalicelib.domain.credits import Balance
from chalicelib.domain.goes_at import GoesAt, goes_at, is_held
from chalicelib.domain.letters import EmailLetter, PhoneLetter
from chalicelib.domain.messages import Message, NoSuchMessage, ShownStatus
from chalicelib.domain.text_length import measure
from chalicelib.exchange.find import NoSuchCampaign, campaign_of, message_of
from chalicelib.exchange.ports import BadCursor, Parts, Slice
from chalicelib.exchange.words_of import letter_of

ENDED = RELEASED - RESERVING


@dataclass(frozen=True)
class CampaignView:
    """A campaign with the practice’s balance and its messages counted."""

    campaign: Campaign
    balance: Balance
    counts: Counts
    blocks: tuple[Block, ...] = ()
    rows: tuple[Message, ...] = ()
    """What was added up for it: the counts of blocks, or the messages themselves."""

    @property
    def statuses(self) -> Mapping[ShownStatus, int]:
        """How many messages stand where; skipped ones included."""
        counted: Counter[ShownStatus] = Counter()
        for key, count in self.counts.items():
            counted[key.status] += count.messages
        return counted

    @property
    def balance_after(self) -> int:
        """What would be, or is, left: once sent, its credits are not in `available` any more."""
        if self.campaign.is_released:
            return self.balance.available
        return self.balance.available - self.campaign.total


@dataclass(frozen=True)
class Preview:
    """One message as its reader gets it; parts of other channels are empty."""

    message: Message
    subject: str = ""
    email_html: str = ""
    email_text: str = ""
    text: str = ""
    segments: int = 0
    phone_opening_ssml: str = ""
    phone_ssml: str = ""


def campaign_view(parts: Parts, practice_id: str, campaign_id: str) -> CampaignView:
    """
    Small campaigns are counted from their rows now; large ones from the folds of their blocks.

    :raises NoSuchCampaign: if this practice has none of that id.
    """
    return _view(parts, campaign_of(parts, practice_id, campaign_id))


def campaign_at_a_glance(parts: Parts, practice_id: str, campaign_id: str) -> CampaignView:
    """
    The same as it stood a moment ago, without its words, for a quarter of the price.

    :raises NoSuchCampaign: if this practice has none of that id.
    """
    campaign = parts.campaigns.heads(practice_id, [campaign_id]).get(campaign_id)
    if campaign is None:
        raise NoSuchCampaign
    return _view(parts, campaign)


def _view(parts: Parts, campaign: Campaign) -> CampaignView:
    balance = parts.credits.balance(campaign.practice_id)
    rows, blocks = _to_count(parts, campaign)
    return CampaignView(
        campaign=campaign,
        balance=balance,
        counts=_counts(parts, campaign, rows=rows, blocks=blocks),
        blocks=blocks,
        rows=rows,
    )


def when_it_goes(parts: Parts, campaign: Campaign, message: Message) -> GoesAt | None:
    """The moment by its reader’s clock, and the rule; None if it left or never will leave."""
    zone = parts.records.practice(campaign.practice_id).time_zone
    return goes_at(campaign, message, zone=zone, at=parts.now())


def counts_of(parts: Parts, campaign: Campaign) -> Counts:
    """The counts of one campaign, live if it is small."""
    rows, blocks = _to_count(parts, campaign)
    return _counts(parts, campaign, rows=rows, blocks=blocks)


def _to_count(parts: Parts, campaign: Campaign) -> tuple[tuple[Message, ...], tuple[Block, ...]]:
    """The messages of a small campaign; the counts of blocks where those surely say as much."""
    whose = campaign.practice_id, campaign.id
    if campaign.selected > LIVE_FOLD_ROWS:
        # On its way the counts are behind anyway; before, they are what staff decide by.
        return (), parts.campaigns.blocks(*whose, may_lag=campaign.is_released)
    if campaign.state in ENDED:
        blocks = parts.campaigns.blocks(*whose)
        # Whatever changes now marks its block: as long as none is marked, nothing has changed.
        if all(each.as_of and not each.is_stale for each in blocks):
            return (), blocks
    return () if campaign.cursor == 0 else parts.campaigns.rows(*whose, block=0), ()


def _counts(
    parts: Parts,
    campaign: Campaign,
    *,
    rows: tuple[Message, ...],
    blocks: tuple[Block, ...],
) -> Counts:
    if not rows:
        counts = total(block.counts for block in blocks)
        return released(counts) if campaign.is_released else counts
    at = parts.now()
    return fold(
        rows,
        zone=parts.records.practice(campaign.practice_id).time_zone,
        is_released=campaign.is_released,
        is_held=lambda row: is_held(campaign, row, at=at),
    )


def message_rows(
    parts: Parts, practice_id: str, campaign_id: str, *, limit: int, cursor: str | None = None
) -> Slice[Message]:
    """
    Messages of a campaign in the order of its frozen list.

    :raises NoSuchCampaign: if this practice has none of that id.
    :raises BadCursor: if the cursor is not one of this list.
    """
    campaign = campaign_of(parts, practice_id, campaign_id)
    place = 0 if cursor is None else read_place(cursor, campaign_id=campaign_id)
    made = min(campaign.selected, campaign.cursor * PAIRS_PER_BLOCK)
    rows: list[Message] = []
    end = min(place + limit, made)
    at = place
    while at < end:
        block, number = divmod(at, PAIRS_PER_BLOCK)
        stop = min(PAIRS_PER_BLOCK, number + end - at)
        rows += parts.campaigns.rows(
            practice_id, campaign_id, block=block, numbers=range(number, stop)
        )
        at += stop - number
    following = write_place(end, campaign_id=campaign_id) if end < made else None
    return Slice(tuple(rows), following)


def preview(parts: Parts, practice_id: str, campaign_id: str, message_id: str) -> Preview:
    """
    The very words that will be, or were, sent.

    :raises NoSuchMessage: if this campaign has none of that id, or it was skipped.
    """
    campaign, message = message_of(parts, practice_id, message_id)
    if campaign.id != campaign_id or message.method is None or message.reason in _WORDLESS:
        raise NoSuchMessage
    return preview_of(parts, campaign, message)


_WORDLESS = frozenset({"no_words_for_channel", "detail_missing", "too_long", "no_address"})
"""Reasons for which there are no words to show."""


def preview_of(parts: Parts, campaign: Campaign, message: Message) -> Preview:
    """The words of a message that has some."""
    letter = letter_of(parts.wording, campaign, message)
    if isinstance(letter, EmailLetter):
        return Preview(
            message,
            subject=letter.subject,
            email_html=letter.html,
            email_text=letter.text,
        )
    if isinstance(letter, PhoneLetter):
        return Preview(
            message,
            phone_opening_ssml=letter.opening_ssml,
            phone_ssml=letter.details_ssml,
        )
    return Preview(message, text=letter.text, segments=measure(letter.text).segments)


def write_place(place: int, *, campaign_id: str) -> str:
    """A place in the frozen list as a cursor."""
    return base64.urlsafe_b64encode(json.dumps([campaign_id, place]).encode()).decode()


def read_place(cursor: str, *, campaign_id: str) -> int:
    """:raises BadCursor: if it is none of this campaign."""
    try:
        held = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, RecursionError) as error:
        raise BadCursor from error
    if not (isinstance(held, list) and len(held) == 2 and held[0] == campaign_id):
        raise BadCursor
    place = held[1]
    if not isinstance(place, int) or isinstance(place, bool) or place < 0:
        raise BadCursor
    return place
