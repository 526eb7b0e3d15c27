"""A file of the practice system, whatever kind it is: that is seen from how it begins."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from zoneinfo import ZoneInfo

from chalicelib.domain.imports import ImportKind, Sheet
from chalicelib.intake import csv_rows
from chalicelib.intake.csv_records import BYTE_ORDER_MARK

ZIP = b"PK"
JSON = (b"{", b"[")
PEEKED_BYTES = 64


def read_rows(pieces: Iterable[bytes], *, kind: ImportKind, zone: ZoneInfo, today: date) -> Sheet:
    """
    A workbook, FHIR, or else CSV; nobody has to say which, and a wrong name does no harm.

    :raises UnreadableFile: if it is none of them, or not one of ours.
    """
    coming = iter(pieces)
    beginning = _beginning(coming)
    whole = chain((beginning,), coming)
    if beginning.startswith(ZIP):
        from chalicelib.intake import xlsx_rows

        return xlsx_rows.read_rows(whole, kind=kind, zone=zone, today=today)
    if beginning.removeprefix(BYTE_ORDER_MARK).lstrip().startswith(JSON):
        from chalicelib.intake import fhir_r4

        return fhir_r4.read_rows(whole, kind=kind, zone=zone, today=today)
    return csv_rows.read_rows(whole, kind=kind, zone=zone, today=today)


def _beginning(coming: Iterator[bytes]) -> bytes:
    """Enough of a file to tell it by."""
    held = b""
    for piece in coming:
        held += piece
        if len(held.lstrip()) >= PEEKED_BYTES:
            break
    return held
