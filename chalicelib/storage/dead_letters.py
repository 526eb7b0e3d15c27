"""Where notes lie that were worked on five times in vain: beside each queue, its `-dead` one."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chalicelib.storage.queues import NOTES_PER_CALL, Client

HIDDEN_SECONDS = 60
"""Whoever looks holds the notes so long, should they never come to let go of them."""
WAIT_SECONDS = 1
"""A shorter look does not ask all of the machines that a queue is spread over."""

# A note of ours, or what a provider told; see the port.
Note = Mapping[str, Any]
Letter = Mapping[str, str]


class SqsDeadLetters:
    """Queues named `<prefix>-<name>-dead`; see the port for what each method promises."""

    def __init__(self, client: Client, *, prefix: str) -> None:
        self._client = client
        self._prefix = prefix

    def notes(self, queue: str, *, limit: int) -> tuple[Note, ...]:
        dead = self._url(f"{queue}-dead")
        letters = self._held(dead, limit=limit)
        self._let_go(dead, letters)
        return tuple(_note(letter) for letter in letters)

    def try_again(self, queue: str, *, which: Callable[[Note], bool], limit: int) -> int:
        dead = self._url(f"{queue}-dead")
        letters = self._held(dead, limit=limit)
        left = list(letters)
        try:
            for letter in letters:
                if which(_note(letter)):
                    self._move(letter, dead=dead, queue=self._url(queue))
                    left.remove(letter)
        finally:
            self._let_go(dead, left)
        return len(letters) - len(left)

    def _move(self, letter: Letter, *, dead: str, queue: str) -> None:
        """Sent before it is deleted: whatever happens in between, it is not lost."""
        self._client.send_message(QueueUrl=queue, MessageBody=letter["Body"])
        self._client.delete_message(QueueUrl=dead, ReceiptHandle=letter["ReceiptHandle"])

    def _held(self, dead: str, *, limit: int) -> list[Letter]:
        """Letters that nobody else sees for a while."""
        held: dict[str, Letter] = {}
        while len(held) < limit and self._has_some(dead):
            answer = self._client.receive_message(
                QueueUrl=dead,
                MaxNumberOfMessages=min(NOTES_PER_CALL, limit - len(held)),
                VisibilityTimeout=HIDDEN_SECONDS,
                WaitTimeSeconds=WAIT_SECONDS,
            )
            found = answer.get("Messages") or ()
            if not found:
                break
            held |= {letter["MessageId"]: letter for letter in found}
        return list(held.values())

    def _has_some(self, dead: str) -> bool:
        name = "ApproximateNumberOfMessages"
        answer = self._client.get_queue_attributes(QueueUrl=dead, AttributeNames=[name])
        return int(answer["Attributes"][name]) > 0

    def _let_go(self, dead: str, letters: Sequence[Letter]) -> None:
        for start in range(0, len(letters), NOTES_PER_CALL):
            entries = [
                {"Id": str(number), "ReceiptHandle": letter["ReceiptHandle"]}
                for number, letter in enumerate(letters[start : start + NOTES_PER_CALL])
            ]
            self._client.change_message_visibility_batch(
                QueueUrl=dead, Entries=[{**entry, "VisibilityTimeout": 0} for entry in entries]
            )

    def _url(self, name: str) -> str:
        url: str = self._client.get_queue_url(QueueName=f"{self._prefix}-{name}")["QueueUrl"]
        return url


def _note(letter: Letter) -> Note:
    try:
        note = json.loads(letter["Body"])
    except ValueError:
        return {}
    return note if isinstance(note, dict) else {}
