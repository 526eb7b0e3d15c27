"""A file comes in: it is kept, noted down, and queued to be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.imports import (
    BYTES_PER_IMPORT,
    INLINE_BYTES,
    Import,
    ImportKind,
    ImportState,
)
from chalicelib.exchange.ports import Parts

OUR_ID = re.compile(r"[0-9A-Za-z]{1,64}")


class TooLarge(ValueError):
    """The file is larger than what can come this way."""

    def __init__(self, *, limit_bytes: int) -> None:
        super().__init__(f"more than {limit_bytes:,} bytes")
        self.limit_bytes = limit_bytes


class EmptyFile(ValueError):
    """There is nothing in the file."""


class NoSuchUpload(LookupError):
    """Nothing was uploaded under that id."""


class NoSuchImport(LookupError):
    """This practice has no import of that id."""


@dataclass(frozen=True)
class Upload:
    """Where and how a file is to be posted; `id` then names it to `import_upload`."""

    id: str
    url: str
    fields: Mapping[str, str]
    limit_bytes: int


def start_upload(parts: Parts, *, practice_id: str) -> Upload:
    """A link for a file that is too large to come with the call itself."""
    upload_id = parts.new_id()
    form = parts.files.upload_form(
        _upload_key(practice_id, upload_id), limit_bytes=BYTES_PER_IMPORT
    )
    fields = form["fields"]
    if not isinstance(fields, Mapping):
        raise TypeError("The fields of an upload form come by name.")
    return Upload(
        id=upload_id,
        url=str(form["url"]),
        fields={str(name): str(value) for name, value in fields.items()},
        limit_bytes=BYTES_PER_IMPORT,
    )


def start_import(
    parts: Parts, *, practice_id: str, kind: ImportKind, body: bytes, by: str, at: datetime
) -> Import:
    """
    Start to import a file that came with the call.

    :raises EmptyFile: if there is nothing in it.
    :raises TooLarge: if it has to be uploaded first.
    """
    if not body.strip():
        raise EmptyFile
    if len(body) > INLINE_BYTES:
        raise TooLarge(limit_bytes=INLINE_BYTES)
    import_id = parts.new_id()
    key = f"{practice_id}/imports/{import_id}"
    parts.files.put(key, body, content_type="application/octet-stream")
    load = _running(practice_id, import_id, kind=kind, source_key=key, by=by, at=at)
    return _started(parts, load)


def import_upload(
    parts: Parts, *, practice_id: str, kind: ImportKind, upload_id: str, by: str, at: datetime
) -> Import:
    """
    Start to import a file that was uploaded.

    :raises NoSuchUpload: if nothing was uploaded under that id.
    :raises EmptyFile: if there is nothing in it.
    """
    if not OUR_ID.fullmatch(upload_id):
        raise NoSuchUpload
    key = _upload_key(practice_id, upload_id)
    try:
        pieces = parts.files.stream(key)
    except KeyError as error:
        raise NoSuchUpload from error
    if not any(piece.strip() for piece in pieces):
        raise EmptyFile
    load = _running(practice_id, parts.new_id(), kind=kind, source_key=key, by=by, at=at)
    return _started(parts, load)


def import_result(parts: Parts, *, practice_id: str, import_id: str) -> Import:
    """
    How far an import has come, and what became of its lines.

    :raises NoSuchImport: if this practice has none of that id.
    """
    load = parts.records.get_import(practice_id, import_id)
    if load is None:
        raise NoSuchImport
    return load


def _upload_key(practice_id: str, upload_id: str) -> str:
    return f"{practice_id}/uploads/{upload_id}"


def _running(
    practice_id: str, import_id: str, *, kind: ImportKind, source_key: str, by: str, at: datetime
) -> Import:
    return Import(
        practice_id=practice_id,
        id=import_id,
        kind=kind,
        state=ImportState.RUNNING,
        source_key=source_key,
        started_by=by,
        started_at=at,
    )


def _started(parts: Parts, load: Import) -> Import:
    parts.records.add_import(load)
    parts.audit.add(
        load.practice_id,
        actor=load.started_by,
        act="started_import",
        subject=load.id,
        at=load.started_at,
        detail=load.kind.value,
    )
    parts.queues.run_import(load.practice_id, load.id)
    return load
