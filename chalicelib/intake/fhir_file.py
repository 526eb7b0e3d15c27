"""The resources of a FHIR file in their places, to be gone through more than once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, Any, Protocol

import orjson

from chalicelib.domain.imports import UnreadableFile
from chalicelib.intake.csv_records import BYTE_ORDER_MARK
from chalicelib.intake.fhir_elements import Resource
from chalicelib.intake.lines import lines

BUNDLE_BYTES = 20_000_000
"""A bundle has to be held whole; a larger one comes as NDJSON."""
RESOURCE_BYTES = 500_000
"""A photograph may stand in a resource; no patient’s name needs as much."""
PIECE_BYTES = 256 * 1024
AS_LINES = "one resource a line (NDJSON)"

Numbered = tuple[int, Resource | None]
"""A resource with its place, from 1 on; None is one that cannot be read."""


class FhirFile(Protocol):
    """Resources, and what their names within the file stand for."""

    names: Mapping[str, str]

    def resources(self) -> Iterator[Numbered]:
        """All of them, from the first."""

    def close(self) -> None:
        """Nothing more is read."""


@dataclass
class Lines:
    """One resource a line; row 1 is the first line."""

    file: IO[bytes]
    names: Mapping[str, str] = field(default_factory=dict)

    def resources(self) -> Iterator[Numbered]:
        self.file.seek(0)
        pieces = iter(lambda: self.file.read(PIECE_BYTES), b"")
        for row, line in enumerate(lines(pieces, limit=RESOURCE_BYTES), start=1):
            if line is None:
                yield row, None
            elif line.strip():
                yield row, resource_of(line)

    def close(self) -> None:
        self.file.close()


@dataclass
class Bundle:
    """The entries of a bundle; row 1 is the first."""

    entries: list[Any]
    names: Mapping[str, str]

    def resources(self) -> Iterator[Numbered]:
        for row, entry in enumerate(self.entries, start=1):
            found = entry.get("resource") if isinstance(entry, dict) else None
            yield row, found if isinstance(found, dict) else None

    def close(self) -> None:
        self.entries = []


def open_fhir(pieces: Iterable[bytes]) -> FhirFile:
    """
    Keep a file on disk, and see what it is.

    :raises UnreadableFile: if it is neither a bundle nor one resource a line.
    """
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - handed on
    try:
        for piece in pieces:
            file.write(piece)
        size = file.tell()
        file.seek(0)
        first = resource_of(file.readline(RESOURCE_BYTES).removeprefix(BYTE_ORDER_MARK))
        if first is not None and first.get("resourceType") != "Bundle":
            return Lines(file)
        file.seek(0)
        found = _bundle(file, size)
    except BaseException:
        file.close()
        raise
    file.close()
    return found


def resource_of(line: bytes) -> Resource | None:
    """What one piece of JSON says, if it is a resource."""
    try:
        found = orjson.loads(line.removeprefix(BYTE_ORDER_MARK))
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) and isinstance(found.get("resourceType"), str) else None


def _bundle(file: IO[bytes], size: int) -> Bundle:
    if size > BUNDLE_BYTES:
        limit = BUNDLE_BYTES // 1_000_000
        raise UnreadableFile(f"A bundle takes at most {limit} MB.", value_hint=AS_LINES)
    found = resource_of(file.read())
    if found is None:
        raise UnreadableFile("This is not FHIR in JSON.", value_hint=f"a Bundle, or {AS_LINES}")
    if found["resourceType"] != "Bundle":
        return Bundle([{"resource": found}], {})
    entries = found.get("entry")
    if not isinstance(entries, list):
        raise UnreadableFile("There is nothing in this bundle.")
    return Bundle(entries, dict(_names(entries)))


def _names(entries: list[Any]) -> Iterator[tuple[str, str]]:
    """Within a bundle, resources may be called by made-up names: what those stand for."""
    for entry in entries:
        resource = entry.get("resource") if isinstance(entry, dict) else None
        name = entry.get("fullUrl") if isinstance(entry, dict) else None
        if isinstance(name, str) and isinstance(resource, dict):
            yield name, f"{resource.get('resourceType')}/{resource.get('id', '')}"
