"""Parts whose worker is interrupted at a call: it dies, or somebody else is quicker."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from chalicelib.exchange.ports import Parts

PORTS = ("records", "campaigns", "credits", "queues", "files")


class Killed(BaseException):
    """The worker is gone."""


class _Interrupted:
    """A port that says before and after each call that it is being made."""

    def __init__(self, real: object, tell: Callable[[bool], None]) -> None:
        self._real, self._tell = real, tell

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            self._tell(False)
            answer = real(*args, **kwargs)
            self._tell(True)
            return answer

        return call


def interrupted(parts: Parts, *, at_call: int, after: bool, do: Callable[[], object]) -> Parts:
    """The same parts; before or after the call of that number (from 0), this is done."""
    made = 0

    def tell(is_after: bool) -> None:
        nonlocal made
        if (made, is_after) == (at_call, after):
            made += 1
            do()
        elif is_after:
            made += 1

    ports: dict[str, Any] = {name: _Interrupted(getattr(parts, name), tell) for name in PORTS}
    return replace(parts, **ports)


def dying(parts: Parts, *, at_call: int, after: bool) -> Parts:
    """The same parts, whose worker dies before or after the call of that number (from 0)."""

    def die() -> None:
        raise Killed

    return interrupted(parts, at_call=at_call, after=after, do=die)
