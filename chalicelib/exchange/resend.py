"""Addresses were put right: the messages that never arrived there go once more, as a new group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.audiences import Audience, ChosenPairs, Pair, PastedAddresses
from chalicelib.domain.campaigns import RELEASED, Campaign, CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.messages import Message, read_message_id
from chalicelib.domain.patients import Contact
from chalicelib.domain.resends import (
    RESENDS_AT_ONCE,
    RESENDS_LISTED,
    Resend,
    may_be_resent,
)
from chalicelib.domain.stops import CLEARED_BY_CORRECTION, Stop
from chalicelib.domain.templates import Kind
from chalicelib.exchange.create import create_copy
from chalicelib.exchange.drafts import copy_of
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.ports import Parts

MESSAGES_LOOKED_AT = 50
"""Of a contact, the newest: hardly anybody gets more within a month."""


class NothingToResend(LookupError):
    """Nothing that was listed can go again: it went meanwhile, or its address is wrong again."""


@dataclass(frozen=True)
class Corrected:
    """The messages of one campaign that can go again, and the unsent group they are in, if any."""

    campaign: Campaign
    messages: tuple[Message, ...]
    made: Campaign | None = None


def offer_resends(
    parts: Parts, contact: Contact, *, methods: Iterable[ContactMethod], by: str, at: datetime
) -> None:
    """Before these addresses change: remember what never arrived there."""
    wrong = {contact.address(method) or "" for method in methods} - {""}
    if not wrong:
        return
    found = parts.campaigns.messages_of_contact(
        contact.practice_id, contact.id, limit=MESSAGES_LOOKED_AT
    )
    parts.records.add_resends(
        [
            Resend(contact.practice_id, message.id, corrected_by=by, corrected_at=at)
            for message in found.items
            if message.to in wrong and may_be_resent(message, to=message.to, at=at)
        ]
    )


def offer_resends_of_bounced(
    parts: Parts, changes: Sequence[tuple[Contact, Contact]], *, by: str, at: datetime
) -> None:
    """
    The same for many whose records are about to change, as (before, after).

    Only addresses that are not used any more count: a file may bring thousands of other ones.
    """
    replaced = [(before, _replaced(before, after)) for before, after in changes]
    old = {before.address(method) or "" for before, methods in replaced for method in methods}
    if not old:
        return
    stops = parts.records.stops(changes[0][0].practice_id, old)
    for before, methods in replaced:
        wrong = [each for each in methods if _is_wrong(stops.get(before.address(each) or "", ()))]
        offer_resends(parts, before, methods=wrong, by=by, at=at)


def _replaced(before: Contact, after: Contact) -> tuple[ContactMethod, ...]:
    return tuple(
        method
        for method in before.methods
        if after.address(method) and after.address(method) != before.address(method)
    )


def corrected(parts: Parts, practice_id: str) -> tuple[Corrected, ...]:
    """What can go again, by campaign, the newest first; what was sent again is left out."""
    resends = parts.records.resends(practice_id, limit=RESENDS_LISTED)
    made = _campaigns(parts, practice_id, (each.resent_in for each in resends))
    waiting = [each for each in resends if not _is_sent(made.get(each.resent_in))]
    reachable = _reachable(parts, practice_id, waiting)
    names = dict.fromkeys(read_message_id(each)[0] for each in reachable)
    campaigns = _campaigns(parts, practice_id, names)
    groups: dict[tuple[str, str], list[Message]] = {}
    for each in waiting:
        if each.message_id in reachable:
            open_in = each.resent_in if _is_open(made.get(each.resent_in)) else ""
            message = reachable[each.message_id]
            groups.setdefault((message.campaign_id, open_in), []).append(message)
    return tuple(
        Corrected(campaigns[campaign_id], tuple(messages), made.get(open_in))
        for (campaign_id, open_in), messages in groups.items()
        if campaign_id in campaigns
    )


def resend_corrected(
    parts: Parts,
    *,
    practice_id: str,
    campaign_id: str,
    message_ids: Sequence[str],
    by: str,
    at: datetime,
) -> Campaign:
    """
    Make a new campaign of exactly these messages, with the words they had; it sends nothing.

    They are handed over first, all or none, so that two who press at once make one campaign.

    :raises NoSuchCampaign: if there is none of that id.
    :raises NothingToResend: if none of them can go again; at most RESENDS_AT_ONCE go at once.
    :raises Changed: if somebody else has just handed them over.
    """
    before = campaign_of(parts, practice_id, campaign_id)
    # Read before what is on offer: whoever hands one over in between is then found out.
    listed = parts.records.resends(practice_id, limit=RESENDS_LISTED)
    messages = _still_to_resend(parts, before, asked=frozenset(message_ids))[:RESENDS_AT_ONCE]
    if not messages:
        raise NothingToResend
    draft = copy_of(parts, before, by=by, at=at)
    chosen = {message.id for message in messages}
    parts.records.hand_over_resends(
        [each for each in listed if each.message_id in chosen], campaign_id=draft.id
    )
    audience = _audience(parts, before, messages)
    made = create_copy(parts, draft, audience=audience, by=by, at=at)
    parts.audit.add(
        practice_id, actor=by, act="resent_corrected", subject=made.id, at=at, detail=before.id
    )
    return made


def _still_to_resend(parts: Parts, before: Campaign, *, asked: frozenset[str]) -> list[Message]:
    return [
        message
        for group in corrected(parts, before.practice_id)
        if group.campaign.id == before.id and group.made is None
        for message in group.messages
        if message.id in asked
    ]


def _audience(parts: Parts, before: Campaign, messages: Sequence[Message]) -> Audience:
    if before.kind is Kind.PERSONALIZED:
        return ChosenPairs(
            tuple(Pair(each.patient_id, each.contact_id, each.appointment_id) for each in messages)
        )
    held = parts.records.contacts(before.practice_id, {each.contact_id for each in messages})
    # A broadcast goes to addresses: those that stand in the records now.
    addresses = [
        held[each.contact_id].address(each.method) or ""
        for each in messages
        if each.method is not None and each.contact_id in held
    ]
    return PastedAddresses(tuple(dict.fromkeys(filter(None, addresses))))


def _reachable(parts: Parts, practice_id: str, resends: Sequence[Resend]) -> dict[str, Message]:
    """Those whose address is another one now, or may be used again."""
    messages = parts.campaigns.messages(practice_id, [each.message_id for each in resends])
    contacts = parts.records.contacts(practice_id, {each.contact_id for each in messages.values()})
    stops = parts.records.stops(practice_id, {each.to for each in messages.values()})
    return {
        name: message
        for name, message in messages.items()
        if _is_right(message, contacts.get(message.contact_id), stops.get(message.to, ()))
    }


def _is_right(message: Message, contact: Contact | None, stops: Iterable[Stop]) -> bool:
    if contact is None or message.method is None:
        return False
    address = contact.address(message.method)
    if address != message.to:
        return address != ""
    return not _is_wrong(stops)


def _is_wrong(stops: Iterable[Stop]) -> bool:
    return any(stop.kind in CLEARED_BY_CORRECTION for stop in stops)


def _campaigns(parts: Parts, practice_id: str, ids: Iterable[str]) -> Mapping[str, Campaign]:
    found = {each: parts.campaigns.get(practice_id, each) for each in dict.fromkeys(ids) if each}
    return {name: campaign for name, campaign in found.items() if campaign is not None}


def _is_sent(campaign: Campaign | None) -> bool:
    return campaign is not None and campaign.state in RELEASED


def _is_open(campaign: Campaign | None) -> bool:
    gone = (CampaignState.DISCARDED, CampaignState.REFUSED)
    return campaign is not None and campaign.state not in gone
