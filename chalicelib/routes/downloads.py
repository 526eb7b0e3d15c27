"""Handing a table to the browser as a file to keep."""

from collections.abc import Iterable

from chalice.app import Response

from chalicelib.web.security import PAGE_HEADERS


def csv_download(lines: Iterable[str], *, name: str) -> Response:
    """The lines of a CSV file; `name` is ours, never typed by anybody."""
    headers: dict[str, str | list[str]] = {
        **PAGE_HEADERS,
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}.csv"',
    }
    return Response("".join(lines), status_code=200, headers=headers)


def json_lines_download(body: bytes, *, name: str) -> Response:
    """A file of JSON lines, to the last byte as it was written."""
    headers: dict[str, str | list[str]] = {
        **PAGE_HEADERS,
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}.jsonl"',
    }
    return Response(body.decode(), status_code=200, headers=headers)
