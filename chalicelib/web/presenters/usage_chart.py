"""The credits of the last twelve months as columns, one part for each channel."""

from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib.domain.contact_methods import Channel
from chalicelib.reports.usage import MonthUse, Usage
from chalicelib.web.pages.usage_statistics import Bar, MonthLabel, UsageChart
from chalicelib.web.words import counted

MONTHS = 12
COLUMN, GAP = 40, 12
HEIGHT, FOOT = 160, 24


def usage_chart(usage: Usage, *, this_month: date) -> UsageChart | None:
    """Drawn to the most that any month used; None before anything was."""
    used = {month.month: month for month in usage.months if month.used}
    if not used:
        return None
    most = max(month.used for month in used.values())
    months = tuple(reversed(tuple(_back(this_month))))
    bars: list[Bar] = []
    labels: list[MonthLabel] = []
    for place, month in enumerate(months):
        x = place * (COLUMN + GAP)
        labels.append(MonthLabel(words=f"{month:%b}", x=x + COLUMN // 2))
        if month in used:
            bars += _column(used[month], x=x, most=most)
    best = max(used.values(), key=lambda month: month.used)
    month = best.month or this_month
    return UsageChart(
        width=len(months) * (COLUMN + GAP) - GAP,
        height=HEIGHT + FOOT,
        bars=tuple(bars),
        labels=tuple(labels),
        says=(
            f"Credits used in each of the last {MONTHS} months; "
            f"most in {month:%B %Y}, {counted(best.used, 'credit')}"
        ),
    )


def _column(use: MonthUse, *, x: int, most: int) -> Iterator[Bar]:
    """From the bottom up, in the order of the table; each part at least a line."""
    top = HEIGHT
    for channel in Channel:
        held = use.channels.get(channel)
        if held is None or not held.credits:
            continue
        height = max(1, round(HEIGHT * held.credits / most))
        top = max(0, top - height)
        yield Bar(channel=channel.value, x=x, y=top, width=COLUMN, height=height)


def _back(month: date) -> Iterator[date]:
    for _ in range(MONTHS):
        yield month
        month = (month - timedelta(days=1)).replace(day=1)
