"""A file that came in is read, and becomes patients, contacts and appointments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Protocol
from zoneinfo import ZoneInfo

from chalicelib.domain.imports import (
    AppointmentRow,
    BadRow,
    Import,
    ImportKind,
    ImportState,
    Outcome,
    PatientRow,
    Row,
    Sheet,
    UnreadableFile,
)
from chalicelib.exchange.import_appointments import import_appointments
from chalicelib.exchange.import_people import import_people
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.start_import import import_result

ROWS_AT_ONCE = 100
ROWS_PER_CHECKPOINT = 500
"""After so many lines the counts are kept; whoever takes over from a dead worker goes on there."""
HELD = timedelta(minutes=1)
WAIT_SECONDS = 5.0


class ReadRows(Protocol):
    """How a file is read; the doors hand in the one for its format."""

    def __call__(
        self, pieces: Iterable[bytes], *, kind: ImportKind, zone: ZoneInfo, today: date
    ) -> Sheet: ...


class ImportIsHeld(Exception):
    """Another worker is at it."""


def run_import(parts: Parts, *, practice_id: str, import_id: str, read: ReadRows) -> Import:
    """
    Read a file to its end, once, however often this is asked for.

    Each line is taken whole or not at all. After a crash it goes on at the last checkpoint;
    lines after that which had been taken already then count as unchanged.

    :raises NoSuchImport: if this practice has none of that id.
    :raises ImportIsHeld: if another worker is at it and alive.
    """
    own = parts.new_id()
    _take_lock(parts, import_id, own=own)
    try:
        load = import_result(parts, practice_id=practice_id, import_id=import_id)
        if load.state is not ImportState.RUNNING:
            return load
        done = _read_to_end(parts, load, read=read, own=own)
        parts.records.save_import(done)
        return done
    finally:
        parts.leases.unlock(_lock_name(import_id), own=own)


def _take_lock(parts: Parts, import_id: str, *, own: str) -> None:
    """Wait as long as a dead worker may still seem to hold it."""
    waited = 0.0
    while not _hold(parts, import_id, own=own):
        if waited > HELD.total_seconds():
            raise ImportIsHeld
        parts.wait(WAIT_SECONDS)
        waited += WAIT_SECONDS


def _read_to_end(parts: Parts, load: Import, *, read: ReadRows, own: str) -> Import:
    practice = parts.records.practice(load.practice_id)
    today = load.started_at.astimezone(practice.time_zone).date()
    try:
        pieces = parts.files.stream(load.source_key)
    except KeyError:
        return _failed(parts, load, "The file is not there any more.")
    try:
        sheet = read(pieces, kind=load.kind, zone=practice.time_zone, today=today)
    except UnreadableFile as trouble:
        return _failed(parts, load, _sentence(trouble))

    load = replace(load, unknown_columns=sheet.unknown_columns)
    # Lines that were counted before a crash are read once more, and not taken again.
    reading = _in_chunks(islice(sheet.rows, load.rows, None))
    checkpoint = load.rows
    while True:
        try:
            chunk = next(reading, None)
        except UnreadableFile as trouble:
            return _failed(parts, load, _sentence(trouble))
        if chunk is None:
            return replace(load, state=ImportState.DONE, finished_at=parts.now())
        load = _taken(parts, load, chunk)
        if load.rows - checkpoint >= ROWS_PER_CHECKPOINT:
            checkpoint = load.rows
            _keep_checkpoint(parts, load, own=own)


def _in_chunks(rows: Iterator[Row | BadRow]) -> Iterator[list[Row | BadRow]]:
    """Some lines at a time; those before a place where the file cannot be read come first."""
    while True:
        chunk: list[Row | BadRow] = []
        try:
            chunk.extend(islice(rows, ROWS_AT_ONCE))
        except UnreadableFile:
            if chunk:
                yield chunk
            raise
        if not chunk:
            return
        yield chunk


def _taken(parts: Parts, load: Import, chunk: Sequence[Row | BadRow]) -> Import:
    """One chunk in the records, and what became of each of its lines, in their order."""
    people = [row for row in chunk if isinstance(row, PatientRow)]
    visits = [row for row in chunk if isinstance(row, AppointmentRow)]
    outcomes: dict[int, Outcome | BadRow] = {}
    if people:
        found = import_people(parts, people, practice_id=load.practice_id, at=parts.now())
        outcomes.update(zip((row.row for row in people), found, strict=True))
    if visits:
        found = import_appointments(parts, visits, practice_id=load.practice_id)
        outcomes.update(zip((row.row for row in visits), found, strict=True))
    for row in chunk:
        load = load.with_row(row if isinstance(row, BadRow) else outcomes[row.row])
    return load


def _keep_checkpoint(parts: Parts, load: Import, *, own: str) -> None:
    if not _hold(parts, load.id, own=own):
        raise ImportIsHeld
    parts.records.save_import(load)


def _hold(parts: Parts, import_id: str, *, own: str) -> bool:
    at = parts.now()
    return parts.leases.lock(_lock_name(import_id), own=own, until=at + HELD, at=at)


def _lock_name(import_id: str) -> str:
    return f"import {import_id}"


def _failed(parts: Parts, load: Import, problem: str) -> Import:
    return replace(load, state=ImportState.FAILED, problem=problem, finished_at=parts.now())


def _sentence(trouble: UnreadableFile) -> str:
    return f"{trouble.problem} ({trouble.value_hint})" if trouble.value_hint else trouble.problem
