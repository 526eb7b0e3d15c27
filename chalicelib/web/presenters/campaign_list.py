"""The list of a tab as a page: each campaign with its word, its price and who made it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.credits import Balance as Held
from chalicelib.domain.practices import Practice
from chalicelib.domain.templates import Kind
from chalicelib.exchange.list_campaigns import ALL_STATES
from chalicelib.exchange.ports import Slice
from chalicelib.web import urls
from chalicelib.web.moments import moment
from chalicelib.web.pages.campaign_list import CampaignListPage, CampaignRow
from chalicelib.web.pages.page import Filter, Frame
from chalicelib.web.presenters.messages_sent import balance_of
from chalicelib.web.presenters.trail import Trail, pager
from chalicelib.web.words import CAMPAIGNS

ROWS = 25
SHOWN: Mapping[str, tuple[str, frozenset[CampaignState]]] = {
    "": ("All", ALL_STATES),
    "drafts": ("Drafts", frozenset({CampaignState.DRAFT})),
    "waiting": (
        "Not sent yet",
        frozenset({CampaignState.SPLITTING, CampaignState.READY, CampaignState.REFUSED}),
    ),
    "sending": (
        "Sending",
        frozenset(
            {
                CampaignState.SCHEDULED,
                CampaignState.SENDING,
                CampaignState.PAUSED,
                CampaignState.STOPPING,
            }
        ),
    ),
    "sent": ("Sent", frozenset({CampaignState.DONE, CampaignState.STOPPED})),
}
"""The links above the list: word and states, by what stands in the address."""
COUNTLESS = frozenset({CampaignState.DRAFT, CampaignState.SPLITTING, CampaignState.REFUSED})
SETTLED = frozenset({CampaignState.DONE, CampaignState.STOPPED})


def campaign_list_page(
    frame: Frame,
    *,
    practice: Practice,
    held: Held,
    kind: Kind,
    show: str,
    found: Slice[Campaign],
    gone: Mapping[str, int],
    trail: Trail,
    at: datetime,
) -> CampaignListPage:
    """`show` is one of SHOWN; `gone` says of those on their way how many messages have left."""
    is_first_of_nothing = show == "" and trail.page == 0 and not found.items
    return CampaignListPage(
        frame=frame,
        kind=kind.value,
        balance=balance_of(practice, held),
        rows=tuple(_row(each, practice=practice, gone=gone, at=at) for each in found.items),
        filters=() if is_first_of_nothing else tuple(_filters(found, trail, show=show, kind=kind)),
        pager=pager(
            trail,
            rows=len(found.items),
            following=found.next,
            href=lambda text: _list(kind, show=show, after=text),
        ),
    )


def campaign_href(campaign: Campaign) -> str:
    """Where its next step is."""
    if campaign.state is CampaignState.DRAFT:
        return urls.campaign_message(campaign.id)
    return (
        urls.campaign(campaign.id) if campaign.is_released else urls.campaign_preview(campaign.id)
    )


def _row(
    campaign: Campaign, *, practice: Practice, gone: Mapping[str, int], at: datetime
) -> CampaignRow:
    is_counted = campaign.state not in COUNTLESS
    return CampaignRow(
        name=campaign.name,
        href=campaign_href(campaign),
        excerpt=campaign.excerpt,
        status=CAMPAIGNS[campaign.state.value],
        at=moment(campaign.sent_at or campaign.created_at, zone=practice.time_zone, now=at),
        by=campaign.sent_by or campaign.created_by,
        recipients=campaign.created_count if is_counted else None,
        credits=_credits(campaign) if is_counted else None,
        sent=gone.get(campaign.id),
    )


def _credits(campaign: Campaign) -> int:
    return campaign.settled if campaign.state in SETTLED else campaign.total


def _filters(found: Slice[Campaign], trail: Trail, *, show: str, kind: Kind) -> Iterator[Filter]:
    # Only what lies on the table is counted: a long list is not read for the sake of its numbers.
    is_whole = show == "" and trail.page == 0 and found.next is None
    for key, (label, states) in SHOWN.items():
        count = sum(each.state in states for each in found.items) if is_whole else None
        yield Filter(label=label, count=count, href=_list(kind, show=key), is_current=key == show)


def _list(kind: Kind, *, show: str, after: str = "") -> str:
    if kind is Kind.PERSONALIZED:
        return urls.personalized_messages(show=show, after=after)
    return urls.email_broadcast(show=show, after=after)
