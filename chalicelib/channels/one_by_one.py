"""Messages that leave one call at a time, and when to stop offering more of them."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from chalicelib.domain.letters import Answer, ChannelPaused, NotTaken, Unknown

UNKNOWN_IN_A_ROW = 2
"""Each may have cost a whole timeout; a third would not leave the worker time for the rest."""

NOT_OFFERED = NotTaken("not_offered")

Offered = TypeVar("Offered")


class OneByOne(ABC, Generic[Offered]):
    """A channel whose provider takes each message by itself."""

    def send(self, letters: Sequence[Offered]) -> tuple[Answer, ...]:
        """One attempt for each; answers in the same order."""
        return one_by_one(letters, offer=self._offer)

    @abstractmethod
    def _offer(self, letter: Offered) -> Answer:
        """One attempt."""


def one_by_one(
    messages: Iterable[Offered], *, offer: Callable[[Offered], Answer]
) -> tuple[Answer, ...]:
    """
    Offer each message in turn; one answer each, in the same order.

    A paused channel is not asked again; a silent one is left alone after the second silence.
    """
    answers: list[Answer] = []
    silences = 0
    for message in messages:
        if answers and isinstance(answers[-1], ChannelPaused):
            answers.append(answers[-1])
        elif silences == UNKNOWN_IN_A_ROW:
            answers.append(NOT_OFFERED)
        else:
            answer = offer(message)
            silences = silences + 1 if isinstance(answer, Unknown) else 0
            answers.append(answer)
    return tuple(answers)
