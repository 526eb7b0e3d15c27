"""How many messages a second a pretend provider takes before it asks to slow down."""

import threading
import time
from collections.abc import Callable

MESSAGES_PER_SECOND = 500


class Pace:
    """A bucket that fills steadily and never holds more than one second's worth."""

    def __init__(self, per_second: int, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._seconds = seconds
        self._lock = threading.Lock()
        self._free = float(per_second)
        self._looked_at = seconds()

    def take(self, wanted: int) -> int:
        """How many of these may be taken now."""
        with self._lock:
            now = self._seconds()
            filled = self._free + (now - self._looked_at) * self._per_second
            self._free = min(filled, float(self._per_second))
            self._looked_at = now
            taken = min(wanted, int(self._free))
            self._free -= taken
            return taken
