"""
The only place that knows everybody: it picks stores, channels and queues, and hands them out.

What only some functions use is loaded when it is first used: a worker starts cold whenever many
messages leave at once, and then everything that it loads in vain makes a family wait.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from chalicelib import logs
from chalicelib.channels.senders import Senders
from chalicelib.domain.contact_methods import Channel
from chalicelib.exchange.ports import Parts, Wording
from chalicelib.settings import Settings, read_settings
from chalicelib.storage import stores
from chalicelib.storage.campaigns import DynamoCampaigns
from chalicelib.storage.dynamo import dynamo_client
from chalicelib.storage.last_look import DynamoLastLook
from chalicelib.storage.leases import DynamoLeases
from chalicelib.storage.table import Table
from chalicelib.storage.tables import TABLES

if TYPE_CHECKING:
    from chalicelib.domain.delivery import Receipt
    from chalicelib.domain.messages import Message
    from chalicelib.domain.replies import Incoming
    from chalicelib.exchange.ports.dead_letters import DeadLetters
    from chalicelib.exchange.ports.payments import Payments
    from chalicelib.exchange.ports.staff import StaffDirectory, StaffPool

if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    logs.speak_json()

Part = TypeVar("Part")
# Events of providers are JSON; the channels look at every field before they believe it.
Told = Mapping[str, Any]

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ULID_CHARACTERS = 26


@cache
def settings() -> Settings:
    """This copy’s settings, from its environment."""
    return read_settings(os.environ)


def now() -> datetime:
    """The time; on a laptop, the one that its clock was set to."""
    file = settings().clock_file
    if file is None or not file.exists():
        return datetime.now(UTC)
    return datetime.now(UTC) + timedelta(seconds=float(file.read_text() or 0))


def new_id() -> str:
    """A ULID: 48 bits of milliseconds and 80 of chance, in 26 characters that sort by time."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    places = range(5 * (ULID_CHARACTERS - 1), -1, -5)
    return "".join(CROCKFORD[number >> place & 31] for place in places)


@cache
def parts() -> Parts:
    """Everything that the exchange works with, made once in each process."""
    held = settings()
    dynamo = dynamo_client(endpoint=held.aws_endpoint)
    tables = {name: held.resource_name(name) for name in TABLES}
    campaigns = Table(dynamo, tables["campaigns"], TABLES["campaigns"])
    leases = Table(dynamo, tables["leases"], TABLES["leases"])
    records = Table(dynamo, tables["records"], TABLES["records"])
    senders = Senders(held)
    return Parts(
        records=_late(lambda: stores.records(dynamo, tables)),
        campaigns=DynamoCampaigns(campaigns),
        last_look=DynamoLastLook(campaigns, records, leases),
        credits=_late(lambda: stores.credits(dynamo, tables)),
        leases=DynamoLeases(dynamo, table=tables["leases"]),
        audit=_late(lambda: stores.audit(dynamo, tables)),
        queues=_late(lambda: stores.queues(held)),
        files=_late(lambda: stores.files(held)),
        senders=senders,
        wording=_late(lambda: _wording(held)),
        owner_of=senders.owner_of_call,
        let_back=senders.let_back,
        now=now,
        new_id=new_id,
        wait=time.sleep,
        per_second={
            Channel.EMAIL: held.email_per_second,
            Channel.TEXT: held.text_per_second,
            Channel.PHONE: held.phone_per_second,
        },
    )


def measure(values: Mapping[str, float], *, unit: str = "Count", channel: str = "") -> None:
    """Tell these numbers to whoever watches the program."""
    logs.write_line(logs.metric_line(settings().prefix, values, unit=unit, channel=channel))


def email_quota_used() -> float:
    """Percent of the day’s emails; only the watch asks."""
    from chalicelib.channels.email_quota import quota_used

    return quota_used(settings())


def text_results(*, start: datetime, end: datetime) -> Iterator[Receipt]:
    """What SNS has written of texts; nothing where another carries them."""
    from chalicelib.channels.text_logs import told_between

    return told_between(settings(), start=start, end=end)


def forget_values(messages: Sequence[Message]) -> tuple[str, ...]:
    """Blank the details of old messages; only the night does."""
    from chalicelib.storage.forgetting import forget_values as forget

    held = settings()
    client = dynamo_client(endpoint=held.aws_endpoint)
    return forget(messages, client=client, table=held.resource_name("campaigns"))


def staff() -> StaffDirectory:
    """Who works at the practices; only the pages for signing in ask."""
    held = settings()
    return _staff(held.aws_endpoint, held.user_pool_client_id)


def staff_pool() -> StaffPool:
    """Who may sign in at all; only the page of the staff asks."""
    held = settings()
    return _pool(held.aws_endpoint, held.user_pool_id, held.first_password)


def read_receipts(body: Told) -> tuple[Receipt, ...]:
    """What a provider says in one note of the receipts queue."""
    from chalicelib.channels.receipts import read

    return read(body)


def read_reply(note: Told) -> Incoming:
    """A patient’s text in one note of the inbound queue."""
    from chalicelib.channels.text_replies import read_reply as read

    incoming = read(note)
    # A laptop’s clock may be set; the emulator’s topics know nothing of it.
    return replace(incoming, at=now()) if settings().clock_file else incoming


def read_call_step(event: Told, *, at: datetime) -> Receipt:
    """How far a call has come, as its flow says."""
    from chalicelib.channels.receipts import read_call_step as read

    return read(event, at=at)


@cache
def _staff(endpoint: str | None, client_id: str) -> StaffDirectory:
    from chalicelib.storage.staff_directory import CognitoStaff

    return CognitoStaff(endpoint=endpoint, client_id=client_id)


@cache
def _pool(endpoint: str | None, pool_id: str, first_password: str | None) -> StaffPool:
    from chalicelib.storage.staff_pool import CognitoPool

    return CognitoPool(endpoint=endpoint, pool_id=pool_id, first_password=first_password)


def _wording(held: Settings) -> Wording:
    from chalicelib.web.wording import JinjaWording

    return JinjaWording(secret=held.secret, public_url=held.public_url)


class _Late:
    """Stands for a part until it is used, and then passes everything on to it."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        if "_made" not in self.__dict__:
            self._made = self._make()
        return getattr(self._made, name)


def _late(make: Callable[[], Part]) -> Part:
    return cast(Part, _Late(make))


@cache
def payments() -> Payments:
    """The payment service; only who checks purchases asks."""
    from chalicelib.channels.payments import PaymentService

    held = settings()
    pretend = f"{held.provider_endpoint}/payments" if held.provider_endpoint else ""
    return PaymentService(held.payments_url or pretend)


@cache
def dead_letters() -> DeadLetters:
    """What lies aside; only the page for it asks."""
    from chalicelib.storage.dead_letters import SqsDeadLetters
    from chalicelib.storage.queues import sqs_client

    held = settings()
    return SqsDeadLetters(sqs_client(endpoint=held.aws_endpoint), prefix=held.prefix)
