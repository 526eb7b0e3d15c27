"""Speaks to the emulator as the program itself speaks to AWS: by its address alone."""

from collections.abc import Mapping
from typing import Any

import boto3
from botocore.config import Config

QUICK = Config(
    connect_timeout=2, read_timeout=30, retries={"total_max_attempts": 3, "mode": "standard"}
)


# boto3 makes its clients from data files as it runs, so they have no type to name here.
def client(service: str, *, environment: Mapping[str, str]) -> Any:
    """A client of one emulated service, with the emulator's own keys and nobody's account."""
    return boto3.client(
        service,  # type: ignore[call-overload]
        endpoint_url=environment["PMX_AWS_ENDPOINT"],
        region_name=environment["AWS_DEFAULT_REGION"],
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
        config=QUICK,
    )
