"""Notes that were worked on five times in vain, and lie aside until staff try them again."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

# Notes are JSON of ours or of a provider; whoever looks at one looks at each part.
Note = Mapping[str, Any]


class DeadLetters(Protocol):
    """What lies aside, by the name of the queue that it came from."""

    def notes(self, queue: str, *, limit: int) -> tuple[Note, ...]:
        """
        Those that lie there; looking takes none away.

        One that cannot be read is an empty note. Two who look at once may see some each.
        """

    def try_again(self, queue: str, *, which: Callable[[Note], bool], limit: int) -> int:
        """
        Give the chosen ones among so many back to their queue; how many.

        One that was given back may rarely be left lying as well: whoever works on it does so twice.
        """
