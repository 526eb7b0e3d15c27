"""A workbook is a zip of many files: whether it may be unpacked at all is seen before it is."""

import zlib
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import BadZipFile, ZipFile

from chalicelib.domain.imports import UnreadableFile

XLSX_BYTES = 20_000_000
UNPACKED_BYTES = 250_000_000
WORDS_BYTES = 60_000_000
"""All words of a workbook lie in one part, which has to be held whole."""
RATIO = 200
"""What people type packs to a tenth; only what is made to do harm packs to a thousandth."""
PARTS = 2_000
SMALL_BYTES = 10_000_000
"""Below this no ratio does any harm."""
HELD_BYTES = 4_000_000
PEEKED_BYTES = 2_000
WORDS = "xl/sharedStrings.xml"
SAVE_ANEW = "a workbook saved anew as .xlsx, without a password"
NOT_A_WORKBOOK = "This workbook cannot be read."


def unpackable(pieces: Iterable[bytes]) -> IO[bytes]:
    """
    The workbook as a file of its own, once it is sure that to unpack it is safe.

    :raises UnreadableFile: if it is none, or unpacks to more than anybody’s list of patients.
    """
    file: IO[bytes] = SpooledTemporaryFile(max_size=HELD_BYTES)  # noqa: SIM115 - handed on
    try:
        _keep(pieces, file)
        _check(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _keep(pieces: Iterable[bytes], file: IO[bytes]) -> None:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > XLSX_BYTES:
            limit = XLSX_BYTES // 1_000_000
            raise UnreadableFile(
                f"This workbook is larger than {limit} MB.", value_hint="a CSV file instead"
            )
        file.write(piece)


def _check(file: IO[bytes]) -> None:
    try:
        with ZipFile(file) as package:
            parts = package.infolist()
            if len(parts) > PARTS or any(part.flag_bits & 0x1 for part in parts):
                raise UnreadableFile(NOT_A_WORKBOOK, value_hint=SAVE_ANEW)
            unpacked = sum(part.file_size for part in parts)
            packed = max(1, sum(part.compress_size for part in parts))
            words = sum(part.file_size for part in parts if part.filename == WORDS)
            is_bomb = unpacked > SMALL_BYTES and unpacked > RATIO * packed
            if unpacked > UNPACKED_BYTES or words > WORDS_BYTES or is_bomb:
                raise UnreadableFile(
                    "This workbook unpacks to more than can be read.",
                    value_hint="a CSV file instead",
                )
            _refuse_definitions(package)
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(NOT_A_WORKBOOK, value_hint=SAVE_ANEW) from error


def _refuse_definitions(package: ZipFile) -> None:
    """No spreadsheet defines words of its own in its XML; what does may unpack without end."""
    for part in package.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with package.open(part) as held:
                beginning = held.read(PEEKED_BYTES)
            # As UTF-8 or as UTF-16.
            if b"<!DOCTYPE" in beginning.replace(b"\x00", b""):
                raise UnreadableFile(NOT_A_WORKBOOK, value_hint=SAVE_ANEW)
