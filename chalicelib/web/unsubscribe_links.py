"""The link at the foot of an announcement: it says which message, signed, and nothing of whom."""

from itsdangerous import BadSignature, URLSafeSerializer

SALT = "unsubscribe"
TOKEN_CHARACTERS = 400


class BadToken(ValueError):
    """The link is not one that we have sent out, or was cut short on the way."""


def unsubscribe_token(practice_id: str, *, message_id: str, secret: str) -> str:
    """A token that does not expire: people unsubscribe from old emails too."""
    return str(_serializer(secret).dumps([practice_id, message_id]))


def read_unsubscribe_token(token: str, *, secret: str) -> tuple[str, str]:
    """
    The practice and the message that a link speaks of.

    :raises BadToken: if it was not signed by us.
    """
    if len(token) > TOKEN_CHARACTERS:
        raise BadToken
    try:
        named = _serializer(secret).loads(token)
    except BadSignature as error:
        raise BadToken from error
    practice_id, message_id = named
    return str(practice_id), str(message_id)


def _serializer(secret: str) -> URLSafeSerializer:
    if not secret:
        raise ValueError("PMX_SECRET is not set: links cannot be signed")
    return URLSafeSerializer(secret, salt=SALT)
