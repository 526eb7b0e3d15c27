"""What somebody was typing when their session ended, kept until they have signed in again."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from itsdangerous import BadSignature, URLSafeTimedSerializer

KEPT_CHARACTERS = 100_000
"""More is shown to be copied, and not filled in again; a session is one row of 400 KB at most."""
KEPT_SECONDS = 12 * 60 * 60

_filled_in: ContextVar[Mapping[str, tuple[str, ...]] | None] = ContextVar("filled_in", default=None)


@dataclass(frozen=True)
class Kept:
    """The fields of one form, and the page that it stands on."""

    path: str
    values: Mapping[str, tuple[str, ...]]

    def is_for(self, path: str) -> bool:
        """Whether this is the page, in whatever order its query is written."""
        return _place(self.path) == _place(path)


def sign_kept(kept: Kept, *, secret: str) -> str:
    """As it waits in the page for signing in; empty where it is too much."""
    text = write_kept(kept)
    return str(_signer(secret).dumps(text)) if len(text) <= KEPT_CHARACTERS else ""


def read_signed(signed: str, *, secret: str) -> str:
    """What was signed, as a session keeps it; empty if it is not ours, or too old."""
    try:
        return str(_signer(secret).loads(signed, max_age=KEPT_SECONDS))
    except BadSignature:
        return ""


def write_kept(kept: Kept) -> str:
    """As a session keeps it."""
    return json.dumps([kept.path, {name: list(values) for name, values in kept.values.items()}])


def read_kept(text: str) -> Kept | None:
    """What `write_kept` wrote; None for nothing."""
    if not text:
        return None
    path, values = json.loads(text)
    return Kept(path, {name: tuple(each) for name, each in values.items()})


@contextmanager
def filling_in(kept: Kept | None, *, path: str) -> Iterator[None]:
    """While this page is drawn, its fields show what was typed before."""
    is_here = kept is not None and kept.is_for(path)
    token = _filled_in.set(kept.values if kept is not None and is_here else None)
    try:
        yield
    finally:
        _filled_in.reset(token)


def typed_before(name: str, value: str) -> str:
    """For a field: what was typed into it before the session ended, else what it shows anyway."""
    values = (_filled_in.get() or {}).get(name)
    return values[0] if values else value


def ticked_before(name: str, value: str, is_ticked: bool) -> bool:
    """For a checkbox: whether it was ticked before, as the form was then."""
    values = _filled_in.get()
    return is_ticked if values is None else value in values.get(name, ())


def _place(path: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    parts = urlsplit(path)
    return parts.path, tuple(sorted(parse_qsl(parts.query)))


def _signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="pmx-kept")
