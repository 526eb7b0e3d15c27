"""What every test of a channel starts from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.channels.pretend import Pretend, running


@pytest.fixture(autouse=True)
def nobodys_account(monkeypatch):
    """No test can reach a real account."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture
def pretend(tmp_path: Path) -> Iterator[Pretend]:
    with running(tmp_path) as providers:
        yield providers


@pytest.fixture
def client_error():
    """What boto3 raises when a service answers with an error."""

    def error(code: str, *, status: int = 400, message: str = "") -> ClientError:
        told: Any = {
            "Error": {"Code": code, "Message": message},
            "ResponseMetadata": {"HTTPStatusCode": status},
        }
        return ClientError(told, "Operation")

    return error
