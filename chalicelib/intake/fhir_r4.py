"""Patients, related persons and appointments as FHIR R4: a bundle, or one resource a line."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from zoneinfo import ZoneInfo

from chalicelib.domain.imports import (
    LINES_PER_IMPORT,
    ImportKind,
    Rejected,
    Sheet,
    UnreadableFile,
)
from chalicelib.intake.fhir_file import FhirFile, open_fhir
from chalicelib.intake.fhir_resources import KINDS, record_of
from chalicelib.intake.records import Record, RecordFile, unknown_shown
from chalicelib.intake.rows import known_columns, sheet_of


def read_rows(pieces: Iterable[bytes], *, kind: ImportKind, zone: ZoneInfo, today: date) -> Sheet:
    """
    Read a file; a row is a resource by its place: of the entry, or of the line.

    Patients come before their contacts, wherever they stand. Kinds that mean nothing to us are
    told as left out.

    :raises UnreadableFile: if it is no FHIR, or holds nothing of this kind.
    """
    file = open_fhir(pieces)
    try:
        kinds = _kinds(file, wanted=KINDS[kind])
    except BaseException:
        file.close()
        raise
    records = RecordFile(
        columns=tuple(known_columns(kind)),
        unknown_columns=unknown_shown(sorted(kinds - set(KINDS[kind]))),
        records=_records(file, kind, today=today),
    )
    return sheet_of(records, kind=kind, zone=zone, today=today)


def _kinds(file: FhirFile, *, wanted: tuple[str, ...]) -> set[str]:
    """Every kind of resource in the file, read once to its end before anything is taken."""
    kinds: set[str] = set()
    for count, (_, resource) in enumerate(file.resources(), start=1):
        if count > LINES_PER_IMPORT:
            problem = f"The file has more than {LINES_PER_IMPORT:,} resources."
            raise UnreadableFile(problem, value_hint="several files")
        if resource is not None:
            kinds.add(str(resource.get("resourceType", "")))
    if not kinds & set(wanted):
        raise UnreadableFile(f"There is no {' or '.join(wanted)} in this file.")
    return kinds


def _records(file: FhirFile, kind: ImportKind, *, today: date) -> Iterator[Record]:
    with closing(file):
        for place, wanted in enumerate(KINDS[kind]):
            for row, resource in file.resources():
                if resource is None:
                    if place == 0:
                        problem = Rejected(row, "", "is not a resource in JSON")
                        yield Record(row, {}, (problem,))
                elif resource.get("resourceType") == wanted:
                    yield record_of(resource, row=row, names=file.names, today=today)
