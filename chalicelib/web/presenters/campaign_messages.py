"""A list of one campaign’s messages as a page, with links to the other numbers."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Address, shown
from chalicelib.domain.messages import Message
from chalicelib.domain.practices import Practice
from chalicelib.exchange.look import CampaignView
from chalicelib.exchange.ports import Slice
from chalicelib.web import urls
from chalicelib.web.moments import moment
from chalicelib.web.pages.campaign_messages import CampaignMessagesPage, MessageLine
from chalicelib.web.pages.page import Filter, Frame
from chalicelib.web.presenters.progress import numbers_of
from chalicelib.web.presenters.statuses import patient_name, status_of
from chalicelib.web.presenters.trail import Trail, pager

ROWS = 50
EVENTS = ("sent", "failed", "unknown", "cancelled", "created")
"""What tells when something last happened to a message, the most telling first."""


def campaign_messages_page(
    frame: Frame,
    *,
    view: CampaignView,
    show: str,
    found: Slice[Message],
    practice: Practice,
    trail: Trail,
    at: datetime,
) -> CampaignMessagesPage:
    """`show` is one of the numbers of the progress page."""
    filters = tuple(_filters(view, show=show))
    return CampaignMessagesPage(
        frame=frame,
        kind=view.campaign.kind.value,
        campaign_id=view.campaign.id,
        name=view.campaign.name,
        label=next((each.label for each in filters if each.is_current), "Messages"),
        filters=filters,
        rows=tuple(_line(row, view.campaign, practice=practice, at=at) for row in found.items),
        pager=pager(
            trail,
            rows=len(found.items),
            following=found.next,
            href=lambda text: urls.campaign_messages(view.campaign.id, show=show, after=text),
            total=next((each.count for each in filters if each.is_current), None),
        ),
    )


def _filters(view: CampaignView, *, show: str) -> Iterator[Filter]:
    for name, number in numbers_of(view):
        yield Filter(
            label=number.label,
            count=number.number,
            href=urls.campaign_messages(view.campaign.id, show=name),
            is_current=name == show,
        )


def _line(row: Message, campaign: Campaign, *, practice: Practice, at: datetime) -> MessageLine:
    happened = next((row.at[name] for name in EVENTS if name in row.at), None)
    return MessageLine(
        patient=patient_name(row),
        href=urls.message(row.id),
        to=shown(Address(row.method, row.to)) if row.method else "",
        status=status_of(row, campaign=campaign, practice=practice, at=at),
        at=None if happened is None else moment(happened, zone=practice.time_zone, now=at),
        credits=row.cost,
    )
