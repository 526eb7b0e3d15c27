"""Carries what waits in a queue to the function that AWS would call with it."""

import json
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Event

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.clients import client
from infra.local.functions import FAILED, Function, LambdaEvent, called, tick

WAIT_SECONDS = 2
"""How long one look into a queue may wait; no longer, so that stopping takes no longer."""
PAUSE_SECONDS = 1.0
"""Before looking again after the emulator did not answer."""
SECONDS_BETWEEN_SWEEPS = 2.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pump:
    """One queue, the function it feeds, and how many may run at once."""

    queue: str
    function: str
    """`module:name`, as Lambda is told it."""
    threads: int = 1
    batch_size: int = 1


PUMPS = (
    Pump("splits", "chalicelib.handlers.splits:split"),
    Pump("email", "chalicelib.handlers.batches:send_email", threads=2),
    Pump("text", "chalicelib.handlers.batches:send_text", threads=2),
    Pump("phone", "chalicelib.handlers.batches:send_phone"),
    Pump("receipts", "chalicelib.handlers.receipts:receive", threads=2, batch_size=10),
    Pump("inbound", "chalicelib.handlers.inbound:receive_replies"),
    Pump("imports", "chalicelib.handlers.imports:run_import"),
    Pump("exports", "chalicelib.handlers.exports:run_export"),
)
SWEEP = Pump("sweep", "chalicelib.handlers.sweep:sweep", batch_size=10)
SCHEDULED_SWEEP = "chalicelib.handlers.sweep:sweep_on_schedule"
SCHEDULES = {
    "chalicelib.handlers.chores:do_chores": 5.0,
    "chalicelib.handlers.watch:read_text_results": 5.0,
    "chalicelib.handlers.watch:watch_over": 300.0,
    "chalicelib.handlers.clock:tell_of_week": 30.0,
    "chalicelib.handlers.clock:nightly": 24 * 3600.0,
}
"""What else a clock calls, and every how many seconds; for the first time at the start."""
TIMES_IDLE = 4
"""Each rests so many times as long as it took, at least: with many practices a round takes long."""
CALL_STEPS = Pump("call-steps", "chalicelib.handlers.receipts:call_step")


class Queue:
    """One queue of the emulator, as Lambda's own poller uses it."""

    def __init__(self, name: str, *, environment: Mapping[str, str]) -> None:
        self._sqs = client("sqs", environment=environment)
        self._url = self._sqs.get_queue_url(QueueName=f"{environment['PMX_PREFIX']}-{name}")[
            "QueueUrl"
        ]
        self._arn = f"arn:aws:sqs:us-east-1:000000000000:{environment['PMX_PREFIX']}-{name}"

    def receive(self, *, at_most: int) -> list[LambdaEvent]:
        """The next messages as records of a Lambda event, or none after a short wait."""
        answer = self._sqs.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=at_most,
            WaitTimeSeconds=WAIT_SECONDS,
            AttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        return [self._record(message) for message in answer.get("Messages", [])]

    def delete(self, records: Sequence[LambdaEvent]) -> None:
        entries = [
            {"Id": str(number), "ReceiptHandle": record["receiptHandle"]}
            for number, record in enumerate(records)
        ]
        if entries:
            self._sqs.delete_message_batch(QueueUrl=self._url, Entries=entries)

    def _record(self, message: LambdaEvent) -> LambdaEvent:
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message.get("Attributes", {}),
            "messageAttributes": message.get("MessageAttributes", {}),
            "md5OfBody": message["MD5OfBody"],
            "eventSource": "aws:sqs",
            "eventSourceARN": self._arn,
            "awsRegion": "us-east-1",
        }


def pump(
    which: Pump, *, function: Function, environment: Mapping[str, str], stopping: Event
) -> None:
    """Carry messages until told to stop; what has been taken is finished first."""
    queue = Queue(which.queue, environment=environment)
    while not stopping.is_set():
        records = _received(queue, which, stopping=stopping)
        if records:
            _hand_over(records, queue=queue, function=function, name=which.function)


def pump_call_steps(*, function: Function, environment: Mapping[str, str], stopping: Event) -> None:
    """Each message is the very event with which a call's flow asks; nobody waits for the answer."""
    queue = Queue(CALL_STEPS.queue, environment=environment)
    while not stopping.is_set():
        for record in _received(queue, CALL_STEPS, stopping=stopping):
            step = json.loads(record["body"])
            if called(function, step, name=CALL_STEPS.function) is not FAILED:
                queue.delete([record])


def sweep(
    *, nudged: Function, scheduled: Function, environment: Mapping[str, str], stopping: Event
) -> None:
    """Sweep when nudged, and by the clock; one at a time, as on AWS, because one thread does it."""
    queue = Queue(SWEEP.queue, environment=environment)
    last = 0.0
    while not stopping.is_set():
        records = _received(queue, SWEEP, stopping=stopping)
        if records:
            _hand_over(records, queue=queue, function=nudged, name=SWEEP.function)
        if time.monotonic() - last >= SECONDS_BETWEEN_SWEEPS:
            called(scheduled, tick(), name=SCHEDULED_SWEEP)
            last = time.monotonic()


def by_the_clock(functions: Mapping[str, Function], *, stopping: Event) -> None:
    """Call each of them at the start and then in its rhythm; a worker that ends, ends at once."""
    due = dict.fromkeys(functions, time.monotonic())
    while not stopping.wait(PAUSE_SECONDS):
        for name, function in functions.items():
            began = time.monotonic()
            if began >= due[name]:
                called(function, tick(), name=name)
                ended = time.monotonic()
                due[name] = max(began + SCHEDULES[name], ended + TIMES_IDLE * (ended - began))


def _received(queue: Queue, which: Pump, *, stopping: Event) -> list[LambdaEvent]:
    try:
        return queue.receive(at_most=which.batch_size)
    except (BotoCoreError, ClientError):
        log.exception("queue did not answer", extra={"queue": which.queue})
        stopping.wait(PAUSE_SECONDS)
        return []


def _hand_over(records: list[LambdaEvent], *, queue: Queue, function: Function, name: str) -> None:
    """Whatever the function does not name as failed is done; what it drops comes again later."""
    answer = called(function, {"Records": records}, name=name)
    if answer is FAILED:
        return
    failures = (answer or {}).get("batchItemFailures", [])
    failed = {failure["itemIdentifier"] for failure in failures}
    queue.delete([record for record in records if record["messageId"] not in failed])
