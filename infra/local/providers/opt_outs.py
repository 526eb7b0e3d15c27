"""Whom the pretend carriers keep on their list of opt-outs, and whom they let back."""

from infra.local.providers.behaviour import OPTED_OUT, OPTED_OUT_AGAIN
from infra.local.providers.desk import Desk


class TooSoon(Exception):
    """This number came off the list within the last thirty days, and is on it again."""


def is_opted_out(desk: Desk, number: str) -> bool:
    """Until somebody asked for it, who once texted STOP."""
    was_let_back = bool(desk.store.setting(_name(number)))
    return number.endswith((OPTED_OUT, OPTED_OUT_AGAIN)) and not was_let_back


def let_back(desk: Desk, number: str) -> None:
    """:raises TooSoon: if it may not come off again yet."""
    if number.endswith(OPTED_OUT_AGAIN):
        raise TooSoon
    desk.store.keep_setting(_name(number), desk.now().isoformat())


def _name(number: str) -> str:
    return f"let back {number}"
