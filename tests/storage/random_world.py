"""One practice twice, in the fakes and in real tables, and what was read of it so far."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

from chalicelib.domain.campaigns import Batch, Campaign
from chalicelib.domain.counts import Block
from chalicelib.domain.credits import Entry, NotEnoughCredits, Purchase
from chalicelib.domain.messages import Message
from chalicelib.exchange.ports import Changed
from tests.storage.places import Stores

BEGINNING = datetime(2026, 11, 23, 14, 41, tzinfo=UTC)
READINGS_KEPT = 4
READS_AFRESH = 0.7
"""How often a change begins from what is kept now; else from something that was read before."""

Read = TypeVar("Read")
# What a call answers is whatever its port says; it is only ever compared.
Ask = Callable[[Stores], object]


@dataclass(frozen=True)
class Step:
    """One call of a port, and what to look at once it is made."""

    name: str
    given: object
    """Told when both differ."""
    ask: Ask
    looks: tuple[Ask, ...] = ()


class Difference(AssertionError):
    """The fake and the tables did not do the same."""


@dataclass
class World:
    """A practice, with everything that was ever read of it: newest last."""

    practice: str
    random: Random
    fake: Stores
    real: Stores
    steps: int = 0
    campaigns: dict[str, list[Campaign]] = field(default_factory=lambda: defaultdict(list))
    messages: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    batches: dict[str, list[Batch]] = field(default_factory=lambda: defaultdict(list))
    blocks: dict[str, list[Block]] = field(default_factory=lambda: defaultdict(list))
    purchases: dict[str, list[Purchase]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """Later with each step, so that no order is left to chance."""
        return BEGINNING + timedelta(seconds=self.steps)

    def do(self, step: Step) -> None:
        """:raises Difference: if the answers, the troubles or what is kept then differ."""
        self.steps += 1
        self._compare(step, step.ask)
        for look in step.looks:
            self._compare(step, look)

    def some(self, known: dict[str, list[Read]]) -> Read | None:
        """Something known, mostly as it is now."""
        if not known:
            return None
        return self._reading(known[self.random.choice(list(known))])

    def several(self, known: dict[str, list[Read]], *, most: int) -> list[Read]:
        """Different ones, each mostly as it is now."""
        count = min(len(known), self.random.randint(1, most))
        return [self._reading(known[name]) for name in self.random.sample(list(known), count)]

    def remember(self, known: dict[str, list[Read]], name: str, reading: Read | None) -> None:
        """Take note of what was read, if it is news."""
        if reading is not None and (not known[name] or known[name][-1] != reading):
            known[name] = [*known[name], reading][-READINGS_KEPT:]

    def _reading(self, readings: Sequence[Read]) -> Read:
        if self.random.random() < READS_AFRESH:
            return readings[-1]
        return self.random.choice(readings)

    def _compare(self, step: Step, ask: Ask) -> None:
        try:
            expected, found = outcome(ask, self.fake), outcome(ask, self.real)
        except Exception as error:
            trouble = f"  trouble that no port promises: {error!r}"
            raise Difference(f"{self._where(step)}\n{trouble}") from error
        if expected != found:
            raise Difference(f"{self._where(step)}\n  fake:   {expected}\n  tables: {found}")

    def _where(self, step: Step) -> str:
        return f"{self.practice}, step {self.steps}: {step.name}({step.given})"


def outcome(ask: Ask, stores: Stores) -> object:
    """What it answers, or the trouble that the port promises to tell of."""
    try:
        return ask(stores)
    except NotEnoughCredits as trouble:
        return ("not enough", trouble.needed, trouble.available)
    except Changed:
        return "changed"


def whole(pages: Callable[[str | None], object]) -> tuple[object, ...]:
    """Every page of a list, by its own cursors."""
    found: list[object] = []
    cursor: str | None = None
    while True:
        page = pages(cursor)
        items: Iterable[object] = page.items  # type: ignore[attr-defined]
        found.append(tuple(items))
        cursor = page.next  # type: ignore[attr-defined]
        if cursor is None:
            return tuple(found)
