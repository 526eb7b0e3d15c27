"""A long file of Messages Sent: asked for, being made, there."""

from datetime import datetime

from chalicelib.domain.practices import Practice
from chalicelib.exchange.export_report import Export, FileKind
from chalicelib.web import urls
from chalicelib.web.pages.page import Frame
from chalicelib.web.pages.sent_files import LongFilePage, SentFilePage
from chalicelib.web.presenters.messages_sent import period_words
from chalicelib.web.presenters.sent_rows import Asked

KINDS = {FileKind.CSV: "CSV", FileKind.XLSX: "XLSX"}


def long_file_page(
    frame: Frame, *, asked: Asked, kind: FileKind, rows: int, practice: Practice, at: datetime
) -> LongFilePage:
    """Before it is made: how long it is, and that nobody has to wait for it."""
    return LongFilePage(
        frame=frame,
        kind=kind.value,
        kind_words=KINDS[kind],
        rows=rows,
        from_date=asked.from_date,
        to_date=asked.to_date,
        method=asked.method,
    )


def file_page(
    frame: Frame, *, export: Export, link: str | None, practice: Practice, at: datetime
) -> SentFilePage:
    """How far it is; `link` is there once the file is."""
    return SentFilePage(
        frame=frame,
        name=export.name,
        period=period_words(export.period, now=at, practice=practice),
        link=link or "",
        is_late=link is None and export.is_late(at),
        again_href=urls.messages_sent(
            from_=export.period.first.isoformat(),
            to=export.period.last.isoformat(),
            method=export.method.value if export.method else "",
        ),
        refresh_href=urls.sent_file(export.id),
    )
