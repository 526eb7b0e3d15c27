"""Tells what became of each message, ten pieces of news at a time, by the ways that Amazon uses."""

import json
import logging
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.clients import client
from infra.local.providers.behaviour import CALL, EMAIL, STEP, TEXT
from infra.local.providers.events import (
    ACCOUNT,
    REGION,
    Event,
    call_step,
    contact_event,
    email_event,
    text_event,
)
from infra.local.providers.items import News
from infra.local.providers.store import OutboxStore

NEWS_PER_CALL = 10
"""The most that SNS and SQS take at once."""

NEWS_PER_LOOK = 200
IDLE_SECONDS = 0.05
TROUBLE_SECONDS = 1.0
DRAIN_LOOKS = 50
"""How often the last news is tried at the end; what is left then waits in the file."""

log = logging.getLogger(__name__)

TROUBLE = (ClientError, BotoCoreError, sqlite3.OperationalError)

Entries = Sequence[tuple[str, str]]
"""An id within the call, and what is told."""


@dataclass(frozen=True)
class Look:
    """What came of looking once for news."""

    told: int
    trouble: bool


class Wires(Protocol):
    """Where news goes; each answers the ids that did not go through."""

    def to_email_topic(self, entries: Entries) -> set[str]: ...

    def to_text_topic(self, entries: Entries) -> set[str]: ...

    def to_receipts_queue(self, entries: Entries) -> set[str]: ...

    def to_call_steps_queue(self, entries: Entries) -> set[str]: ...


class AwsWires:
    """The emulator's topic and queues."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._prefix = environment["PMX_PREFIX"]
        # Clients of botocore have no type to name here.
        self._sns: Any = client("sns", environment=environment)
        self._sqs: Any = client("sqs", environment=environment)
        self._urls: dict[str, str] = {}

    def to_email_topic(self, entries: Entries) -> set[str]:
        return self._to_topic("email-events", entries, source="ses.amazonaws.com")

    def to_text_topic(self, entries: Entries) -> set[str]:
        return self._to_topic("text-events", entries, source="sms-voice.amazonaws.com")

    def _to_topic(self, name: str, entries: Entries, *, source: str) -> set[str]:
        # Providers publish with these attributes, and Chalice's handlers expect some.
        attributes = {"source": {"DataType": "String", "StringValue": source}}
        answer = self._sns.publish_batch(
            TopicArn=f"arn:aws:sns:{REGION}:{ACCOUNT}:{self._prefix}-{name}",
            PublishBatchRequestEntries=[
                {"Id": entry, "Message": told, "MessageAttributes": attributes}
                for entry, told in entries
            ],
        )
        return {failed["Id"] for failed in answer.get("Failed", ())}

    # EventBridge takes no event of aws.connect but from Connect itself, so what its rule would
    # hand to the queue is put there.
    def to_receipts_queue(self, entries: Entries) -> set[str]:
        return self._to_queue("receipts", entries)

    def to_call_steps_queue(self, entries: Entries) -> set[str]:
        return self._to_queue("call-steps", entries)

    def _to_queue(self, name: str, entries: Entries) -> set[str]:
        if name not in self._urls:
            queue = f"{self._prefix}-{name}"
            self._urls[name] = self._sqs.get_queue_url(QueueName=queue)["QueueUrl"]
        answer = self._sqs.send_message_batch(
            QueueUrl=self._urls[name],
            Entries=[{"Id": entry, "MessageBody": told} for entry, told in entries],
        )
        return {failed["Id"] for failed in answer.get("Failed", ())}


class Publisher:
    """Works beside the providers, so that taking a message never waits for telling of one."""

    def __init__(self, store: OutboxStore, *, wires: Wires) -> None:
        self._store = store
        self._ways: Mapping[str, tuple[Callable[[News], Event], Callable[[Entries], set[str]]]] = {
            EMAIL: (email_event, wires.to_email_topic),
            TEXT: (text_event, wires.to_text_topic),
            CALL: (contact_event, wires.to_receipts_queue),
            STEP: (call_step, wires.to_call_steps_queue),
        }
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="publisher")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Tell what can still be told, then stop; the rest is told after the next start."""
        self._stopping.set()
        self._thread.join()

    def tell_all(self) -> Look:
        """One look at all that is to be told; a way that is in trouble does not hold up others."""
        looks = [self._look(way) for way in self._ways]
        return Look(
            told=sum(look.told for look in looks), trouble=any(look.trouble for look in looks)
        )

    def _run(self) -> None:
        while not self._stopping.is_set():
            look = self.tell_all()
            if look.trouble:
                self._stopping.wait(TROUBLE_SECONDS)
            elif look.told == 0:
                self._stopping.wait(IDLE_SECONDS)
        for _ in range(DRAIN_LOOKS):
            if self.tell_all().told == 0:
                return

    def _look(self, way: str) -> Look:
        try:
            return Look(told=self._tell(way), trouble=False)
        except TROUBLE as error:
            log.warning("news by %s could not be told yet: %s", way, type(error).__name__)
            return Look(told=0, trouble=True)

    def _tell(self, way: str) -> int:
        put_into_words, send = self._ways[way]
        waiting = self._store.news(way=way, limit=NEWS_PER_LOOK)
        told = 0
        for first in range(0, len(waiting), NEWS_PER_CALL):
            some = waiting[first : first + NEWS_PER_CALL]
            failed = send([(str(news.id), json.dumps(put_into_words(news))) for news in some])
            done = [news.id for news in some if str(news.id) not in failed]
            self._store.told(done)
            told += len(done)
        return told
