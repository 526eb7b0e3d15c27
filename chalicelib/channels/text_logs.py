"""Where SNS writes what became of texts: two groups of CloudWatch logs, read over and over."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chalicelib.channels.clients import provider_client
from chalicelib.channels.text_receipts import read_logs
from chalicelib.domain.delivery import Receipt
from chalicelib.settings import Settings, TextProvider

PAGES = 50
"""Ten thousand lines each, at most: a flood is read on at the next look."""


def told_between(held: Settings, *, start: datetime, end: datetime) -> Iterator[Receipt]:
    """What SNS has written of texts; nothing where another carries them."""
    if held.text_provider is TextProvider.SNS and held.text_log_group:
        client = provider_client("logs", endpoint=held.provider_endpoint)
        yield from read_logs(lines_between(client, group=held.text_log_group, start=start, end=end))


def lines_between(
    client: Any,  # botocore makes its clients at run time
    *,
    group: str,
    start: datetime,
    end: datetime,
) -> Iterator[str]:
    """Every line of the group and of its failures; none if SNS has not written there yet."""
    for name in (group, f"{group}/Failure"):
        yield from _lines(client, name, start=start, end=end)


def _lines(client: Any, group: str, *, start: datetime, end: datetime) -> Iterator[str]:
    asked: dict[str, Any] = {
        "logGroupName": group,
        "startTime": int(start.timestamp() * 1000),
        "endTime": int(end.timestamp() * 1000),
    }
    for _ in range(PAGES):
        try:
            answer = client.filter_log_events(**asked)
        except client.exceptions.ResourceNotFoundException:
            return
        yield from (str(event["message"]) for event in answer.get("events", ()))
        if not answer.get("nextToken"):
            return
        asked["nextToken"] = answer["nextToken"]
