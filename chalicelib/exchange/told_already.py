"""Nobody is told the same twice: a campaign takes its place, and yields to those before it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.audience_file import ListedPair
from chalicelib.domain.campaigns import PAIRS_PER_BLOCK, Campaign
from chalicelib.domain.messages import Message, MessageStatus, SkipReason, message_id
from chalicelib.domain.templates import Kind
from chalicelib.domain.told_already import (
    Enrolled,
    guard_key,
    has_told,
    may_be_the_same,
)
from chalicelib.exchange.footprints import Footprint, common, read_footprint
from chalicelib.exchange.ports import Changed, Parts


@dataclass(frozen=True)
class Told:
    """What earlier campaigns have in common with this one, by campaign."""

    campaign: Campaign
    earlier: Mapping[str, Footprint]


def is_guarded(campaign: Campaign) -> bool:
    """A broadcast is news for an address and about nobody; a test tells nobody anything."""
    return campaign.kind is Kind.PERSONALIZED and campaign.is_bound_by_rules


def told_before(parts: Parts, campaign: Campaign) -> Told:
    """
    Take the campaign’s place in the register, once, and see what those before it have told.

    Its footprint is kept already, so that whoever comes later finds it.
    """
    if not is_guarded(campaign):
        return Told(campaign, {})
    before = _enrolled(parts, campaign)
    if campaign.tells_again:
        return Told(campaign, {})
    entries = may_be_the_same(before, need=campaign.need, at=campaign.created_at)
    if not entries:
        return Told(campaign, {})
    own = read_footprint(parts.files, campaign.footprint_key)
    found = {each.campaign_id: common(own, parts.files, each.footprint_key) for each in entries}
    return Told(campaign, {name: each for name, each in found.items() if each.keys})


def _enrolled(parts: Parts, campaign: Campaign) -> tuple[Enrolled, ...]:
    """Those before it in the register; its own place is for good."""
    own = Enrolled(campaign.id, campaign.created_at, campaign.footprint_key)
    while True:
        register = parts.campaigns.register(campaign.practice_id, campaign.need)
        before = register.before(campaign.id)
        if before is not None:
            return before
        try:
            parts.campaigns.save_register(register.with_entry(own))
        except Changed:
            # Another campaign came first, or this very request did: look again.
            continue


def without_told(
    parts: Parts,
    told: Told,
    rows: Sequence[Message],
    pairs: Sequence[ListedPair],
    *,
    at: datetime,
) -> tuple[Message, ...]:
    """The rows; those whose readers were told already are skipped, naming by which campaign."""
    hits = _hits(told, rows, pairs)
    if not hits:
        return tuple(rows)
    ids = {each for found in hits.values() for _, each in found}
    practice_id = told.campaign.practice_id
    messages = _that_speak_for(parts, practice_id, ids)
    names = {name for found in hits.values() for name, _ in found}
    campaigns = {name: parts.campaigns.get(practice_id, name) for name in sorted(names)}
    made: list[Message] = []
    for row in rows:
        teller = next(
            (
                name
                for name, each in hits.get(row.number, ())
                if has_told(messages.get(each), campaigns[name], at=at)
            ),
            None,
        )
        made.append(row if teller is None else _skipped(row, teller))
    return tuple(made)


def tellers(parts: Parts, practice_id: str, rows: Iterable[Message]) -> Mapping[str, Campaign]:
    """The earlier campaigns that rows were skipped for, by id."""
    told = SkipReason.ALREADY_TOLD.value
    names = sorted({row.detail for row in rows if row.reason == told and row.detail})
    found = (parts.campaigns.get(practice_id, name) for name in names)
    return {each.id: each for each in found if each is not None}


def _that_speak_for(parts: Parts, practice_id: str, ids: Collection[str]) -> Mapping[str, Message]:
    """Those messages; for a child named in the message of its household, that one instead."""
    found = parts.campaigns.messages(practice_id, sorted(ids))
    spoken_for = {
        each.id: each.detail
        for each in found.values()
        if each.reason == SkipReason.IN_HOUSEHOLD_MESSAGE.value and each.detail
    }
    if not spoken_for:
        return found
    households = parts.campaigns.messages(practice_id, sorted(set(spoken_for.values())))
    named = {name: households[one] for name, one in spoken_for.items() if one in households}
    return {**found, **named}


def _hits(
    told: Told, rows: Sequence[Message], pairs: Sequence[ListedPair]
) -> dict[int, list[tuple[str, str]]]:
    """By number of a row: campaigns that may have told it, and by which message."""
    hits: dict[int, list[tuple[str, str]]] = {}
    if not told.earlier:
        return hits
    for row, pair in zip(rows, pairs, strict=True):
        if row.status is not MessageStatus.QUEUED:
            continue
        key = guard_key(told.campaign.need, pair)
        for name, footprint in told.earlier.items():
            place = footprint.place_of(key)
            if place is not None:
                block, number = divmod(place, PAIRS_PER_BLOCK)
                each = message_id(name, block=block, number=number)
                hits.setdefault(row.number, []).append((name, each))
    return hits


def _skipped(row: Message, teller: str) -> Message:
    return replace(
        row,
        status=MessageStatus.SKIPPED,
        reason=SkipReason.ALREADY_TOLD.value,
        detail=teller,
        at={**row.at, "skipped": row.at["created"]},
    )
