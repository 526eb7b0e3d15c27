"""Who is signed in: the cookie that names a session, and the token that proves a form is ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie

from itsdangerous import BadSignature, URLSafeSerializer

IDLE_SECONDS = 15 * 60
"""After so long without use a session has ended."""
SESSION_ID_CHARACTERS = 128
COOKIE_CHARACTERS = 8_192


@dataclass(frozen=True)
class Session:
    """One person signed in at one browser; kept elsewhere, found by its id."""

    id: str
    user_id: str
    name: str
    email: str
    practice_id: str
    rights: tuple[str, ...]

    def may(self, right: str) -> bool:
        """Whether this person has a right: view, create, billing or admin."""
        return right in self.rights


def cookie_name(public_url: str) -> str:
    """The name browsers guard with https; on a laptop’s plain http they would refuse that one."""
    return "__Host-pmx-session" if public_url.startswith("https:") else "pmx-session"


def read_session_id(headers: Mapping[str, str], *, public_url: str) -> str | None:
    """The session id that the browser sent; None without one, or with junk."""
    lowered = {name.lower(): value for name, value in headers.items()}
    header = lowered.get("cookie", "")[:COOKIE_CHARACTERS]
    cookie: SimpleCookie = SimpleCookie()
    try:
        cookie.load(header)
    except CookieError:
        return None
    morsel = cookie.get(cookie_name(public_url))
    if morsel is None or not _is_plausible(morsel.value):
        return None
    return morsel.value


def session_cookie(session_id: str, *, public_url: str) -> str:
    """The Set-Cookie header that signs a browser in; it ends with the browser."""
    secure = "; Secure" if public_url.startswith("https:") else ""
    return f"{cookie_name(public_url)}={session_id}; Path=/; HttpOnly; SameSite=Lax{secure}"


def ended_cookie(*, public_url: str) -> str:
    """The Set-Cookie header that signs a browser out."""
    return session_cookie("", public_url=public_url) + "; Max-Age=0"


def csrf_token(session_id: str, *, secret: str) -> str:
    """The token for every form of a session; before signing in the session id is empty."""
    return str(_signer(secret).dumps(_fingerprint(session_id)))


def is_csrf_token(token: str, *, session_id: str, secret: str) -> bool:
    """Whether a form’s token was made here for this very session."""
    try:
        claimed = _signer(secret).loads(token)
    except BadSignature:
        return False
    return bool(claimed == _fingerprint(session_id))


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="pmx-csrf", signer_kwargs={"digest_method": sha256})


def _fingerprint(session_id: str) -> str:
    # The page shows the token; it must not give the session away.
    return sha256(b"pmx-csrf:" + session_id.encode()).hexdigest()[:32]


def _is_plausible(session_id: str) -> bool:
    is_short = 0 < len(session_id) <= SESSION_ID_CHARACTERS
    return is_short and session_id.replace("-", "").replace("_", "").isalnum()
