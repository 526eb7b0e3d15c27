"""How an address of ours is written, under whatever path the program is served."""

from contextvars import ContextVar
from urllib.parse import quote, urlencode, urlsplit

_base_path: ContextVar[str] = ContextVar("base_path", default="")


def serve_under(public_url: str) -> None:
    """Take the path of the public address (the gateway’s stage) as the beginning of every link."""
    _base_path.set(urlsplit(public_url).path.rstrip("/"))


def url(path: str, **query: str | int | None) -> str:
    """A path of ours with its query; empty values are left out, `from_` becomes `from`."""
    pairs = [(name.rstrip("_"), value) for name, value in query.items() if value not in (None, "")]
    return f"{_base_path.get()}{path}{'?' if pairs else ''}{urlencode(pairs)}"


def safe(part: str) -> str:
    """One part of a path, with nothing in it that ends the part."""
    return quote(part, safe="-_.~")
