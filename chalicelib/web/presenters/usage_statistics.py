"""Usage Statistics as a page and as a file: credits bought and used, month by month."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.credits import Balance, Purchase, PurchaseState
from chalicelib.domain.practices import Practice
from chalicelib.reports.csv_file import Cell, csv_lines
from chalicelib.reports.usage import MonthUse, Usage
from chalicelib.web import moments, urls
from chalicelib.web.pages.page import Frame
from chalicelib.web.pages.usage_statistics import (
    ChannelUse,
    PurchaseRow,
    UsageStatisticsPage,
    UsedRow,
)
from chalicelib.web.presenters.purchases import reference
from chalicelib.web.presenters.usage_chart import usage_chart
from chalicelib.web.words import PURCHASES, listed, money

PURCHASES_SHOWN = 50
CSV_HEADER = (
    "month",
    "email_messages",
    "email_credits",
    "text_messages",
    "text_credits",
    "phone_messages",
    "phone_credits",
    "received_credits",
    "manual_messages",
    "platform_messages",
    "delivered",
    "credits_used",
    "credits_purchased",
)


def usage_page(
    frame: Frame,
    *,
    practice: Practice,
    balance: Balance,
    purchases: Sequence[Purchase],
    usage: Usage,
    who_can_buy: Sequence[str],
    at: datetime,
) -> UsageStatisticsPage:
    """`purchases` newest first."""
    this_month = at.astimezone(practice.time_zone).date().replace(day=1)
    return UsageStatisticsPage(
        frame=frame,
        available=balance.available,
        reserved=balance.reserved,
        used_this_month=sum(each.used for each in usage.months if each.month == this_month),
        purchases=tuple(
            _purchase(each, practice=practice, at=at) for each in purchases[:PURCHASES_SHOWN]
        ),
        used=_used(usage),
        has_pending=any(each.state is PurchaseState.PENDING for each in purchases),
        chart=usage_chart(usage, this_month=this_month),
        low_at=practice.low_at if balance.available < practice.low_at else 0,
        who_can_buy=listed(tuple(who_can_buy)),
    )


def usage_csv(usage: Usage) -> Iterator[str]:
    """The months and their total, as a file."""
    return csv_lines(CSV_HEADER, _csv_rows(_used(usage)))


def _purchase(purchase: Purchase, *, practice: Practice, at: datetime) -> PurchaseRow:
    return PurchaseRow(
        at=moments.moment(purchase.bought_at, zone=practice.time_zone, now=at),
        href=urls.purchase(purchase.id),
        credits=purchase.credits,
        free=purchase.free,
        price=money(purchase.price_cents),
        by=purchase.bought_by,
        status=PURCHASES[purchase.state.value],
        reference=reference(purchase.id),
    )


def _used(usage: Usage) -> tuple[UsedRow, ...]:
    if not usage.months:
        return ()
    return tuple(_row(month) for month in (*usage.months, usage.total))


def _row(use: MonthUse) -> UsedRow:
    return UsedRow(
        month=None if use.month is None else moments.month(use.month),
        email=_channel(use, Channel.EMAIL),
        text=_channel(use, Channel.TEXT),
        phone=_channel(use, Channel.PHONE),
        manual=use.manual,
        received=use.received,
        delivered=use.delivered,
        credits_used=use.used,
        credits_purchased=use.purchased,
    )


def _channel(use: MonthUse, channel: Channel) -> ChannelUse:
    held = use.channels.get(channel)
    return ChannelUse(messages=held.messages if held else 0, credits=held.credits if held else 0)


def _csv_rows(rows: Iterable[UsedRow]) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        yield (
            row.month.iso if row.month else "total",
            row.email.messages,
            row.email.credits,
            row.text.messages,
            row.text.credits,
            row.phone.messages,
            row.phone.credits,
            row.received,
            row.manual,
            row.platform,
            row.delivered,
            row.credits_used,
            row.credits_purchased,
        )
