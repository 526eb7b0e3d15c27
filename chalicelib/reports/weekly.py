"""The week in an email to those who manage a practice: what went out, and what to look at."""

from dataclasses import dataclass
from html import escape

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.reports.messages_sent import MessagesSent, SentGroup

NAMES = {
    ContactMethod.EMAIL: "Email",
    ContactMethod.TEXT: "Text",
    ContactMethod.PHONE: "Phone",
    ContactMethod.WORK_EMAIL: "Work email",
    ContactMethod.WORK_PHONE: "Work phone",
}
HEADS = ("Contact method", "Sent", "Delivered", "Not delivered", "Credits")
CELL = 'style="padding:4px 12px 4px 0;text-align:right"'
FIRST = 'style="padding:4px 12px 4px 0;text-align:left"'


@dataclass(frozen=True)
class Week:
    """What is told of one week of one practice: numbers, and nobody’s name."""

    practice_name: str
    sent: MessagesSent
    before: MessagesSent
    """The week before it."""
    available: int
    low_at: int
    to_correct: int
    """Addresses that nothing can reach until they are corrected."""
    link: str
    """To Messages Sent of these days."""


@dataclass(frozen=True)
class WeekEmail:
    """The same as words."""

    subject: str
    text: str
    html: str


def week_email(week: Week) -> WeekEmail:
    """In plain text and in HTML; methods that nothing went by are left out."""
    first, last = week.sent.period.first, week.sent.period.last
    days = f"{first:%B} {first.day} to {last:%B} {last.day}"
    rows = [_row(group) for group in week.sent.groups if group.sent or group.waiting]
    rows.append(_row(week.sent.total))
    says = [_compared(week), *_worth_a_look(week)]
    subject = f"Your messages, {days}"
    return WeekEmail(subject, _text(week, days, rows, says), _html(week, subject, days, rows, says))


def _row(group: SentGroup) -> tuple[str, ...]:
    name = "Total" if group.method is None else NAMES[group.method]
    numbers = (group.sent, group.delivered, group.not_delivered, group.credits)
    return (name, *(f"{number:,}" for number in numbers))


def _compared(week: Week) -> str:
    sent, before = week.sent.total.sent, week.before.total.sent
    if sent == before:
        return f"As many messages as in the week before: {sent:,}."
    than = "more" if sent > before else "fewer"
    return f"{abs(sent - before):,} messages {than} than in the week before."


def _worth_a_look(week: Week) -> list[str]:
    total, found = week.sent.total, []
    if week.to_correct:
        found.append(f"Addresses to correct: {week.to_correct:,}.")
    if total.unknown:
        found.append(f"Messages of which the provider said nothing: {total.unknown:,}.")
    if total.waiting:
        found.append(f"Messages that still wait: {total.waiting:,}.")
    low = " That is low." if week.available < week.low_at else ""
    return [*found, f"{week.available:,} credits are available.{low}"]


def _text(week: Week, days: str, rows: list[tuple[str, ...]], says: list[str]) -> str:
    lines = [f"{week.practice_name}, {days}", ""]
    for row in rows:
        sent, delivered, lost, credits = row[1:]
        lines.append(f"{row[0]}: {sent} sent, {delivered} delivered, {lost} not, {credits} credits")
    return "\n".join([*lines, "", *says, "", f"Messages Sent: {week.link}"])


def _html(week: Week, subject: str, days: str, rows: list[tuple[str, ...]], says: list[str]) -> str:
    heads = "".join(f'<th scope="col" {CELL}>{head}</th>' for head in HEADS)
    body = "".join(
        f'<tr><th scope="row" {FIRST}>{row[0]}</th>'
        + "".join(f"<td {CELL}>{cell}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(subject)}</title></head>"
        '<body style="font-family:sans-serif;max-width:600px;margin:24px auto">'
        f'<h1 style="font-size:20px">{escape(week.practice_name)}</h1><p>{days}</p>'
        f'<table style="border-collapse:collapse"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
        + "".join(f"<p>{escape(line)}</p>" for line in says)
        + f'<p><a href="{escape(week.link)}">Open Messages Sent</a></p></body></html>'
    )
