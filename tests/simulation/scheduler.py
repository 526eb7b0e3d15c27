"""
Who works when: one worker at a time, and the seed decides who goes on at each call of a port.

Workers run plain code, each on a stack of its own (a greenlet), and only one at a time goes on; so
two runs of a seed are the same to the last step. Time is a number that moves when somebody works
or waits.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from random import Random

from greenlet import getcurrent, greenlet

STEP_SECONDS = 0.02
TURNS_TAKEN = 0.3
"""How often somebody else goes on, of all the moments at which somebody could."""


STALL_SECONDS = (0.5, 4.0, 30.0)
"""How long a worker may hang between two calls, now and then."""


class Killed(BaseException):
    """The worker is gone: nothing after this has any effect, not even tidying up."""


class Failed(Exception):
    """The invocation ended with an error: what it was told comes back."""


@dataclass(eq=False)
class Task:
    """One invocation of a door, with the end that Lambda would put to it."""

    name: str
    work: Callable[[], None]
    ends_at: float
    on_end: Callable[[bool], None]
    wake_at: float = 0.0
    is_killed: bool = False
    is_struck: bool = False
    """Whether a fault has hit it: only then may it leave anything in doubt."""
    is_done: bool = False
    claims: dict[str, int] = field(default_factory=dict)
    granted: dict[str, int] = field(default_factory=dict)
    queued: dict[str, set[tuple[str, int, int]]] = field(default_factory=dict)
    """What a round of the sweep has queued on each channel: campaign, number and size."""
    trouble: BaseException | None = None
    stack: greenlet | None = None
    """Where it is in its work, once it has begun."""


class Scheduler:
    """Tasks, timers and the one clock of a run."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.now = 0.0
        self.stalls = 0.0
        """How often a worker hangs, of all its steps."""
        self.tasks: list[Task] = []
        self.current: Task | None = None
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        self._main = getcurrent()

    def start(
        self,
        name: str,
        work: Callable[[], None],
        *,
        seconds: float,
        on_end: Callable[[bool], None] = lambda well: None,
    ) -> None:
        """A new worker; `on_end` hears whether it came to its end well."""
        self.tasks.append(Task(name, work, self.now + seconds, on_end, wake_at=self.now))

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        """Do something small later, outside of any worker."""
        heapq.heappush(self._timers, (self.now + seconds, next(self._order), do))

    def step(self) -> None:
        """A worker is about to do something: time passes, and somebody else may go on first."""
        task = self._worker()
        self.now += STEP_SECONDS
        if self.random.random() < self.stalls:
            self.hang()
        elif self._is_somebody_waiting() and self.random.random() < TURNS_TAKEN:
            self._rest()
        if self.now > task.ends_at or task.is_killed:
            self.kill()

    def hang(self) -> None:
        """The worker hangs where it is, and may be past its end when it goes on."""
        self.sleep(self.random.choice(STALL_SECONDS))

    def sleep(self, seconds: float) -> None:
        """The worker waits; others go on."""
        task = self._worker()
        task.wake_at = self.now + seconds
        self._rest()
        if self.now > task.ends_at or task.is_killed:
            self.kill()

    def kill(self) -> None:
        """The worker is gone, here and now."""
        self._worker().is_killed = True
        raise Killed

    def run(self, *, until: float) -> None:
        """Let everybody work until then, or until there is nothing more to do."""
        while True:
            while self._timers and self._timers[0][0] <= self.now:
                heapq.heappop(self._timers)[2]()
            ready = [task for task in self.tasks if task.wake_at <= self.now]
            if ready:
                self._resume(ready[self.random.randrange(len(ready))] if ready[1:] else ready[0])
                continue
            times = [task.wake_at for task in self.tasks] + [each[0] for each in self._timers[:1]]
            if not times or min(times) > until:
                self.now = max(self.now, until)
                return
            self.now = min(times)

    def close(self) -> None:
        """End whoever still works, so that nothing of it is left."""
        self._timers.clear()
        while self.tasks:
            for task in tuple(self.tasks):
                task.is_killed, task.on_end = True, lambda well: None
                if task.stack is None:
                    self.tasks.remove(task)
                    continue
                self._resume(task, is_last=True)

    def _worker(self) -> Task:
        assert self.current is not None, "ports are only called by workers"
        return self.current

    def _is_somebody_waiting(self) -> bool:
        if self._timers and self._timers[0][0] <= self.now:
            return True
        return any(task.wake_at <= self.now for task in self.tasks if task is not self.current)

    def _rest(self) -> None:
        self._main.switch()

    def _resume(self, task: Task, *, is_last: bool = False) -> None:
        if task.stack is None:
            self._main = getcurrent()
            task.stack = greenlet(lambda: self._work(task))
        self.current = task
        task.stack.switch()
        self.current = None
        if not task.is_done:
            return
        self.tasks.remove(task)
        if task.trouble is not None and not is_last:
            raise task.trouble

    def _work(self, task: Task) -> None:
        well = False
        try:
            task.work()
            well = True
        except (Killed, Failed):
            well = False
        except BaseException as trouble:  # carried over to whoever runs the simulation
            task.trouble = trouble
        task.is_done = True
        task.on_end(well and task.trouble is None)
