"""The emulator's memory on disk: only whole copies count, and the journal fills what lies after."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from infra.local.checkpoints import Checkpoints
from infra.local.journal import Journal, is_journaled, noted


def write(words: str) -> Callable[[Path], None]:
    def writing(copy: Path) -> None:
        copy.mkdir()
        (copy / "memory").write_text(words)

    return writing


def break_midway(copy: Path) -> None:
    copy.mkdir()
    (copy / "memory").write_text("half")
    os._exit(3)


def wait_for(checkpoints: Checkpoints) -> None:
    while checkpoints.is_writing():
        os.sched_yield()


def test_a_whole_copy_becomes_the_current_one(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path)

    checkpoints.begin(write("first"))
    wait_for(checkpoints)

    assert (Checkpoints(tmp_path).current_copy / "memory").read_text() == "first"


def test_a_copy_that_broke_midway_changes_nothing(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path)
    checkpoints.write_now(write("whole"))

    checkpoints.begin(break_midway)
    wait_for(checkpoints)

    assert (Checkpoints(tmp_path).current_copy / "memory").read_text() == "whole"


def test_older_copies_and_their_journals_go(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path)
    checkpoints.write_now(write("older"))
    Journal(checkpoints.journal_of(checkpoints.current)).close()

    checkpoints.write_now(write("newer"))

    assert {path.name for path in tmp_path.iterdir()} == {"2", "current"}


def test_what_came_after_the_current_copy_is_replayed_in_order(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path)
    checkpoints.write_now(write("whole"))
    for number, body in ((1, b"one"), (2, b"two")):
        journal = Journal(checkpoints.journal_of(number))
        journal.note("DynamoDB_20120810.PutItem", body)
        journal.close()

    again = Checkpoints(tmp_path)

    assert [body for path in again.journals_to_replay() for _target, body in noted(path)] == [
        b"one",
        b"two",
    ]
    assert again.newest == 2


def test_a_line_that_was_cut_off_never_happened(tmp_path: Path) -> None:
    path = tmp_path / "1.journal"
    journal = Journal(path)
    journal.note("AmazonSQS.SendMessage", b'{"MessageBody": "kept"}')
    journal.note("AmazonSQS.SendMessage", b'{"MessageBody": "cut"}')
    journal.close()
    path.write_bytes(path.read_bytes()[:-5])

    assert list(noted(path)) == [("AmazonSQS.SendMessage", b'{"MessageBody": "kept"}')]


@pytest.mark.parametrize(
    ("target", "is_change"),
    [
        ("DynamoDB_20120810.UpdateItem", True),
        ("DynamoDB_20120810.BatchExecuteStatement", True),
        ("AmazonSQS.SendMessageBatch", True),
        ("DynamoDB_20120810.Query", False),
        ("AmazonSQS.ReceiveMessage", False),
        ("", False),
    ],
)
def test_changes_are_noted_and_looks_are_not(target: str, *, is_change: bool) -> None:
    assert is_journaled(target) is is_change
