"""The single messages of a report, line by line, as a spreadsheet shows them."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from chalicelib.domain.contact_methods import Address, shown
from chalicelib.domain.messages import Message, last_event, shown_status
from chalicelib.reports.csv_file import Cell, csv_lines
from chalicelib.reports.messages_sent import MessagesSent, SentGroup
from chalicelib.reports.xlsx_file import Workbook

ROW_HEADER = (
    "method",
    "sent_at",
    "patient_id",
    "patient",
    "to",
    "status",
    "reason",
    "credits",
    "message_id",
)
SUMMARY_HEADER = ("method", "sent", "delivered", "not_delivered", "waiting", "credits")


def rows_csv(
    messages: Iterable[Message], *, zone: ZoneInfo, is_released: bool = True
) -> Iterator[str]:
    """One line for each message, times in the practice’s zone; `is_released`: Send was pressed."""
    rows = (_row(message, zone=zone, is_released=is_released) for message in messages)
    return csv_lines(ROW_HEADER, rows)


def rows_xlsx(messages: Iterable[Message], report: MessagesSent, *, zone: ZoneInfo) -> Workbook:
    """The same lines as a workbook, with the totals on a sheet of their own."""
    book = Workbook()
    book.add("Messages", ROW_HEADER, (_row(message, zone=zone) for message in messages))
    book.add("Totals", SUMMARY_HEADER, map(_summary_row, (*report.groups, report.total)))
    return book


def summary_csv(report: MessagesSent) -> Iterator[str]:
    """The five groups and their total."""
    return csv_lines(SUMMARY_HEADER, map(_summary_row, (*report.groups, report.total)))


def reason_of(message: Message) -> str:
    """Why it was skipped, or what the provider said last."""
    event = last_event(message)
    if event is not None and message.reasons.get(event):
        return message.reasons[event]
    return message.reason


def _row(message: Message, *, zone: ZoneInfo, is_released: bool = True) -> tuple[Cell, ...]:
    sent = message.at.get("sent")
    return (
        message.method.value if message.method else "",
        sent.astimezone(zone).isoformat(timespec="seconds") if sent else "",
        message.patient_id,
        message.values.get("patient", ""),
        shown(Address(message.method, message.to)) if message.method and message.to else "",
        shown_status(message, is_released=is_released).value,
        reason_of(message),
        message.cost,
        message.id,
    )


def _summary_row(group: SentGroup) -> tuple[Cell, ...]:
    return (
        group.method.value if group.method else "total",
        group.sent,
        group.delivered,
        group.not_delivered,
        group.waiting,
        group.credits,
    )
