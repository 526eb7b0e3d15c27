"""Notes each change to the emulator's tables and queues at once, until a checkpoint holds it."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

JOURNALED = {
    "DynamoDB_20120810": {
        "PutItem",
        "UpdateItem",
        "DeleteItem",
        "BatchWriteItem",
        "TransactWriteItems",
        "ExecuteStatement",
        "BatchExecuteStatement",
        "ExecuteTransaction",
    },
    "AmazonSQS": {"SendMessage", "SendMessageBatch"},
}
"""
The calls that a replay can do again.

The tables answer each call alike when the calls before it were the same, so replaying them in
order ends in the same tables. Sending to a queue again may hand out a message twice, which queues
may always do; deleting from one cannot be replayed, and ends in the same.
"""


class Journal:
    """One file, appended to by the emulator's one thread in the order in which it acts."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("ab", buffering=0)

    def note(self, target: str, body: bytes) -> None:
        line = [target, base64.b64encode(body).decode("ascii")]
        self._file.write(json.dumps(line).encode("ascii") + b"\n")

    def close(self) -> None:
        self._file.close()


def is_journaled(target: str) -> bool:
    service, _, action = target.partition(".")
    return action in JOURNALED.get(service, set())


def noted(path: Path) -> Iterator[tuple[str, bytes]]:
    """The calls in a journal, in order; a last line that was cut off mid-write never happened."""
    with path.open("rb") as lines:
        for line in lines:
            if line.endswith(b"\n"):
                target, body = json.loads(line)
                yield target, base64.b64decode(body)
