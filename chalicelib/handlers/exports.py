"""Somebody asked for a long report as a file."""

from typing import Any

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.exchange.export_report import export_of, make_export
from chalicelib.handlers.envelopes import Failures, Note, each_note
from chalicelib.web.sent_file import write_sent

exports = Blueprint(__name__)


# One at a time: a file may take a minute, and the next one is another worker's.
@exports.on_sqs_message(queue="pmx-exports", batch_size=1)
def run_export(event: Any) -> Failures:
    """Write the file; written twice, it is the same file."""
    return each_note(event, _make)


def _make(note: Note) -> None:
    parts = bootstrap.parts()
    make_export(parts, export_of(parts, note["practice"], note["export"]), write=write_sent)
