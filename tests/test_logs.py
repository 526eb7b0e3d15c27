"""What the program says of itself holds ids, and nobody's name, address or words."""

import json
import logging
import sys

import pytest

from chalicelib.logs import JsonLines, metric_line

SECRET = "Ana Lee, ana.lee@example.com"


def said(name: str, sentence: str, *arguments: object, **more: object) -> dict:
    record = logging.getLogger(name).makeRecord(
        name, logging.WARNING, "file.py", 1, sentence, arguments, None, extra=more or None
    )
    line: dict = json.loads(JsonLines().format(record))
    return line


def test_our_own_lines_hold_their_ids() -> None:
    line = said("chalicelib.handlers.sweep", "campaign stuck", practice="demo", campaign="01J", n=3)

    assert (line["event"], line["practice"], line["campaign"], line["n"]) == (
        "campaign stuck",
        "demo",
        "01J",
        3,
    )


@pytest.mark.parametrize("value", [SECRET, "ana.lee@example.com", "two words", "x" * 121])
def test_what_is_no_id_is_not_said(value: str) -> None:
    assert said("chalicelib.x", "event", who=value)["who"] == "…"


def test_others_arguments_and_finished_sentences_are_not_said() -> None:
    assert said("botocore", "could not parse %s", SECRET)["event"] == "could not parse %s"
    assert said("botocore", f"could not parse {SECRET}")["event"] == "…"


def test_of_an_exception_its_kind_and_place_are_said_and_not_its_sentence() -> None:
    try:
        int(SECRET)
    except ValueError:
        trouble = sys.exc_info()
    name = "chalicelib.x"
    record = logging.getLogger(name).makeRecord(name, 40, "f", 1, "note failed", (), trouble)
    line = JsonLines().format(record)

    assert "Ana" not in line
    assert json.loads(line)["trouble"] == "ValueError"
    assert json.loads(line)["where"][0].startswith("test_logs.py:")


def test_a_metric_is_counted_with_and_without_its_channel() -> None:
    line = json.loads(metric_line("pmx-dev", {"Sent": 3}, channel="email"))

    assert (line["Sent"], line["Prefix"], line["Channel"]) == (3, "pmx-dev", "email")
    (told,) = line["_aws"]["CloudWatchMetrics"]
    assert told["Dimensions"] == [["Prefix"], ["Prefix", "Channel"]]
