"""Waits for what the program does in the background, by looking again until a deadline."""

import time
from collections.abc import Callable
from typing import TypeVar

Seen = TypeVar("Seen")
SECONDS_AT_MOST = 60.0
SECONDS_BETWEEN_LOOKS = 0.1


def seen_when(
    look: Callable[[], Seen], *, has_come: Callable[[Seen], bool], seconds: float = SECONDS_AT_MOST
) -> Seen:
    """What is seen once it is so; fails with what was seen last, if it never is."""
    deadline = time.monotonic() + seconds
    while True:
        seen = look()
        if has_come(seen):
            return seen
        assert time.monotonic() < deadline, f"waited {seconds:.0f} seconds, and last saw {seen}"
        time.sleep(SECONDS_BETWEEN_LOOKS)
