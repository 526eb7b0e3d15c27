"""What every answer tells the browser about safety, and where a form may come from."""

from collections.abc import Mapping
from urllib.parse import urlsplit

PAGE_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Strict-Transport-Security": "max-age=31536000",
}
"""For every HTML answer; browsers ignore the last one on plain http."""

EMAIL_FRAME_HEADERS = PAGE_HEADERS | {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; "
        "frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}
"""For the HTML of an email inside the preview: styled inline, as emails are, and powerless."""


def is_from_our_pages(headers: Mapping[str, str], *, public_url: str) -> bool:
    """
    Whether a form was posted from our own pages, by its Origin (or, without one, its Referer).

    A browser that names neither is let through: the signed token decides then.
    """
    lowered = {name.lower(): value for name, value in headers.items()}
    source = lowered.get("origin") or lowered.get("referer")
    if source is None:
        return True
    return _origin(source) == _origin(public_url)


def _origin(address: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ("", "", None)
    default = {"http": 80, "https": 443}.get(parts.scheme)
    return (parts.scheme, (parts.hostname or "").lower(), port or default)
