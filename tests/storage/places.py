"""Where the storage tests run: on fakes, on the emulator, and on Amazon’s own DynamoDB Local."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.validate import ParamValidator

from chalicelib.exchange.ports import Campaigns, Credits
from chalicelib.settings import Settings
from chalicelib.storage.campaigns import DynamoCampaigns
from chalicelib.storage.credit_models import CreditModels, credit_models
from chalicelib.storage.credits import DynamoCredits
from chalicelib.storage.dynamo import Client, dynamo_client
from chalicelib.storage.table import Table
from chalicelib.storage.tables import TABLES
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.credits import FakeCredits

AMAZONS = pytest.param("amazons_tables", marks=pytest.mark.storage, id="dynamodb-local")
REAL = [pytest.param("emulator_tables", marks=pytest.mark.storage, id="emulator"), AMAZONS]
EVERYWHERE = ["fake", *REAL]
"""A port’s contract is one file of tests, and each of these must pass it."""

CHECKED: Counter[str] = Counter()
"""How many requests of each kind botocore’s own rules were asked about."""


class BadRequest(AssertionError):
    """A request that AWS would not take, whatever the emulator says."""


@dataclass(frozen=True)
class Tables:
    """The five tables in one place, and the one client for them."""

    client: Client
    prefix: str

    def named(self, noun: str) -> str:
        return f"{self.prefix}-{noun}"

    def table(self, noun: str) -> Table:
        return Table(self.client, self.named(noun), TABLES[noun])

    @property
    def models(self) -> CreditModels:
        return credit_models(
            self.client,
            credits_table=self.named("credits"),
            campaigns_table=self.named("campaigns"),
        )


@dataclass(frozen=True)
class Stores:
    """Credits, and the campaigns that change in the same step."""

    credits: Credits
    campaigns: Campaigns


def tables_of(settings: Settings) -> Tables:
    return Tables(checked_client(settings.aws_endpoint), settings.prefix)


def real_stores(tables: Tables) -> Stores:
    return Stores(
        DynamoCredits(tables.table("credits"), models=tables.models),
        DynamoCampaigns(tables.table("campaigns")),
    )


def fake_stores() -> Stores:
    campaigns = FakeCampaigns()
    return Stores(FakeCredits(campaigns), campaigns)


def checked_client(endpoint: str | None) -> Client:
    """
    The stores’ own client, every request of which is held against botocore’s model of it.

    The client itself does not do that, because it costs more than the rest of the call.
    """
    client = dynamo_client(endpoint=endpoint)
    client.meta.events.register_last("before-parameter-build.dynamodb", _check)
    return client


def _check(params: Mapping[str, Any], model: Any, **_: object) -> None:
    CHECKED[model.name] += 1
    report = ParamValidator().validate(params, model.input_shape)
    if report.has_errors():
        raise BadRequest(f"{model.name}: {report.generate_report()}")
