"""Each store that a worker does not need to begin with, loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chalicelib.storage.table import Table
from chalicelib.storage.tables import TABLES

if TYPE_CHECKING:
    from chalicelib.exchange.ports import Audit, Credits, Files, Queues, Records
    from chalicelib.settings import Settings
    from chalicelib.storage.dynamo import Client


def records(dynamo: Client, tables: Mapping[str, str]) -> Records:
    """Practices, patients, contacts, visits, wording."""
    from chalicelib.storage.records import DynamoRecords

    return DynamoRecords(dynamo, table=tables["records"])


def audit(dynamo: Client, tables: Mapping[str, str]) -> Audit:
    """Who did what."""
    from chalicelib.storage.audit import DynamoAudit

    return DynamoAudit(dynamo, table=tables["audit"])


def credits(dynamo: Client, tables: Mapping[str, str]) -> Credits:
    """Balances, the ledger, purchases."""
    from chalicelib.storage.credit_models import credit_models
    from chalicelib.storage.credits import DynamoCredits

    return DynamoCredits(
        Table(dynamo, tables["credits"], TABLES["credits"]),
        models=credit_models(
            dynamo, credits_table=tables["credits"], campaigns_table=tables["campaigns"]
        ),
    )


def queues(held: Settings) -> Queues:
    """What is to be done next."""
    from chalicelib.storage.queues import SqsQueues, sqs_client

    return SqsQueues(sqs_client(endpoint=held.aws_endpoint), prefix=held.prefix)


def files(held: Settings) -> Files:
    """Lists, imports, exports."""
    from chalicelib.storage.files import S3Files, s3_client

    return S3Files(s3_client(endpoint=held.aws_endpoint), bucket=held.resource_name("files"))
