"""Links that leave the building: each says which message, signed, and nothing of whom."""

from functools import lru_cache
from hashlib import sha256

from itsdangerous import BadSignature, Signer
from itsdangerous.encoding import base64_decode, base64_encode

UNSUBSCRIBE, CONFIRM = "unsubscribe", "confirm"
"""Each link is signed for what it does: one cannot be used as the other."""
TOKEN_CHARACTERS = 400
BETWEEN = "\n"
"""Stands in no id."""


class BadToken(ValueError):
    """The link is not one that we have sent out, or was cut short on the way."""


def unsubscribe_token(practice_id: str, *, message_id: str, secret: str) -> str:
    """A token that does not expire: people unsubscribe from old emails too."""
    return _token(practice_id, message_id, secret=secret, salt=UNSUBSCRIBE)


def confirm_token(practice_id: str, *, message_id: str, secret: str) -> str:
    """The same for the link that confirms an appointment."""
    return _token(practice_id, message_id, secret=secret, salt=CONFIRM)


def read_confirm_token(token: str, *, secret: str) -> tuple[str, str]:
    """:raises BadToken: if it was not signed by us, for this."""
    return _read(token, secret=secret, salt=CONFIRM)


def read_unsubscribe_token(token: str, *, secret: str) -> tuple[str, str]:
    """
    The practice and the message that a link speaks of.

    :raises BadToken: if it was not signed by us.
    """
    return _read(token, secret=secret, salt=UNSUBSCRIBE)


def _token(practice_id: str, message_id: str, *, secret: str, salt: str) -> str:
    named = base64_encode(f"{practice_id}{BETWEEN}{message_id}")
    return _signer(secret, salt=salt).sign(named).decode()


def _read(token: str, *, secret: str, salt: str) -> tuple[str, str]:
    if len(token) > TOKEN_CHARACTERS:
        raise BadToken
    try:
        named = base64_decode(_signer(secret, salt=salt).unsign(token)).decode()
    except (BadSignature, ValueError) as error:
        raise BadToken from error
    practice_id, _, message_id = named.partition(BETWEEN)
    return practice_id, message_id


@lru_cache(maxsize=8)
def _signer(secret: str, *, salt: str) -> Signer:
    """Kept: an email of thousands is not to wait for a key that is always the same."""
    if not secret:
        raise ValueError("PMX_SECRET is not set: links cannot be signed")
    # Named, or else Python takes a way to HMAC that costs four times as much.
    return Signer(secret, salt=salt, digest_method=sha256)
