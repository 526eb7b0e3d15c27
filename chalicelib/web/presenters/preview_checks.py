"""“Before you send”: each thing to look at, with how many it concerns and where to see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chalicelib.domain.campaigns import PAIRS_PER_BLOCK, Campaign
from chalicelib.domain.messages import Message, SkipReason
from chalicelib.domain.templates import Kind
from chalicelib.exchange.look import Preview
from chalicelib.exchange.look_at_made import Noticed
from chalicelib.web import urls
from chalicelib.web.pages.preview import Check
from chalicelib.web.presenters.left_out import skipped_at
from chalicelib.web.words import counted


@dataclass(frozen=True)
class Seen:
    """What was found there."""

    preview: Preview | None
    skipped: tuple[Message, ...]
    long_texts: Noticed
    in_spanish: Noticed
    in_another_language: Noticed
    tellers: Mapping[str, Campaign] = field(default_factory=dict)
    """The earlier campaigns for which some are skipped, by id."""


def checks(campaign: Campaign, seen: Seen) -> Iterator[Check]:
    """“Before you send”: what is in order, and what to look at."""
    noun = "patient" if campaign.kind is Kind.PERSONALIZED else "address"
    everyone = counted(campaign.created_count, noun)
    missing = campaign.skipped.get(SkipReason.DETAIL_MISSING.value, 0)
    if missing:
        text = f"{counted(missing, noun)} left out because a detail is missing"
        yield Check(is_good=False, text=text, href=_because(campaign, SkipReason.DETAIL_MISSING))
    else:
        yield Check(is_good=True, text=f"Every detail is filled in for {everyone}")
    together = campaign.skipped.get(SkipReason.IN_HOUSEHOLD_MESSAGE.value, 0)
    if together:
        text = f"{counted(together, 'patient')} named in their household’s one message"
        href = _because(campaign, SkipReason.IN_HOUSEHOLD_MESSAGE)
        yield Check(is_good=True, text=text, href=href)
    yield from _noticed(campaign, seen)
    if campaign.reply_to:
        yield Check(is_good=True, text="Sender and reply address are set")
    else:
        text = "No reply address is set, so nobody can answer the emails"
        yield Check(is_good=False, text=text, href=urls.settings())
    if campaign.kind is Kind.BROADCAST and not campaign.postal_address.strip():
        text = "The practice’s postal address is missing; the law asks for it in a broadcast"
        yield Check(is_good=False, text=text, href=urls.settings())


def _noticed(campaign: Campaign, seen: Seen) -> Iterator[Check]:
    among = "" if campaign.selected <= PAIRS_PER_BLOCK else "Among the first 1,000: "
    for found, is_good, noun, one, many in (
        (seen.in_spanish, True, "message", "is in Spanish", "are in Spanish"),
        (
            seen.in_another_language,
            False,
            "family",
            "reads Spanish and gets the English words: there are none in Spanish",
            "read Spanish and get the English words: there are none in Spanish",
        ),
        (
            seen.long_texts,
            False,
            "text",
            "is longer than one segment; the price stays 3 credits",
            "are longer than one segment; the price stays 3 credits each",
        ),
    ):
        if found.count:
            text = f"{among}{counted(found.count, noun)} {one if found.count == 1 else many}"
            yield Check(is_good=is_good, text=text, href=preview_at(campaign, found.first))


def preview_at(campaign: Campaign, position: int) -> str:
    """The preview of one of its messages."""
    return urls.campaign_preview(campaign.id, position=position)


def _because(campaign: Campaign, reason: SkipReason) -> str:
    return skipped_at(campaign, why=(reason.value,))
