"""Speaks to the emulator as the program itself speaks to AWS: by its address alone."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import boto3
from botocore.config import Config

SECONDS_TO_CONNECT = 2
SECONDS_TO_ANSWER = 30
THREADS = 32
"""How many may ask at once without waiting for a connection."""


# boto3 makes its clients from data files as it runs, so they have no type to name here.
def client(service: str, *, environment: Mapping[str, str]) -> Any:
    """A client of one emulated service, with the emulator's own keys and nobody's account."""
    return _client(service, environment["PMX_AWS_ENDPOINT"])


@cache
def _client(service: str, endpoint: str) -> Any:
    """Kept, because making one reads megabytes of descriptions; threads may share it."""
    return boto3.client(
        service,  # type: ignore[call-overload]
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - the emulator's, which opens nothing
        config=Config(
            connect_timeout=SECONDS_TO_CONNECT,
            read_timeout=SECONDS_TO_ANSWER,
            max_pool_connections=THREADS,
            retries={"total_max_attempts": 3, "mode": "standard"},
        ),
    )
