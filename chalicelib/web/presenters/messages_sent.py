"""Messages Sent as a page: the five groups of a period, and the messages behind each number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Address, ContactMethod, shown
from chalicelib.domain.credits import Balance as Held
from chalicelib.domain.messages import Message
from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Slice
from chalicelib.reports.messages_sent import MessagesSent
from chalicelib.reports.messages_sent import SentGroup as Counted
from chalicelib.web import moments, urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.messages_sent import (
    GroupRow,
    MessagesSentPage,
    MessagesSentPrintPage,
    SentGroup,
    SentRow,
)
from chalicelib.web.pages.page import Balance, Frame
from chalicelib.web.presenters.statuses import patient_name, status_of
from chalicelib.web.presenters.trail import Trail, pager

ROWS_PER_PAGE = 50


@dataclass(frozen=True)
class Asked:
    """What stands in the form: the days as typed, a method or none, a number or none."""

    from_date: str
    to_date: str
    method: str = ""
    status: str = ""


@dataclass(frozen=True)
class Found:
    """What the exchange found for it."""

    period: Period
    report: MessagesSent
    rows: Mapping[ContactMethod, Slice[Message]]
    campaigns: Mapping[str, Campaign]
    trail: Trail


def sent_page(
    frame: Frame, *, practice: Practice, held: Held, asked: Asked, found: Found, at: datetime
) -> MessagesSentPage:
    """The whole tab."""
    return MessagesSentPage(
        frame=frame,
        balance=balance_of(practice, held),
        from_date=asked.from_date,
        to_date=asked.to_date,
        method=asked.method,
        status=asked.status,
        period=period_words(found.period, now=at, practice=practice),
        this_month=_month(_today(practice, at)),
        last_month=_month(_today(practice, at).replace(day=1) - timedelta(days=1)),
        summary=tuple(_group(each) for each in found.report.groups if _is_asked(each, asked)),
        total=_group(found.report.total),
        groups=_groups(practice=practice, asked=asked, found=found, at=at),
    )


def wrong_page(
    frame: Frame,
    *,
    practice: Practice,
    held: Held,
    asked: Asked,
    errors: tuple[FieldError, ...],
    at: datetime,
) -> MessagesSentPage:
    """The form again, with what to mend; nothing was looked for."""
    return MessagesSentPage(
        frame=frame,
        balance=balance_of(practice, held),
        from_date=asked.from_date,
        to_date=asked.to_date,
        method=asked.method,
        this_month=_month(_today(practice, at)),
        last_month=_month(_today(practice, at).replace(day=1) - timedelta(days=1)),
        errors=errors,
    )


def print_page(
    frame: Frame, *, practice: Practice, held: Held, asked: Asked, found: Found, at: datetime
) -> MessagesSentPrintPage:
    """The report alone, for paper."""
    return MessagesSentPrintPage(
        frame=frame,
        balance=balance_of(practice, held),
        from_date=asked.from_date,
        to_date=asked.to_date,
        method=asked.method,
        period=period_words(found.period, now=at, practice=practice),
        summary=tuple(_group(each) for each in found.report.groups if _is_asked(each, asked)),
        total=_group(found.report.total),
        groups=_groups(practice=practice, asked=asked, found=found, at=at),
        printed=moments.printed(at, zone=practice.time_zone),
    )


def balance_of(practice: Practice, held: Held) -> Balance:
    """The credits at the right of a heading."""
    return Balance(
        available=held.available,
        reserved=held.reserved,
        is_low=held.available < practice.low_at,
    )


def period_words(period: Period, *, now: datetime, practice: Practice) -> str:
    """“Oct 24 to Nov 23”; with the year where it is not this one."""
    year = _today(practice, now).year
    first = moments.day_words(period.first, now_year=year)
    return f"{first} to {moments.day_words(period.last, now_year=year)}"


def _today(practice: Practice, at: datetime) -> date:
    return at.astimezone(practice.time_zone).date()


def _month(within: date) -> tuple[str, str]:
    first = within.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.isoformat(), last.isoformat()


def _is_asked(group: Counted, asked: Asked) -> bool:
    return group.method is not None and asked.method in ("", group.method.value)


def _group(group: Counted) -> GroupRow:
    return GroupRow(
        method=group.method.value if group.method else "",
        sent=group.sent,
        delivered=group.delivered,
        not_delivered=group.not_delivered,
        waiting=group.waiting,
        credits=group.credits,
    )


def _groups(
    *, practice: Practice, asked: Asked, found: Found, at: datetime
) -> tuple[SentGroup, ...]:
    totals = {group.method: group for group in found.report.groups}
    return tuple(
        _rows_of(method, found=found, asked=asked, practice=practice, at=at, of=totals[method])
        for method in ContactMethod
        if method in found.rows and found.rows[method].items
    )


def _rows_of(
    method: ContactMethod,
    *,
    found: Found,
    asked: Asked,
    practice: Practice,
    at: datetime,
    of: Counted,
) -> SentGroup:
    rows = found.rows[method]

    def href(page: str) -> str:
        return urls.messages_sent(
            from_=asked.from_date,
            to=asked.to_date,
            method=method.value,
            status=asked.status,
            page=page,
        )

    return SentGroup(
        method=method.value,
        rows=tuple(_row(row, found=found, practice=practice, at=at) for row in rows.items),
        pager=pager(
            found.trail,
            rows=len(rows.items),
            rows_per_page=ROWS_PER_PAGE,
            following=rows.next,
            href=href,
            total=counted_as(of, status=asked.status),
        ),
    )


def counted_as(group: Counted, *, status: str) -> int:
    """The number of the summary that a list of that status spells out."""
    by_status = {
        "": group.sent,
        "delivered": group.delivered,
        "not_delivered": group.not_delivered,
        "waiting": group.waiting,
    }
    return by_status[status]


def _row(row: Message, *, found: Found, practice: Practice, at: datetime) -> SentRow:
    campaign = found.campaigns.get(row.campaign_id)
    when = row.at.get("sent") or row.at.get("created") or at
    return SentRow(
        patient=patient_name(row),
        href=urls.message(row.id),
        to=shown(Address(row.method, row.to)) if row.method and row.to else "–",
        message=campaign.name if campaign else "–",
        status=status_of(row),
        at=moments.moment(when, zone=practice.time_zone, now=at),
        credits=row.cost,
    )
