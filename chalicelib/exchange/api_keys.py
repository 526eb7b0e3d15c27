"""Keys of the JSON API: found by a hash, shown once, kept nowhere."""

import hashlib

from chalicelib.exchange.ports import ApiKey, Parts

RIGHTS = frozenset({"view", "create", "billing", "admin"})
PREFIX = "pmx"


def find_key(parts: Parts, text: str) -> ApiKey | None:
    """The key that a caller showed (`pmx_<practice>_<secret>`), or None."""
    prefix, _, rest = text.partition("_")
    practice_id, _, secret = rest.rpartition("_")
    if prefix != PREFIX or not practice_id or not secret:
        return None
    return parts.records.api_key(practice_id, hash_of(secret))


def keep_key(
    parts: Parts, *, practice_id: str, name: str, rights: frozenset[str], secret: str
) -> str:
    """
    Keep a new key under its hash; gives back the text that is shown this once.

    :raises ValueError: for rights that nobody can have, or a secret that cannot stand in a key.
    """
    if not rights <= RIGHTS or "_" in secret:
        raise ValueError("such a key cannot be made")
    parts.records.add_api_key(ApiKey(practice_id, name, rights), secret_hash=hash_of(secret))
    return f"{PREFIX}_{practice_id}_{secret}"


def hash_of(secret: str) -> str:
    """A plain hash is enough: the secret is long and random, nobody can guess their way to it."""
    return hashlib.sha256(secret.encode()).hexdigest()
