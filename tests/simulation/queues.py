"""The queues as SQS is: at least once, in any order, again after a while, and dead at the fifth."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.domain.campaigns import Batch
from chalicelib.domain.contact_methods import Channel
from tests.simulation.scheduler import Scheduler

RECEIVES = 5
VISIBILITY_SECONDS = {"splits": 900.0}
USUAL_VISIBILITY_SECONDS = 720.0
WORKER_SECONDS = {"splits": 150.0, "receipts": 60.0}
USUAL_WORKER_SECONDS = 120.0

Note = Mapping[str, object]
Door = Callable[[Note], None]


@dataclass
class _Waiting:
    """One note in a queue."""

    queue: str
    note: Note
    receives: int = 0


class SimulatedQueues:
    """Hands each note to its door, until the door has come to its end well."""

    def __init__(self, scheduler: Scheduler, doors: Mapping[str, Door]) -> None:
        self._scheduler, self._doors = scheduler, doors
        self.waiting = 0
        self.dead: list[tuple[str, Note]] = []

    def split(self, practice_id: str, campaign_id: str) -> None:
        self.put("splits", {"practice": practice_id, "campaign": campaign_id})

    def batches(self, channel: Channel, batches: Sequence[Batch]) -> None:
        for each in batches:
            note = {
                "practice": each.practice_id,
                "campaign": each.campaign_id,
                "batch": each.number,
            }
            self.put(channel.value, note)

    def run_import(self, practice_id: str, import_id: str) -> None:
        raise NotImplementedError

    def nudge_sweep(self) -> None:
        self.put("sweep", {})

    def put(self, queue: str, note: Note) -> None:
        """One note more; somebody will receive it soon."""
        self.waiting += 1
        waiting = _Waiting(queue, note)
        seconds = self._scheduler.random.random() * 3.0
        self._scheduler.after(seconds, lambda: self._receive(waiting))

    def redrive(self) -> None:
        """Staff have seen the dead letters and sent them on their way again."""
        dead, self.dead = self.dead, []
        for queue, note in dead:
            self.put(queue, note)

    def _receive(self, waiting: _Waiting) -> None:
        waiting.receives += 1
        queue = waiting.queue
        self._scheduler.start(
            " ".join(
                (queue, *(each for each in map(str, waiting.note.values()) if each[0] != "("))
            ),
            lambda: self._doors[queue](waiting.note),
            seconds=WORKER_SECONDS.get(queue, USUAL_WORKER_SECONDS),
            on_end=lambda well: self._ended(waiting, well=well),
        )

    def _ended(self, waiting: _Waiting, *, well: bool) -> None:
        if well:
            self.waiting -= 1
        elif waiting.receives >= RECEIVES:
            self.waiting -= 1
            self.dead.append((waiting.queue, waiting.note))
        else:
            seconds = VISIBILITY_SECONDS.get(waiting.queue, USUAL_VISIBILITY_SECONDS)
            self._scheduler.after(seconds, lambda: self._receive(waiting))
