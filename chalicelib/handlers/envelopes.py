"""Opening what a queue hands over: each note by itself, and a bad one does not hold up the rest."""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

log = logging.getLogger(__name__)

# Notes are JSON from a queue; each handler looks at what it needs.
Note = Mapping[str, Any]
Failures = dict[str, list[dict[str, str]]]


def each_note(event: Any, work: Callable[[Note], None]) -> Failures:
    """
    Work on each record; those that failed are named, so that only they come back.

    `event` is Chalice’s SQS event. Ids only are logged, and the kind of trouble.
    """
    failed: list[dict[str, str]] = []
    for record in event.to_dict()["Records"]:
        try:
            work(json.loads(record["body"]))
        except Exception as trouble:
            # A door catches all: what comes back five times ends among the dead letters.
            log.warning(
                "note failed",
                extra={"record": record["messageId"], "trouble": type(trouble).__name__},
                exc_info=True,
            )
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


def all_notes(event: Any, work: Callable[[list[Note]], None]) -> Failures:
    """Work on all records at once; if that fails, all of them come back."""
    records = event.to_dict()["Records"]
    try:
        work([json.loads(record["body"]) for record in records])
    except Exception as trouble:
        log.warning(
            "notes failed",
            extra={"records": len(records), "trouble": type(trouble).__name__},
            exc_info=True,
        )
        return {"batchItemFailures": [{"itemIdentifier": each["messageId"]} for each in records]}
    return {"batchItemFailures": []}
