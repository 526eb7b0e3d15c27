"""The messages used before as a page, each with a link that copies its words."""

from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.practices import Practice
from chalicelib.domain.templates import Kind
from chalicelib.exchange.ports import Slice
from chalicelib.web import urls
from chalicelib.web.moments import moment
from chalicelib.web.pages.page import Frame
from chalicelib.web.pages.used_messages import UsedMessage, UsedMessagesPage
from chalicelib.web.presenters.trail import Trail, pager

ROWS = 25


def used_messages_page(
    frame: Frame,
    *,
    practice: Practice,
    kind: Kind,
    found: Slice[Campaign],
    trail: Trail,
    at: datetime,
) -> UsedMessagesPage:
    """What was sent of one kind, newest first."""
    return UsedMessagesPage(
        frame=frame,
        kind=kind.value,
        new_href=urls.new_campaign(kind.value),
        rows=tuple(used_message(each, practice=practice, at=at) for each in found.items),
        pager=pager(
            trail,
            rows=len(found.items),
            following=found.next,
            href=lambda text: urls.used_messages(kind.value, after=text),
        ),
    )


def used_message(campaign: Campaign, *, practice: Practice, at: datetime) -> UsedMessage:
    """One of them; its count is that of the messages made, the skipped not among them."""
    sent_at = campaign.sent_at or campaign.created_at
    return UsedMessage(
        campaign_id=campaign.id,
        name=campaign.name,
        at=moment(sent_at, zone=practice.time_zone, now=at),
        messages=campaign.created_count,
        by=campaign.sent_by or campaign.created_by,
        excerpt=campaign.excerpt,
        use_href=urls.new_campaign(campaign.kind.value, start=f"used:{campaign.id}"),
    )
