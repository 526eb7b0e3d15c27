"""The only place that knows everybody: it picks stores, channels and queues, and hands them out."""

import os
import secrets
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from chalicelib.channels.clients import provider_client
from chalicelib.channels.email import EmailChannel
from chalicelib.channels.phone import PhoneChannel
from chalicelib.channels.receipts import read as read_receipts
from chalicelib.channels.receipts import read_call_step
from chalicelib.channels.text import TextChannel
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.delivery import Receipt
from chalicelib.exchange.ports import Parts, Sender
from chalicelib.exchange.ports.dead_letters import DeadLetters
from chalicelib.exchange.ports.staff import StaffDirectory
from chalicelib.settings import Settings, read_settings
from chalicelib.storage.audit import DynamoAudit
from chalicelib.storage.campaigns import DynamoCampaigns
from chalicelib.storage.credit_models import credit_models
from chalicelib.storage.credits import DynamoCredits
from chalicelib.storage.dynamo import dynamo_client
from chalicelib.storage.files import S3Files, s3_client
from chalicelib.storage.last_look import DynamoLastLook
from chalicelib.storage.leases import DynamoLeases
from chalicelib.storage.queues import SqsQueues, sqs_client
from chalicelib.storage.records import DynamoRecords
from chalicelib.storage.staff_directory import CognitoStaff
from chalicelib.storage.table import Table
from chalicelib.storage.tables import TABLES
from chalicelib.web.wording import JinjaWording

__all__ = ["new_id", "now", "parts", "read_call_step", "read_receipts", "settings"]

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
    records = DynamoRecords(dynamo, table=tables["records"])
    senders = Senders(held)
    return Parts(
        records=records,
        campaigns=DynamoCampaigns(campaigns),
        last_look=DynamoLastLook(campaigns, records.table),
        credits=DynamoCredits(
            Table(dynamo, tables["credits"], TABLES["credits"]),
            models=credit_models(
                dynamo,
                credits_table=tables["credits"],
                campaigns_table=tables["campaigns"],
            ),
        ),
        leases=DynamoLeases(dynamo, table=tables["leases"]),
        audit=DynamoAudit(dynamo, table=tables["audit"]),
        queues=SqsQueues(sqs_client(endpoint=held.aws_endpoint), prefix=held.prefix),
        files=S3Files(s3_client(endpoint=held.aws_endpoint), bucket=held.resource_name("files")),
        senders=senders,
        wording=JinjaWording(secret=held.secret, public_url=held.public_url),
        owner_of=senders.owner_of_call,
        now=now,
        new_id=new_id,
        wait=time.sleep,
        per_second={
            Channel.EMAIL: held.email_per_second,
            Channel.TEXT: held.text_per_second,
            Channel.PHONE: held.phone_per_second,
        },
    )


def staff() -> StaffDirectory:
    """Who works at the practices; only the pages for signing in ask."""
    held = settings()
    return _staff(held.aws_endpoint, held.user_pool_client_id)


@cache
def _staff(endpoint: str | None, client_id: str) -> CognitoStaff:
    return CognitoStaff(endpoint=endpoint, client_id=client_id)


@cache
def dead_letters() -> DeadLetters:
    """What lies aside; only the page for it asks."""
    from chalicelib.storage.dead_letters import SqsDeadLetters
    from chalicelib.storage.queues import sqs_client

    held = settings()
    return SqsDeadLetters(sqs_client(endpoint=held.aws_endpoint), prefix=held.prefix)


def read_dead_receipts(note: Mapping[str, Any]) -> tuple[Receipt, ...]:
    """The news in a note that lies aside; none, if it lies there because nobody can read it."""
    from chalicelib.channels.receipts import NotAReceipt

    try:
        return read_receipts(note)
    except NotAReceipt:
        return ()


class Senders(Mapping[Channel, Sender]):
    """The channels, each made when it is first used: a worker loads its own service only."""

    def __init__(self, held: Settings) -> None:
        self._held = held
        self._made: dict[Channel, Any] = {}

    def __getitem__(self, channel: Channel) -> Sender:
        if channel not in self._made:
            self._made[channel] = self._make(channel)
        made: Sender = self._made[channel]
        return made

    def __iter__(self) -> Iterator[Channel]:
        return iter(Channel)

    def __len__(self) -> int:
        return len(Channel)

    def owner_of_call(self, contact_id: str) -> tuple[str, str] | None:
        """Practice and message of a call, as the telephone service has it."""
        phone: Any = self[Channel.PHONE]
        owner = phone.owner_of(contact_id)
        return None if owner is None else (owner.practice_id, owner.message_id)

    def _make(self, channel: Channel) -> Any:
        held = self._held
        if channel is Channel.EMAIL:
            return EmailChannel(
                provider_client("sesv2", endpoint=held.provider_endpoint),
                sender_email=held.sender_email,
                configuration_set=held.configuration_set,
                template_name=held.email_template,
            )
        if channel is Channel.TEXT:
            return TextChannel(
                provider_client("sns", endpoint=held.provider_endpoint),
                origination_number=held.text_origination_number,
            )
        return PhoneChannel(
            provider_client("connect", endpoint=held.provider_endpoint),
            instance_id=held.connect_instance_id,
            flow_id=held.connect_flow_id,
            source_number=held.connect_source_number,
        )
