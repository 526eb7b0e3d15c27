"""The pretend providers as tests run them: the real server, on a free port."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chalicelib.channels.clients import provider_client
from chalicelib.channels.email import EmailChannel
from chalicelib.channels.phone import PhoneChannel
from chalicelib.channels.text import TextChannel
from chalicelib.channels.text_end_user import EndUserTextChannel
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.letters import EmailLetter, PhoneLetter, TextLetter
from infra.local.providers.chaos import Chaos, Mode, Rule, keep_rules
from infra.local.providers.desk import Desk
from infra.local.providers.items import OutboxItem
from infra.local.providers.publisher import Entries, Publisher
from infra.local.providers.server import ProviderServer
from infra.local.providers.store import OutboxStore

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEMPLATE = "pmx-test-message"


@dataclass
class Wire:
    """Catches what would go to the topic and the queues."""

    emails: list[dict[str, Any]] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)

    def to_email_topic(self, entries: Entries) -> set[str]:
        self.emails += [json.loads(told) for _, told in entries]
        return set()

    def to_text_topic(self, entries: Entries) -> set[str]:
        self.texts += [json.loads(told) for _, told in entries]
        return set()

    def to_receipts_queue(self, entries: Entries) -> set[str]:
        self.calls += [json.loads(told) for _, told in entries]
        return set()

    def to_call_steps_queue(self, entries: Entries) -> set[str]:
        self.steps += [json.loads(told) for _, told in entries]
        return set()


@dataclass(frozen=True)
class Pretend:
    """The running providers."""

    endpoint: str
    store: OutboxStore
    desk: Desk
    wire: Wire = field(default_factory=Wire)

    def outbox(self, **wanted: Any) -> tuple[OutboxItem, ...]:
        """Oldest first."""
        filters = {"channel": "", "to": "", "campaign": "", "before": None, "limit": 1000}
        return self.store.items(**{**filters, **wanted})[::-1]

    def fail(self, channel: str, mode: Mode, *, every: int = 1) -> None:
        keep_rules(self.store, {channel: Rule(every, mode)})

    def heal(self) -> None:
        keep_rules(self.store, {})

    def tell(self) -> Wire:
        """Everything that is to be told, told."""
        Publisher(self.store, wires=self.wire).tell_all()
        return self.wire

    def email_channel(self) -> EmailChannel:
        return EmailChannel(
            provider_client("sesv2", endpoint=self.endpoint),
            sender_email="messages@pmx.example",
            configuration_set="pmx-test",
            template_name=TEMPLATE,
        )

    def text_channel(self) -> TextChannel:
        client = provider_client("sns", endpoint=self.endpoint)
        return TextChannel(client, origination_number="+12065550100")

    def other_text_channel(self) -> EndUserTextChannel:
        client = provider_client("pinpoint-sms-voice-v2", endpoint=self.endpoint)
        return EndUserTextChannel(
            client, origination_number="+12065550100", configuration_set="pmx-test"
        )

    def phone_channel(self) -> PhoneChannel:
        return PhoneChannel(
            provider_client("connect", endpoint=self.endpoint),
            instance_id="11111111-2222-4333-8444-555555555555",
            flow_id="66666666-7777-4888-8999-000000000000",
            source_number="+12065550101",
        )


@contextmanager
def running(folder: Path) -> Iterator[Pretend]:
    store = OutboxStore(folder)
    desk = Desk(store=store, chaos=Chaos(store), template_name=TEMPLATE, now=lambda: NINE)
    with ProviderServer(("127.0.0.1", 0), desk=desk) as server:
        # Looks every 10 ms whether to stop, so that no test waits half a second for it.
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        yield Pretend(f"http://127.0.0.1:{server.server_address[1]}", store, desk)
        server.shutdown()
        serving.join()
    store.close()


def email(number: int = 1, **different: Any) -> EmailLetter:
    letter: dict[str, Any] = {
        "practice_id": "demo",
        "message_id": f"CAMPAIGN-0001-{number:05d}",
        "method": ContactMethod.EMAIL,
        "to": f"ana{number}@example.com",
        "sender_name": "Maple Street Pediatrics",
        "reply_to": "desk@maple.example",
        "subject": "Well visit due",
        "text": "Hi Ana",
        "html": "<p>Hi Ana</p>",
        "unsubscribe_url": None,
    }
    return EmailLetter(**{**letter, **different})


def text(number: int = 1, **different: Any) -> TextLetter:
    letter: dict[str, Any] = {
        "practice_id": "demo",
        "message_id": f"CAMPAIGN-0001-{number:05d}",
        "method": ContactMethod.TEXT,
        "to": f"+1212555{1000 + number}",
        "text": "Hi Ben, it is time for a well visit.",
    }
    return TextLetter(**{**letter, **different})


def call(number: int = 1, **different: Any) -> PhoneLetter:
    letter: dict[str, Any] = {
        "practice_id": "demo",
        "message_id": f"CAMPAIGN-0001-{number:05d}",
        "method": ContactMethod.PHONE,
        "to": f"+1212555{1000 + number}",
        "language": "en",
        "opening_ssml": "<speak>Maple Street.<break time='1s'/>Press 1 to hear it.</speak>",
        "details_ssml": "<speak>Ben&apos;s visit is at 9.</speak>",
    }
    return PhoneLetter(**{**letter, **different})
