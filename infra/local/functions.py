"""Calls one of the program's functions as Lambda does: by its name, with an event and a context."""

import importlib
import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from infra.local.leave import acting_as

FUNCTION_SECONDS = 120

log = logging.getLogger(__name__)

# Lambda events and answers are whatever JSON AWS sends and takes.
LambdaEvent = dict[str, Any]
Function = Callable[[LambdaEvent, "Context"], Any]

FAILED = object()
"""What `called` answers for a function that raised."""


@dataclass(frozen=True)
class Context:
    """What Lambda tells a function about its own run."""

    function_name: str
    function_version: str = "$LATEST"
    invoked_function_arn: str = ""
    memory_limit_in_mb: int = 512
    aws_request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    ends_at: float = field(default_factory=lambda: time.monotonic() + FUNCTION_SECONDS)

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self.ends_at - time.monotonic()) * 1000))


def function_named(name: str) -> Function:
    """What Lambda would find under this handler string, `module:name`."""
    module, _, attribute = name.partition(":")
    function: Function = getattr(importlib.import_module(module), attribute)
    return function


def called(function: Function, event: LambdaEvent, *, name: str) -> Any:
    """Its answer; Lambda writes an error down and goes on with the next event, and so do we."""
    try:
        with acting_as(name.rpartition(":")[2]):
            return function(event, Context(name))
    except Exception:
        log.exception("function %s failed", name)
        return FAILED


def tick() -> LambdaEvent:
    """The event by which a schedule calls a function."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "us-east-1",
        "resources": [],
        "detail": {},
    }
