"""Opening what a queue hands over: each note by itself, and a bad one does not hold up the rest."""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, TypeVar

log = logging.getLogger(__name__)

# Notes are JSON from a queue; each handler looks at what it needs.
Note = Mapping[str, Any]
Failures = dict[str, list[dict[str, str]]]
News = TypeVar("News")


def each_note(event: Any, work: Callable[[Note], object]) -> Failures:
    """
    Work on each record; those that failed are named, so that only they come back.

    `event` is Chalice’s SQS event. Ids only are logged, and the kind of trouble.
    """
    failed = [record for record in _records(event) if not _is_done(record, work)]
    return _failures(failed)


def gathered(
    event: Any,
    *,
    read: Callable[[Note], Iterable[News]],
    work: Callable[[list[News]], None],
) -> Failures:
    """
    Read each record by itself, then work on all that they say at once.

    A record that cannot be read comes back alone; if the work fails, all of them do.
    """
    records = list(_records(event))
    news: list[News] = []
    unread = [record for record in records if not _is_done(record, lambda n: news.extend(read(n)))]
    try:
        work(news)
    except Exception as trouble:
        # A door catches all: what comes back five times ends among the dead letters.
        _log("notes failed", trouble, record=f"{len(records)} records")
        return _failures(records)
    return _failures(unread)


def _is_done(record: Mapping[str, str], work: Callable[[Note], object]) -> bool:
    try:
        work(json.loads(record["body"]))
    except Exception as trouble:
        _log("note failed", trouble, record=record["messageId"])
        return False
    return True


def _records(event: Any) -> list[Mapping[str, str]]:
    records: list[Mapping[str, str]] = event.to_dict()["Records"]
    return records


def _failures(records: Iterable[Mapping[str, str]]) -> Failures:
    return {"batchItemFailures": [{"itemIdentifier": each["messageId"]} for each in records]}


def _log(event: str, trouble: Exception, *, record: str) -> None:
    log.warning(
        event, extra={"record": record, "trouble": type(trouble).__name__}, exc_info=trouble
    )


class FunctionFailed(Exception):
    """Said to AWS in place of the trouble itself, whose sentence may quote a name or a number."""


def on_schedule(work: Callable[[Any], None]) -> Callable[[Any], None]:
    """A function that a clock calls: its trouble is written down here, and its kind handed on."""

    @wraps(work)
    def guarded(event: Any) -> None:
        try:
            work(event)
        except Exception as trouble:
            _log("schedule failed", trouble, record=work.__name__)
            raise FunctionFailed(type(trouble).__name__) from None

    return guarded
