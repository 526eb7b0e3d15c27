"""Bringing files in, and what became of each row."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from chalicelib.domain.imports import Import, ImportKind, ImportState
from chalicelib.domain.practices import Practice
from chalicelib.reports.csv_file import csv_lines
from chalicelib.web import moments, urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.imports import ImportPage, ImportResultPage, ImportRow, RejectedRow
from chalicelib.web.pages.page import Frame, Pager
from chalicelib.web.words import IMPORTS

ROWS_PER_PAGE = 50
NAMES = {ImportKind.PATIENTS: "Patients", ImportKind.APPOINTMENTS: "Appointments"}
CSV_HEADER = ("row", "column", "what_is_wrong", "what_to_type")


def import_page(
    frame: Frame,
    *,
    practice: Practice,
    what: str,
    earlier: Sequence[Import],
    at: datetime,
    errors: tuple[FieldError, ...] = (),
) -> ImportPage:
    """Choosing a file; below it, the files before."""
    return ImportPage(
        frame=frame,
        what=what,
        earlier=tuple(
            ImportRow(
                name=NAMES[each.kind],
                href=urls.import_result(each.id),
                at=moments.moment(each.started_at, zone=practice.time_zone, now=at),
                by=each.started_by,
                status=IMPORTS[each.state.value],
                rows=each.rows,
            )
            for each in earlier
        ),
        errors=errors,
    )


def import_result_page(frame: Frame, *, load: Import, page: int) -> ImportResultPage:
    """How far it has come, and the bad rows, 50 a page; `page` from 0."""
    first = page * ROWS_PER_PAGE
    shown = load.rejected[first : first + ROWS_PER_PAGE]
    return ImportResultPage(
        frame=frame,
        import_id=load.id,
        what=load.kind.value,
        is_running=load.state is ImportState.RUNNING,
        rows=load.rows,
        imported=load.imported,
        unchanged=load.unchanged,
        rejected_count=load.rejected_rows,
        rejected=tuple(
            RejectedRow(
                row=each.row, column=each.column, problem=each.problem, hint=each.value_hint
            )
            for each in shown
        ),
        pager=_pager(load, page=page, shown=len(shown)),
        unknown_columns=load.unknown_columns,
        failure=load.problem if load.state is ImportState.FAILED else "",
    )


def rejected_csv(load: Import) -> Iterator[str]:
    """The rows that need correcting, as a file to work from."""
    rows = ((each.row, each.column, each.problem, each.value_hint) for each in load.rejected)
    return csv_lines(CSV_HEADER, rows)


def _pager(load: Import, *, page: int, shown: int) -> Pager | None:
    total = len(load.rejected)
    if total <= ROWS_PER_PAGE:
        return None
    first = page * ROWS_PER_PAGE

    def href(number: int) -> str:
        return urls.url(f"/imports/{load.id}", page=number or None)

    return Pager(
        first=first + 1,
        last=first + shown,
        total=total,
        newer_href=href(page - 1) if page else None,
        older_href=href(page + 1) if first + shown < total else None,
    )
