"""Notes which rights each method of a store or channel takes, while their own tests run."""

import json
import os
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import boto3

from infra.local.leave import Asked, needed

NOTES = "PMX_PARTS"
"""Names a file in which each right of each method is noted once by each process."""
PLACES = tuple(f"{os.sep}chalicelib{os.sep}{floor}{os.sep}" for floor in ("storage", "channels"))

_noted: set[tuple[str, str, str]] = set()


def watch_parts() -> None:
    """From here on every call of a client that is made later is noted."""
    boto3.setup_default_session()
    session: Any = boto3.DEFAULT_SESSION
    session.events.register("provide-client-params", _asked)


def _asked(params: Asked, model: Any, **_: Any) -> None:
    method = _outermost()
    if method is None:
        return
    for right in needed(model.service_model.service_name, model.name, params):
        line = (method, right.action, right.thing)
        if line not in _noted:
            _noted.add(line)
            with Path(os.environ[NOTES]).open("a") as notes:
                notes.write(json.dumps(line) + "\n")


def _outermost() -> str | None:
    """The method by which somebody came in; what it calls inside is its own affair."""
    found: str | None = None
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if any(place in frame.f_code.co_filename for place in PLACES):
            name, own = frame.f_code.co_name, frame.f_locals.get("self")
            found = name if own is None else f"{type(own).__name__}.{name}"
        frame = frame.f_back
    return found
