"""The style sheets and the small script, each with a mark that changes when it does."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
YEAR_SECONDS = 31_536_000
CACHE_CONTROL = f"public, max-age={YEAR_SECONDS}, immutable"
"""Links carry the mark, so what they lead to never changes."""


class NoSuchAsset(LookupError):
    """No file of that name is served."""


@dataclass(frozen=True)
class Asset:
    """One file as it is served."""

    body: str
    content_type: str
    etag: str

    @property
    def version(self) -> str:
        return self.etag.strip('"')


def read_asset(name: str) -> Asset:
    """
    A file of the static folder.

    :raises NoSuchAsset: if there is none of that name; names are compared, never joined to a path.
    """
    asset = _assets().get(name)
    if asset is None:
        raise NoSuchAsset(name)
    return asset


@cache
def _assets() -> dict[str, Asset]:
    return {
        path.name: _read(path) for path in sorted(FOLDER.iterdir()) if path.suffix in CONTENT_TYPES
    }


def _read(path: Path) -> Asset:
    body = path.read_text(encoding="utf-8")
    mark = sha256(body.encode()).hexdigest()[:12]
    return Asset(body, CONTENT_TYPES[path.suffix], f'"{mark}"')
