"""The to-do list as pages: one line for each campaign, and one for each person behind it."""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.practices import Practice
from chalicelib.domain.to_dos import BY_MAIL, BY_PERSON
from chalicelib.exchange.to_do import ToDo, ToDoList
from chalicelib.web import campaign_urls, moments, urls
from chalicelib.web.links import safe
from chalicelib.web.pages.page import Frame, Pager
from chalicelib.web.pages.to_do import ToDoListRow, ToDoPage, ToDoRow, ToDosPage
from chalicelib.web.words import NEEDS

TO_DO = "/to-do"
HOW = {BY_MAIL: "Send a letter", BY_PERSON: "Call or talk to them"}


def to_do_page(
    frame: Frame, *, practice: Practice, lists: Iterable[ToDoList], at: datetime
) -> ToDoPage:
    """Every campaign that left anything to staff."""
    return ToDoPage(
        frame=frame,
        rows=tuple(
            ToDoListRow(
                name=each.campaign.name,
                href=to_dos_href(each.campaign.id),
                about=NEEDS[each.campaign.need.value],
                sent=(
                    moments.moment(each.campaign.sent_at, zone=practice.time_zone, now=at)
                    if each.campaign.sent_at
                    else None
                ),
                by_mail=each.to_do[BY_MAIL],
                by_person=each.to_do[BY_PERSON],
                left=each.left,
            )
            for each in lists
        ),
    )


def to_dos_page(
    frame: Frame,
    *,
    practice: Practice,
    campaign: Campaign,
    found: Iterable[ToDo],
    pager: Pager | None,
    at: datetime,
) -> ToDosPage:
    """One campaign’s letters and talks."""
    href = to_dos_href(campaign.id)
    return ToDosPage(
        frame=frame,
        name=campaign.name,
        campaign_href=campaign_urls.campaign(campaign.id),
        back_href=urls.url(TO_DO),
        tick_action=href,
        undo_action=f"{href}/undo",
        rows=tuple(_row(each, practice=practice, at=at) for each in found),
        pager=pager,
    )


def to_dos_href(campaign_id: str, *, page: str = "") -> str:
    """One campaign’s list."""
    return urls.url(f"{TO_DO}/{safe(campaign_id)}", page=page)


def _row(each: ToDo, *, practice: Practice, at: datetime) -> ToDoRow:
    message, tick, done = each.message, each.tick, ""
    if tick is not None:
        when = moments.moment(tick.at, zone=practice.time_zone, now=at)
        done = f"{tick.by}, {when.in_sentence}"
    return ToDoRow(
        message_id=message.id,
        patient=message.values.get("patient", ""),
        contact=message.values.get("contact", ""),
        href=urls.contact(message.contact_id, back=to_dos_href(message.campaign_id)),
        how=HOW[message.reason],
        done=done,
    )
