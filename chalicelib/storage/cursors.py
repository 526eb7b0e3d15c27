"""Where the next page of a list begins, written so that it can stand in a link."""

import base64
import hashlib
import json
from collections.abc import Mapping

from chalicelib.exchange.ports.slices import BadCursor

CURSOR_CHARACTERS = 2_000


def write_cursor(start: Mapping[str, str], *, of: str) -> str:
    """A cursor that only the list named `of` (practice, kind, filters) will read."""
    body = json.dumps([_mark(of), dict(start)], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def read_cursor(cursor: str, *, of: str, names: frozenset[str]) -> dict[str, str]:
    """
    Where to go on.

    :raises BadCursor: if it is none, or one of another list or another practice.
    """
    if len(cursor) > CURSOR_CHARACTERS or not cursor.isascii():
        raise BadCursor
    try:
        body = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError) as error:
        raise BadCursor from error
    if not isinstance(body, list) or len(body) != 2 or body[0] != _mark(of):
        raise BadCursor
    start = body[1]
    if not isinstance(start, dict) or start.keys() != names:
        raise BadCursor
    if not all(isinstance(value, str) and value for value in start.values()):
        raise BadCursor
    return start


def _mark(of: str) -> str:
    return hashlib.sha256(of.encode()).hexdigest()[:16]
