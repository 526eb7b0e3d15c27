"""What lies aside can be looked at without losing it, and goes back to its own queue."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import pytest

from chalicelib.exchange.dead_letters import QUEUES
from chalicelib.exchange.ports.dead_letters import DeadLetters, Note
from chalicelib.settings import Settings
from chalicelib.storage.dead_letters import SqsDeadLetters
from chalicelib.storage.queues import sqs_client
from tests.fakes.outside import FakeDeadLetters, FakeQueues
from tests.storage.conftest import BOTH


class Lying(Protocol):
    """Dead letters, and the two queues beside them."""

    @property
    def letters(self) -> DeadLetters: ...

    def lay(self, queue: str, *notes: Mapping[str, object]) -> None: ...

    def queued(self, queue: str) -> list[Note]: ...


class InMemory:
    def __init__(self) -> None:
        self._queues = FakeQueues()
        self.letters = FakeDeadLetters(self._queues)

    def lay(self, queue: str, *notes: Mapping[str, object]) -> None:
        self.letters.lay(queue, *notes)

    def queued(self, queue: str) -> list[Note]:
        return self._queues.taken(queue)


class OnTheEmulator:
    def __init__(self, settings: Settings) -> None:
        self._prefix = settings.prefix
        self.client = sqs_client(endpoint=settings.aws_endpoint)
        self.letters = SqsDeadLetters(self.client, prefix=settings.prefix)

    def lay(self, queue: str, *notes: Mapping[str, object]) -> None:
        for note in notes:
            url = self.url(f"{queue}-dead")
            self.client.send_message(QueueUrl=url, MessageBody=json.dumps(note))

    def queued(self, queue: str) -> list[Note]:
        return [json.loads(body) for body in self.taken(queue)]

    def taken(self, queue: str) -> list[str]:
        url, bodies = self.url(queue), []
        while answer := self.client.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=0
        ).get("Messages"):
            bodies += [message["Body"] for message in answer]
            for message in answer:
                self.client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return bodies

    def url(self, queue: str) -> Any:
        return self.client.get_queue_url(QueueName=f"{self._prefix}-{queue}")["QueueUrl"]


@pytest.fixture(params=BOTH)
def lying(request: pytest.FixtureRequest) -> Iterator[Lying]:
    if request.param == "fake":
        yield InMemory()
        return
    emulated = OnTheEmulator(request.getfixturevalue("settings"))
    yield emulated
    for queue in ("email", "email-dead", "text-dead"):
        emulated.taken(queue)


def notes(count: int, *, practice: str) -> list[dict[str, object]]:
    return [{"practice": practice, "campaign": "c1", "batch": number} for number in range(count)]


def test_looking_takes_nothing_away(lying: Lying) -> None:
    lying.lay("email", *notes(23, practice="maple"))

    seen = [lying.letters.notes("email", limit=100) for _ in range(2)]

    for found in seen:
        assert sorted(note["batch"] for note in found) == list(range(23))
    assert len(lying.letters.notes("email", limit=12)) == 12
    assert lying.letters.notes("text", limit=100) == ()
    assert lying.queued("email") == []


def test_those_that_are_chosen_go_back_and_the_others_stay(lying: Lying) -> None:
    ours, others = notes(12, practice="maple"), notes(11, practice="oak")
    lying.lay("email", *ours, *others)

    moved = lying.letters.try_again(
        "email", which=lambda note: note["practice"] == "maple", limit=100
    )

    assert moved == 12
    assert sorted(lying.queued("email"), key=lambda note: note["batch"]) == ours
    left = lying.letters.notes("email", limit=100)
    assert sorted(left, key=lambda note: note["batch"]) == others


@pytest.mark.parametrize("queue", QUEUES)
def test_each_goes_back_to_its_own_queue(lying: Lying, queue: str) -> None:
    lying.lay(queue, *notes(1, practice="maple"))
    assert list(lying.letters.notes(queue, limit=100)) == notes(1, practice="maple")

    assert lying.letters.try_again(queue, which=lambda _: True, limit=100) == 1

    assert lying.queued(queue) == notes(1, practice="maple")


def test_trying_again_twice_does_it_once(lying: Lying) -> None:
    lying.lay("email", *notes(2, practice="maple"))

    moved = [lying.letters.try_again("email", which=lambda _: True, limit=100) for _ in range(2)]

    assert moved == [2, 0]
    assert len(lying.queued("email")) == 2


@pytest.mark.storage
def test_what_cannot_be_read_is_an_empty_note_and_goes_back_as_it_was(settings: Settings) -> None:
    emulated = OnTheEmulator(settings)
    for body in ("not JSON", "[1]"):
        emulated.client.send_message(QueueUrl=emulated.url("text-dead"), MessageBody=body)

    assert emulated.letters.notes("text", limit=100) == ({}, {})
    assert emulated.letters.try_again("text", which=lambda note: note == {}, limit=100) == 2
    assert sorted(emulated.taken("text")) == ["[1]", "not JSON"]


class Broken(Exception):
    """The one who chooses could not say."""


@pytest.mark.storage
def test_when_choosing_fails_nothing_stays_hidden(settings: Settings) -> None:
    emulated = OnTheEmulator(settings)
    emulated.lay("phone", *notes(3, practice="maple"))

    def choose(_note: Note) -> bool:
        raise Broken

    with pytest.raises(Broken):
        emulated.letters.try_again("phone", which=choose, limit=100)

    assert len(emulated.letters.notes("phone", limit=100)) == 3
    assert emulated.taken("phone") == []
