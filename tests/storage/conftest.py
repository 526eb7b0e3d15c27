"""Each store thrice: the fake, and the real one on the emulator and on DynamoDB Local."""

import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from chalicelib.exchange.ports import Campaigns, Files, Leases, Records
from chalicelib.settings import Settings, read_settings
from chalicelib.storage.files import S3Files, s3_client
from chalicelib.storage.leases import DynamoLeases
from chalicelib.storage.records import DynamoRecords
from tests.fakes.leases import FakeLeases
from tests.fakes.outside import FakeFiles
from tests.fakes.records import FakeRecords
from tests.infra.dynamodb_local import make_tables, start_dynamodb_local
from tests.storage.lines import Line, open_line
from tests.storage.places import (
    EVERYWHERE,
    REAL,
    Stores,
    Tables,
    fake_stores,
    real_stores,
    tables_of,
)
from tests.storage.visit_desk import VisitDesk, open_visit_desk

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
def dynamo(emulator_tables: Tables):
    """The one client of DynamoDB on the emulator."""
    return emulator_tables.client


@pytest.fixture(scope="module")
def emulator_tables(settings: Settings) -> Tables:
    """On the emulator, which parts test files by their prefix."""
    return tables_of(settings)


@pytest.fixture(scope="session")
def amazons_tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tables]:
    """On Amazon’s own, started once; whoever uses them takes a practice of its own."""
    part = start_dynamodb_local(tmp_path_factory.mktemp("dynamodb-local"))
    try:
        yield tables_of(read_settings(make_tables(part, prefix="pmx-test")))
    finally:
        part.ask_to_stop()
        part.wait_until_stopped()


@pytest.fixture(scope="module", params=REAL)
def tables(request: pytest.FixtureRequest) -> Tables:
    """Real tables, one place after the other."""
    found: Tables = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def line(tables: Tables, practice: str) -> Line:
    """A practice whose tables are reached with troubles on the way."""
    return open_line(tables, practice)


@pytest.fixture
def desk(tables: Tables, practice: str, at: datetime) -> VisitDesk:
    """Lena, Mia and their visits, in real tables."""
    return open_visit_desk(tables, practice, at)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """
    How long each pause would have been, of ours and of the SDK.

    Patched, because the SDK’s are of seconds, and nothing can be handed in to it.
    """
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


@pytest.fixture(scope="module", params=EVERYWHERE)
def records(request: pytest.FixtureRequest) -> Records:
    """Records, fake and real."""
    if request.param == "fake":
        return FakeRecords()
    tables: Tables = request.getfixturevalue(request.param)
    return DynamoRecords(tables.client, table=tables.named("records"))


@pytest.fixture(scope="module", params=EVERYWHERE)
def leases(request: pytest.FixtureRequest) -> Leases:
    """Leases, fake and real."""
    if request.param == "fake":
        return FakeLeases()
    tables: Tables = request.getfixturevalue(request.param)
    return DynamoLeases(tables.client, table=tables.named("leases"))


@pytest.fixture(scope="module", params=EVERYWHERE)
def stores(request: pytest.FixtureRequest) -> Stores:
    """Credits and campaigns, fake and real."""
    if request.param == "fake":
        return fake_stores()
    return real_stores(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def campaigns(stores: Stores) -> Campaigns:
    """Campaigns, fake and real."""
    return stores.campaigns


@pytest.fixture(scope="module", params=BOTH)
def files(request: pytest.FixtureRequest) -> Files:
    """Files, fake and real."""
    if request.param == "fake":
        return FakeFiles()
    settings: Settings = request.getfixturevalue("settings")
    client = s3_client(endpoint=settings.aws_endpoint)
    return S3Files(client, bucket=settings.resource_name("files"))
