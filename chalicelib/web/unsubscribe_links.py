"""Links that leave the building: each says which message, signed, and nothing of whom."""

from itsdangerous import BadSignature, URLSafeSerializer

UNSUBSCRIBE, CONFIRM = "unsubscribe", "confirm"
"""Each link is signed for what it does: one cannot be used as the other."""
TOKEN_CHARACTERS = 400


class BadToken(ValueError):
    """The link is not one that we have sent out, or was cut short on the way."""


def unsubscribe_token(practice_id: str, *, message_id: str, secret: str) -> str:
    """A token that does not expire: people unsubscribe from old emails too."""
    return str(_serializer(secret, salt=UNSUBSCRIBE).dumps([practice_id, message_id]))


def confirm_token(practice_id: str, *, message_id: str, secret: str) -> str:
    """The same for the link that confirms an appointment."""
    return str(_serializer(secret, salt=CONFIRM).dumps([practice_id, message_id]))


def read_confirm_token(token: str, *, secret: str) -> tuple[str, str]:
    """:raises BadToken: if it was not signed by us, for this."""
    return _read(token, secret=secret, salt=CONFIRM)


def read_unsubscribe_token(token: str, *, secret: str) -> tuple[str, str]:
    """
    The practice and the message that a link speaks of.

    :raises BadToken: if it was not signed by us.
    """
    return _read(token, secret=secret, salt=UNSUBSCRIBE)


def _read(token: str, *, secret: str, salt: str) -> tuple[str, str]:
    if len(token) > TOKEN_CHARACTERS:
        raise BadToken
    try:
        named = _serializer(secret, salt=salt).loads(token)
    except BadSignature as error:
        raise BadToken from error
    practice_id, message_id = named
    return str(practice_id), str(message_id)


def _serializer(secret: str, *, salt: str) -> URLSafeSerializer:
    if not secret:
        raise ValueError("PMX_SECRET is not set: links cannot be signed")
    return URLSafeSerializer(secret, salt=salt)
