"""The two CSV files of a practice system, patients and appointments."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from chalicelib.domain.imports import ImportKind, Sheet
from chalicelib.intake.csv_records import read_csv
from chalicelib.intake.rows import known_columns, sheet_of


def read_rows(pieces: Iterable[bytes], *, kind: ImportKind, zone: ZoneInfo, today: date) -> Sheet:
    """
    Read a file as it comes, in flat memory.

    :raises UnreadableFile: if the header is not one of ours.
    """
    file = read_csv(pieces, known=known_columns(kind))
    return sheet_of(file, kind=kind, zone=zone, today=today)
