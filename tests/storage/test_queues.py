"""Notes reach their queue, all of them, and hold nothing but ids."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from chalicelib.domain.campaigns import Batch
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.settings import Settings
from chalicelib.storage.queues import NotQueued, SqsQueues, sqs_client


def batches(count: int) -> list[Batch]:
    return [
        Batch(
            practice_id="demo",
            campaign_id="c1",
            number=number,
            method=ContactMethod.WORK_EMAIL,
            block=0,
            numbers=tuple(range(50)),
        )
        for number in range(count)
    ]


def taken(client: Any, url: str) -> list[Mapping[str, Any]]:
    notes = []
    asked = {"QueueUrl": url, "MaxNumberOfMessages": 10, "WaitTimeSeconds": 0}
    while answer := client.receive_message(**asked).get("Messages"):
        notes += [json.loads(message["Body"]) for message in answer]
    return notes


@pytest.mark.storage
def test_notes_arrive_in_their_own_queue(settings: Settings) -> None:
    client = sqs_client(endpoint=settings.aws_endpoint)
    queues = SqsQueues(client, prefix=settings.prefix)

    queues.split("demo", "c1")
    queues.run_import("demo", "i1")
    queues.run_export("demo", "e1")
    queues.nudge_sweep()
    queues.batches(Channel.EMAIL, batches(23))
    queues.batches(Channel.TEXT, [])
    queues.batches(Channel.PHONE, batches(1))

    found = {
        name: taken(client, client.get_queue_url(QueueName=f"{settings.prefix}-{name}")["QueueUrl"])
        for name in ("splits", "imports", "exports", "sweep", "email", "text", "phone")
    }
    assert found["splits"] == [{"practice": "demo", "campaign": "c1"}]
    assert found["imports"] == [{"practice": "demo", "import": "i1"}]
    assert found["exports"] == [{"practice": "demo", "export": "e1"}]
    assert found["sweep"] == [{}]
    assert sorted(note["batch"] for note in found["email"]) == list(range(23))
    assert found["text"] == []
    assert len(found["phone"]) == 1


class ForgetfulSqs:
    """Refuses the first note of a call, so many times."""

    def __init__(self, *, refusals: int) -> None:
        self.left = refusals
        self.taken: list[str] = []

    def get_queue_url(self, *, QueueName: str) -> dict[str, str]:  # noqa: N803 - as SQS names it
        return {"QueueUrl": QueueName}

    def send_message_batch(
        self,
        *,
        QueueUrl: str,  # noqa: N803 - as SQS names it
        Entries: list[dict[str, str]],  # noqa: N803 - as SQS names it
    ) -> dict[str, list[dict[str, str]]]:
        refused = Entries[:1] if self.left else []
        self.left -= len(refused)
        self.taken += [entry["MessageBody"] for entry in Entries[len(refused) :]]
        return {"Failed": [{"Id": entry["Id"]} for entry in refused]}


def test_what_sqs_refuses_is_offered_again() -> None:
    sqs = ForgetfulSqs(refusals=1)

    SqsQueues(sqs, prefix="pmx").batches(Channel.EMAIL, batches(3))

    assert sorted(json.loads(body)["batch"] for body in sqs.taken) == [0, 1, 2]


def test_what_sqs_goes_on_refusing_is_said() -> None:
    sqs = ForgetfulSqs(refusals=9)

    with pytest.raises(NotQueued):
        SqsQueues(sqs, prefix="pmx").batches(Channel.EMAIL, batches(3))
