"""What the program says of itself: a line of JSON for each event, with ids and never with words."""

import json
import logging
import re
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from types import TracebackType

OURS = ("chalicelib", "infra")
AN_ID = re.compile(r"[\w#.:/-]{1,120}")
"""What a log may hold: ids, numbers and machine words. An address or a sentence is none."""
NOT_SAID = "…"
OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
PERCENT, COUNT = "Percent", "Count"

Value = int | float


class JsonLines(logging.Formatter):
    """
    One object a line. Of an exception its kind and where it came from, not its sentence: that
    often quotes what it stumbled over. Of other people's loggers no arguments, for the same reason.
    """

    def format(self, record: logging.LogRecord) -> str:
        is_ours = record.name.startswith(OURS)
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage() if is_ours else _machine_words(record.msg),
        }
        for name, value in vars(record).items():
            if name not in OF_EVERY_RECORD:
                line[name] = value if isinstance(value, int | float) else an_id(value)
        if record.exc_info and record.exc_info[0] is not None:
            line["trouble"] = record.exc_info[0].__name__
            line["where"] = list(_places(record.exc_info[2]))
        return json.dumps(line, ensure_ascii=False)


def an_id(value: object) -> str:
    """The value if it is an id, else a sign that there was something else."""
    text = str(value)
    return text if AN_ID.fullmatch(text) else NOT_SAID


def speak_json() -> None:
    """Let every handler that is there write so: Lambda has set one up, and Chalice another."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for logger in (root, *root.manager.loggerDict.values()):
        for handler in getattr(logger, "handlers", ()):
            handler.setFormatter(JsonLines())


def metric_line(
    prefix: str, values: Mapping[str, Value], *, unit: str = COUNT, channel: str = ""
) -> str:
    """Numbers in CloudWatch’s embedded format: whoever keeps the log counts them, too."""
    dimensions = [["Prefix"], ["Prefix", "Channel"]] if channel else [["Prefix"]]
    metrics = [{"Name": name, "Unit": unit} for name in values]
    told = {"Namespace": "PMX", "Dimensions": dimensions, "Metrics": metrics}
    where = {"Prefix": prefix} | ({"Channel": channel} if channel else {})
    about = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [told]}
    return json.dumps({"_aws": about, **where, **values})


def write_line(line: str) -> None:
    """To where AWS picks up what a function says."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _machine_words(sentence: object) -> str:
    """A library's sentence before its arguments were put in; not what somebody formatted."""
    text = str(sentence)
    return text if "%" in text or AN_ID.fullmatch(text) else NOT_SAID


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
