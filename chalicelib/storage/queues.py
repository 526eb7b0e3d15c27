"""What is to be done soon: short notes of ids, handed to whoever works on them next."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import boto3
from botocore.config import Config

from chalicelib.domain.campaigns import Batch
from chalicelib.domain.contact_methods import Channel

# botocore makes its clients at run time.
Client = Any

NOTES_PER_CALL = 10
"""The most that SQS takes at once."""
ATTEMPTS = 3


class NotQueued(Exception):
    """SQS would not take these notes; the sweep finds their work again."""

    def __init__(self, *, queue: str, notes: int) -> None:
        super().__init__(f"{notes} notes for {queue}")
        self.queue = queue
        self.notes = notes


def sqs_client(*, endpoint: str | None, region: str | None = None) -> Client:
    """To be made once and shared."""
    config = Config(
        connect_timeout=2,
        read_timeout=10,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        tcp_keepalive=True,
    )
    # The overloads of boto3.client know only services whose types are installed.
    make: Any = boto3.client
    return make("sqs", endpoint_url=endpoint, region_name=region, config=config)


class SqsQueues:
    """Queues named `<prefix>-<name>`; see the port for what each method promises."""

    def __init__(self, client: Client, *, prefix: str) -> None:
        self._client = client
        self._prefix = prefix
        self._urls: dict[str, str] = {}

    def split(self, practice_id: str, campaign_id: str) -> None:
        self._send("splits", [{"practice": practice_id, "campaign": campaign_id}])

    def batches(self, channel: Channel, batches: Sequence[Batch]) -> None:
        notes = [
            {
                "practice": each.practice_id,
                "campaign": each.campaign_id,
                "batch": each.number,
                "block": each.block,
                "rows": each.numbers,
            }
            for each in batches
        ]
        self._send(channel.value, notes)

    def run_import(self, practice_id: str, import_id: str) -> None:
        self._send("imports", [{"practice": practice_id, "import": import_id}])

    def run_export(self, practice_id: str, export_id: str) -> None:
        self._send("exports", [{"practice": practice_id, "export": export_id}])

    def nudge_sweep(self) -> None:
        self._send("sweep", [{}])

    def _send(self, queue: str, notes: Sequence[Mapping[str, object]]) -> None:
        bodies = [json.dumps(note, separators=(",", ":")) for note in notes]
        for start in range(0, len(bodies), NOTES_PER_CALL):
            self._send_some(queue, bodies[start : start + NOTES_PER_CALL])

    def _send_some(self, queue: str, bodies: Sequence[str]) -> None:
        """A call may take some and refuse others; those are offered again."""
        left = list(bodies)
        for _ in range(ATTEMPTS):
            entries = [{"Id": str(i), "MessageBody": body} for i, body in enumerate(left)]
            answer = self._client.send_message_batch(QueueUrl=self._url(queue), Entries=entries)
            left = [left[int(failed["Id"])] for failed in answer.get("Failed") or ()]
            if not left:
                return
        raise NotQueued(queue=queue, notes=len(left))

    def _url(self, queue: str) -> str:
        if queue not in self._urls:
            answer = self._client.get_queue_url(QueueName=f"{self._prefix}-{queue}")
            self._urls[queue] = answer["QueueUrl"]
        return self._urls[queue]
