"""Messages Sent as a file to keep: at once if it is short, else made while staff go on working."""

from http import HTTPStatus

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.periods import Period
from chalicelib.exchange.export_report import (
    Export,
    FileKind,
    ask_export,
    export_of,
    link_of,
    make_export,
    new_export,
)
from chalicelib.exchange.report import counts_of_period, each_row_of_period
from chalicelib.reports.messages_sent import messages_sent
from chalicelib.reports.sent_rows import rows_csv, summary_csv
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.routes.downloads import csv_download
from chalicelib.routes.messages_sent import wrong_answer
from chalicelib.routes.sent_questions import (
    WrongQuestion,
    read_asked_method,
    read_days,
    read_question,
)
from chalicelib.web import urls
from chalicelib.web.presenters.sent_files import file_page, long_file_page
from chalicelib.web.presenters.sent_rows import Asked
from chalicelib.web.sent_file import write_sent

pages = StaffDoor(__name__)
ROWS_AT_ONCE = 5_000
"""About a megabyte, or two seconds of work for a workbook; more is made in the background."""


@pages.get("/messages-sent.csv", right="view")
def download_csv(visit: Visit) -> Page | Response:
    return _download(visit, FileKind.CSV)


@pages.get("/messages-sent.xlsx", right="view")
def download_xlsx(visit: Visit) -> Page | Response:
    return _download(visit, FileKind.XLSX)


@pages.get("/messages-sent/totals.csv", right="view")
def download_totals(visit: Visit) -> Page | Response:
    asked = read_question(visit)
    try:
        period, method = read_days(asked), read_asked_method(asked)
    except WrongQuestion as wrong:
        return wrong_answer(visit, asked, wrong)
    counts = counts_of_period(visit.parts, practice=visit.practice, period=period)
    report = messages_sent(counts, period=period, method=method)
    days = f"{period.first.isoformat()}-to-{period.last.isoformat()}"
    return csv_download(summary_csv(report), name=f"messages-sent-totals-{days}")


@pages.post("/messages-sent/files", right="view")
def ask_file(visit: Visit) -> Page | Response:
    form = visit.form
    asked = Asked(from_date=form.text("from"), to_date=form.text("to"), method=form.text("method"))
    try:
        period, method = read_days(asked), read_asked_method(asked)
    except WrongQuestion as wrong:
        return wrong_answer(visit, asked, wrong)
    kind = FileKind.XLSX if form.text("kind") == FileKind.XLSX else FileKind.CSV
    export = _new(visit, kind, period=period, method=method)
    ask_export(visit.parts, export)
    return see_other(urls.sent_file(export.id))


@pages.get("/messages-sent/files/{export_id}", right="view")
def show_file(visit: Visit, export_id: str) -> Page:
    export = export_of(visit.parts, visit.practice_id, export_id)
    return file_page(
        visit.frame,
        export=export,
        link=link_of(visit.parts, export),
        practice=visit.practice,
        at=visit.at,
    )


def _download(visit: Visit, kind: FileKind) -> Page | Response:
    asked = read_question(visit)
    try:
        period, method = read_days(asked), read_asked_method(asked)
    except WrongQuestion as wrong:
        return wrong_answer(visit, asked, wrong)
    counts = counts_of_period(visit.parts, practice=visit.practice, period=period)
    rows = messages_sent(counts, period=period, method=method).total.sent
    if rows > ROWS_AT_ONCE:
        return long_file_page(
            visit.frame, asked=asked, kind=kind, rows=rows, practice=visit.practice, at=visit.at
        )
    export = _new(visit, kind, period=period, method=method)
    if kind is FileKind.CSV:
        found = each_row_of_period(
            visit.parts, practice=visit.practice, period=period, method=method
        )
        lines = rows_csv(found, zone=visit.practice.time_zone)
        return csv_download(lines, name=export.name.removesuffix(".csv"))
    # A gateway passes text only, so a workbook is fetched from where files are kept.
    make_export(visit.parts, export, write=write_sent)
    link = link_of(visit.parts, export) or urls.messages_sent()
    return Response("", status_code=HTTPStatus.SEE_OTHER, headers={"Location": link})


def _new(visit: Visit, kind: FileKind, *, period: Period, method: ContactMethod | None) -> Export:
    return new_export(
        visit.parts,
        practice_id=visit.practice_id,
        kind=kind,
        period=period,
        method=method,
        by=visit.by,
        at=visit.at,
    )
