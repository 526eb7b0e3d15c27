"""The JSON API over real stores on the emulator, with a practice of its own for each test."""

import os
from collections.abc import Iterator

import pytest
from chalice.test import Client

from app import app
from chalicelib import bootstrap
from chalicelib.exchange.ports import Parts
from infra.local.leave import watch
from tests.routes.api_cast import given_cast
from tests.routes.api_client import Api, new_api


@pytest.fixture(scope="module")
def parts(aws: dict[str, str]) -> Iterator[Parts]:
    """Everything that the exchange works with, on the emulator."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in aws.items():
            patch.setitem(os.environ, name, value)
        for held in (bootstrap.settings, bootstrap.parts):
            held.cache_clear()
        watch()
        yield bootstrap.parts()
    for held in (bootstrap.settings, bootstrap.parts):
        held.cache_clear()


@pytest.fixture(scope="module")
def client(parts: Parts) -> Iterator[Client]:
    with Client(app) as client:
        yield client


@pytest.fixture
def api(client: Client, parts: Parts) -> Api:
    """The API with a key of a new practice that has all rights."""
    return new_api(client, parts)


@pytest.fixture
def foreign(client: Client, parts: Parts) -> Api:
    """The API with all rights in another practice."""
    return new_api(client, parts)


@pytest.fixture
def cast(api: Api, parts: Parts) -> Api:
    """The API of a practice with Ana, Ben, Cleo and Dev."""
    given_cast(parts, api)
    return api
