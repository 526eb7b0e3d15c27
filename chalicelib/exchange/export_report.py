"""Messages Sent as a file: a short one at once, a long one while staff do something else."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import BinaryIO

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Counts
from chalicelib.domain.messages import Message
from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.report import counts_of_period, each_row_of_period

MADE_WITHIN = timedelta(minutes=15)
"""If it is not there by then, staff are told to ask again."""


class FileKind(StrEnum):
    """What kind of file."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Export:
    """A file that somebody asked for."""

    practice_id: str
    id: str
    kind: FileKind
    period: Period
    method: ContactMethod | None
    asked_by: str
    asked_at: datetime

    @property
    def name(self) -> str:
        """As it is called on the disk of whoever fetches it; never anything that was typed."""
        method = f"-{self.method.value}" if self.method else ""
        days = f"{self.period.first.isoformat()}-to-{self.period.last.isoformat()}"
        return f"messages-sent{method}-{days}.{self.kind.value}"

    def is_late(self, at: datetime) -> bool:
        """Whether it should be there by now."""
        return at - self.asked_at > MADE_WITHIN


class NoSuchExport(LookupError):
    """This practice asked for no file of that id, or it is too long ago."""


@dataclass(frozen=True)
class Contents:
    """What belongs into a file; the rows are read as they are written."""

    export: Export
    practice: Practice
    rows: Iterable[Message]
    counts: Iterable[Counts]


Write = Callable[[Contents, BinaryIO], None]
"""Writes it as a file of the kind that was asked for."""
JSON = "application/json"

CONTENT_TYPES = {
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def new_export(
    parts: Parts,
    *,
    practice_id: str,
    kind: FileKind,
    period: Period,
    method: ContactMethod | None,
    by: str,
    at: datetime,
) -> Export:
    """Write down who takes a copy of what."""
    export = Export(practice_id, parts.new_id(), kind, period, method, asked_by=by, asked_at=at)
    detail = f"{kind.value} {period.first.isoformat()} {period.last.isoformat()}"
    parts.audit.add(practice_id, actor=by, act="exported", subject=export.id, at=at, detail=detail)
    return export


def ask_export(parts: Parts, export: Export) -> None:
    """Have it made; asked is kept first, so that a lost note shows as a file that is late."""
    key = _key(export.practice_id, export.id, "asked")
    parts.files.put(key, _written(export), content_type=JSON)
    parts.queues.run_export(export.practice_id, export.id)


def export_of(parts: Parts, practice_id: str, export_id: str) -> Export:
    """:raises NoSuchExport: if this practice has none of that id."""
    try:
        held = parts.files.get(_key(practice_id, export_id, "asked"))
    except KeyError as error:
        raise NoSuchExport from error
    return _read(practice_id, export_id, json.loads(held))


def link_of(parts: Parts, export: Export) -> str | None:
    """Where to fetch it; None while it is being made."""
    return parts.files.link(_key(export.practice_id, export.id, "file"), name=export.name)


def make_export(parts: Parts, export: Export, *, write: Write) -> None:
    """Read the rows block by block and write them one by one; done twice, it is the same file."""
    practice = parts.records.practice(export.practice_id)
    rows = each_row_of_period(parts, practice=practice, period=export.period, method=export.method)
    counts = counts_of_period(parts, practice=practice, period=export.period)
    contents = Contents(export, practice, rows, counts)
    parts.files.put_file(
        _key(export.practice_id, export.id, "file"),
        lambda out: write(contents, out),
        content_type=CONTENT_TYPES[export.kind],
    )


def _key(practice_id: str, export_id: str, what: str) -> str:
    return f"exports/{practice_id}/{export_id}/{what}"


def _written(export: Export) -> bytes:
    held = {
        "kind": export.kind.value,
        "first": export.period.first.isoformat(),
        "last": export.period.last.isoformat(),
        "method": export.method.value if export.method else "",
        "by": export.asked_by,
        "at": export.asked_at.isoformat(),
    }
    return json.dumps(held).encode()


def _read(practice_id: str, export_id: str, held: dict[str, str]) -> Export:
    return Export(
        practice_id=practice_id,
        id=export_id,
        kind=FileKind(held["kind"]),
        period=Period(date.fromisoformat(held["first"]), date.fromisoformat(held["last"])),
        method=ContactMethod(held["method"]) if held["method"] else None,
        asked_by=held["by"],
        asked_at=datetime.fromisoformat(held["at"]),
    )
