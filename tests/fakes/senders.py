"""A provider in memory: it remembers what it took and answers as it is told to."""

from collections.abc import Callable, Sequence

from chalicelib.domain.letters import Accepted, Answer, Letter


class FakeSender:
    """Takes everything, unless `answers` says otherwise for a letter."""

    def __init__(self) -> None:
        self.taken: list[Letter] = []
        self.answers: Callable[[Letter], Answer | None] = lambda letter: None
        self.before_answering: Callable[[], None] = lambda: None

    def send(self, letters: Sequence[Letter]) -> tuple[Answer, ...]:
        self.before_answering()
        return tuple(self._offer(letter) for letter in letters)

    def _offer(self, letter: Letter) -> Answer:
        told = self.answers(letter)
        if told is not None and not isinstance(told, Accepted):
            return told
        self.taken.append(letter)
        return told or Accepted(f"provider-{len(self.taken)}-{letter.message_id}")

    @property
    def addresses(self) -> list[str]:
        return [letter.to for letter in self.taken]
