"""Each store twice: the fake that other tests use, and the real one on the emulator."""

import secrets
from datetime import UTC, datetime

import pytest

from chalicelib.exchange.ports import Files, Leases, Records
from chalicelib.settings import Settings, read_settings
from chalicelib.storage.dynamo import dynamo_client
from chalicelib.storage.files import S3Files, s3_client
from chalicelib.storage.leases import DynamoLeases
from chalicelib.storage.records import DynamoRecords
from tests.fakes.leases import FakeLeases
from tests.fakes.outside import FakeFiles
from tests.fakes.records import FakeRecords

BOTH = ["fake", pytest.param("emulator", marks=pytest.mark.storage)]
MONDAY = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    """A Monday morning."""
    return MONDAY


@pytest.fixture
def practice() -> str:
    """Tests of one file share tables, so each has a practice of its own."""
    return f"practice-{secrets.token_hex(4)}"


@pytest.fixture(scope="module")
def settings(request: pytest.FixtureRequest) -> Settings:
    """Of the emulator; only what needs it starts it."""
    return read_settings(request.getfixturevalue("aws"))


@pytest.fixture(scope="module")
def dynamo(settings: Settings):
    """The one client of DynamoDB."""
    return dynamo_client(endpoint=settings.aws_endpoint)


@pytest.fixture(scope="module", params=BOTH)
def records(request: pytest.FixtureRequest) -> Records:
    """Records, fake and real."""
    if request.param == "fake":
        return FakeRecords()
    settings: Settings = request.getfixturevalue("settings")
    client = request.getfixturevalue("dynamo")
    return DynamoRecords(client, table=settings.resource_name("records"))


@pytest.fixture(scope="module", params=BOTH)
def leases(request: pytest.FixtureRequest) -> Leases:
    """Leases, fake and real."""
    if request.param == "fake":
        return FakeLeases()
    settings: Settings = request.getfixturevalue("settings")
    client = request.getfixturevalue("dynamo")
    return DynamoLeases(client, table=settings.resource_name("leases"))


@pytest.fixture(scope="module", params=BOTH)
def files(request: pytest.FixtureRequest) -> Files:
    """Files, fake and real."""
    if request.param == "fake":
        return FakeFiles()
    settings: Settings = request.getfixturevalue("settings")
    client = s3_client(endpoint=settings.aws_endpoint)
    return S3Files(client, bucket=settings.resource_name("files"))
