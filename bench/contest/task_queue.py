"""What both task queues do for a message: call `send_email` with a ready body, and keep nothing."""

import os
from typing import Any

import boto3

from bench.contest.bare import HTML, TEXT


def redis_url() -> str:
    """The Redis that this run of the benchmark has started."""
    return os.environ["REDIS_URL"]


def mail_client() -> Any:
    """One client for each worker."""
    return boto3.client("sesv2", endpoint_url=os.environ["STUB_URL"])


def send_one(client: Any, *, to: str) -> None:
    """The bare loop’s own call."""
    client.send_email(
        FromEmailAddress="desk@maple.example",
        Destination={"ToAddresses": [to]},
        Content={
            "Simple": {
                "Subject": {"Data": "Reminder"},
                "Body": {"Text": {"Data": TEXT}, "Html": {"Data": HTML}},
            }
        },
    )
