"""Queues and files in memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from chalicelib.domain.campaigns import Batch
from chalicelib.domain.contact_methods import Channel
from chalicelib.exchange.ports import NoAnswer

PIECE_BYTES = 64 * 1024


class FakeQueues:
    """Remembers what was queued; `notes` holds (queue, note) in order."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, Mapping[str, object]]] = []

    def split(self, practice_id: str, campaign_id: str) -> None:
        self.notes.append(("splits", {"practice": practice_id, "campaign": campaign_id}))

    def batches(self, channel: Channel, batches: Sequence[Batch]) -> None:
        for each in batches:
            note = {
                "practice": each.practice_id,
                "campaign": each.campaign_id,
                "batch": each.number,
                "block": each.block,
                "rows": each.numbers,
            }
            self.notes.append((channel.value, note))

    def run_import(self, practice_id: str, import_id: str) -> None:
        self.notes.append(("imports", {"practice": practice_id, "import": import_id}))

    def run_export(self, practice_id: str, export_id: str) -> None:
        self.notes.append(("exports", {"practice": practice_id, "export": export_id}))

    def nudge_sweep(self) -> None:
        self.notes.append(("sweep", {}))

    def taken(self, queue: str) -> list[Mapping[str, object]]:
        """Take every note out of one queue."""
        found = [note for name, note in self.notes if name == queue]
        self.notes = [(name, note) for name, note in self.notes if name != queue]
        return found


class FakeCarrier:
    """Whom the carrier of texts keeps on a list of its own, and how a number comes off it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: Callable[[str], bool] = lambda _number: True

    def let_back(self, number: str) -> bool:
        self.asked.append(number)
        return self.answers(number)


def no_answer(_number: str) -> bool:
    """What a carrier says that is out of order."""
    raise NoAnswer


class FakeFiles:
    """See the port for what each method promises."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        self.kept[key] = body

    def put_lines(self, key: str, lines: Iterable[str]) -> None:
        self.kept[key] = "".join(f"{line}\n" for line in lines).encode()

    def get(self, key: str) -> bytes:
        return self.kept[key]

    def lines(self, key: str, *, skip: int = 0) -> Iterator[str]:
        for line in islice(BytesIO(self.kept[key]), skip, None):
            yield line.decode().removesuffix("\n")

    def stream(self, key: str) -> Iterator[bytes]:
        body = self.kept[key]
        return (body[at : at + PIECE_BYTES] for at in range(0, len(body), PIECE_BYTES))

    def put_file(self, key: str, write: Callable[[BinaryIO], None], *, content_type: str) -> None:
        held = BytesIO()
        write(held)
        self.kept[key] = held.getvalue()

    def link(self, key: str, *, name: str) -> str | None:
        return f"https://files.example/{key}?name={name}" if key in self.kept else None

    def upload_form(self, key: str, *, limit_bytes: int) -> Mapping[str, object]:
        return {"url": "https://files.example", "fields": {"key": key, "limit": str(limit_bytes)}}


class FakeDeadLetters:
    """Notes that lie aside, by queue; those that are tried again are put into `queues`."""

    def __init__(self, queues: FakeQueues) -> None:
        self.lying: dict[str, list[Mapping[str, object]]] = {}
        self._queues = queues

    def lay(self, queue: str, *notes: Mapping[str, object]) -> None:
        """As a queue does with a note that was worked on in vain."""
        self.lying.setdefault(queue, []).extend(notes)

    def notes(self, queue: str, *, limit: int) -> tuple[Mapping[str, object], ...]:
        return tuple(self.lying.get(queue, ())[:limit])

    def try_again(
        self, queue: str, *, which: Callable[[Mapping[str, object]], bool], limit: int
    ) -> int:
        chosen = [note for note in self.notes(queue, limit=limit) if which(note)]
        self.lying[queue] = [note for note in self.lying.get(queue, ()) if note not in chosen]
        self._queues.notes += [(queue, note) for note in chosen]
        return len(chosen)
