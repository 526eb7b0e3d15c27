"""The telephone lines to the providers: short patience, and never a second try by themselves."""

from typing import Any

import boto3
from botocore.config import Config

CONNECT_SECONDS = 2
READ_SECONDS = 10
"""Longer than a provider needs; shorter than a worker can afford to wait."""
USER_AGENT = "patient-message-exchange boto3"
"""Fixed, because botocore else puts it together anew, twice for each call."""


def provider_client(service: str, *, endpoint: str | None) -> Any:  # botocore makes it at run time
    """
    A client that asks once and then says what happened.

    The SDK's own retry would send a message twice whenever an answer is lost on the way back.
    """
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": 1},
        max_pool_connections=10,
        tcp_keepalive=True,
        # The channels' tests hold each request to the SDK's model; a provider says so itself.
        parameter_validation=False,
        user_agent=USER_AGENT,
    )
    # boto3's overloads know every service by a literal name; ours comes from the caller.
    make: Any = boto3.client
    return make(service, endpoint_url=endpoint, config=config)
