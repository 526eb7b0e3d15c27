"""An administrator makes a key for a practice system; it is shown once."""

from datetime import datetime

from chalicelib.exchange.api_keys import RIGHTS, keep_key
from chalicelib.exchange.ports import Parts

NAME_CHARACTERS = 60
KEYS_PER_PRACTICE = 20


class BadKey(ValueError):
    """Such a key cannot be made: the problem by field."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(field)
        self.field = field
        self.problem = problem


def make_api_key(
    parts: Parts,
    *,
    practice_id: str,
    name: str,
    rights: frozenset[str],
    secret: str,
    by: str,
    at: datetime,
) -> str:
    """
    Keep a new key; gives back the text that is shown this once.

    :raises BadKey: naming the field; nothing was kept.
    """
    label = name.strip()
    if not label or len(label) > NAME_CHARACTERS or not label.isprintable():
        raise BadKey("key_name", f"Enter a name of at most {NAME_CHARACTERS} characters")
    if not rights or not rights <= RIGHTS:
        raise BadKey("key_rights", "Choose what the key may do")
    held = parts.records.api_keys(practice_id)
    if len(held) >= KEYS_PER_PRACTICE:
        raise BadKey("key_name", f"There are {KEYS_PER_PRACTICE} keys already")
    if label.casefold() in {key.name.casefold() for key in held}:
        raise BadKey("key_name", "There is a key of that name already. Choose another")
    text = keep_key(parts, practice_id=practice_id, name=label, rights=rights, secret=secret)
    parts.audit.add(
        practice_id,
        actor=by,
        act="made_api_key",
        subject=practice_id,
        at=at,
        detail=" ".join(sorted(rights)),
    )
    return text
