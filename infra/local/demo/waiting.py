"""Waits until something has come about, and says what it was if it never does."""

import time
from collections.abc import Callable

SECONDS_AT_MOST = 120.0
SECONDS_BETWEEN_LOOKS = 0.05


class NeverCame(Exception):
    """It was waited for in vain."""

    def __init__(self, *, what: str) -> None:
        super().__init__(f"Waited {SECONDS_AT_MOST:.0f} seconds in vain: {what}")
        self.what = what


def wait_until(has_come: Callable[[], bool], *, what: str) -> None:
    """:raises NeverCame: if it does not come about in a minute."""
    deadline = time.monotonic() + SECONDS_AT_MOST
    while not has_come():
        if time.monotonic() > deadline:
            raise NeverCame(what=what)
        time.sleep(SECONDS_BETWEEN_LOOKS)
