"""Starts Amazon’s own DynamoDB Local for the tests, and makes our tables in it."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from threading import Event

import pytest

from infra.local.declared import declared_of
from infra.local.environment import NOBODYS_ACCOUNT, process_environment
from infra.local.machine import LOOPBACK, free_port
from infra.local.parts import Part, module
from infra.local.resources import _make_table
from tests.infra.fetch_dynamodb_local import JAVA, READY


def start_dynamodb_local(data: Path) -> Part:
    """
    It, up and listening at a free port.

    Where it cannot be had its tests are skipped, and say so; never where CI is set.
    """
    if not READY.exists() or shutil.which(JAVA.read_text()) is None:
        _go_without("DynamoDB Local is not here: `make test` fetches it")
    port = free_port()
    part = Part(
        name="DynamoDB Local",
        command=module("tests.infra.run_dynamodb_local", str(port)),
        environment=process_environment({"DDB_LOCAL_TELEMETRY": "0"}),
        log=data / "dynamodb-local.log",
        floor=0,
        port=port,
    )
    part.start()
    part.wait_until_ready(stopping=Event())
    return part


def make_tables(part: Part, *, prefix: str) -> Mapping[str, str]:
    """The tables of infra/resources.yaml; the environment to find them by."""
    environment = {
        **NOBODYS_ACCOUNT,
        "PMX_PREFIX": prefix,
        "PMX_AWS_ENDPOINT": f"http://{LOOPBACK}:{part.port}",
    }
    for table in declared_of("AWS::DynamoDB::Table", prefix=prefix):
        _make_table(table.properties, {}, environment)
    return environment


def _go_without(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
