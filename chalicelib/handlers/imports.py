"""A file of a practice system waits to be read."""

from typing import Any

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.exchange import import_records
from chalicelib.handlers.envelopes import Failures, Note, each_note
from chalicelib.intake.any_rows import read_rows

imports = Blueprint(__name__)


# One at a time: a file may take minutes, and the next one is another worker's.
@imports.on_sqs_message(queue="pmx-imports", batch_size=1)
def run_import(event: Any) -> Failures:
    """Read the file to its end."""
    return each_note(event, _run)


def _run(note: Note) -> None:
    import_records.run_import(
        bootstrap.parts(),
        practice_id=note["practice"],
        import_id=note["import"],
        read=read_rows,
    )
