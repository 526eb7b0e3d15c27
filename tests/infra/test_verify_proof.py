"""The check of a proof file as its reader runs it, without anything else of ours."""

import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib.domain.proof_chain import chained
from infra.local.verify_proof import CHANGED, UNREADABLE, WHOLE, verify

LINES = list(chained([{"kind": "header"}, {"kind": "message", "status": "delivered"}]))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "proof.jsonl"
    path.write_text("".join(f"{line}\n" for line in LINES), encoding="utf-8")
    return path


def test_a_whole_file_is_said_to_be_whole(file: Path) -> None:
    status, said = verify([str(file)])

    assert status == WHOLE
    assert said.startswith("Whole: 3 lines as they were written, sealed ")


def test_a_changed_file_names_the_line(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"delivered", b"deliverex"))

    assert verify([str(file)]) == (CHANGED, "Changed: line 2 was changed after it was written")


@pytest.mark.parametrize("arguments", [[], [""], ["a", "b"], ["/nowhere/proof.jsonl"], ["/"]])
def test_what_cannot_be_read_is_said_to_be_so(arguments: list[str]) -> None:
    status, said = verify(arguments)

    assert status == UNREADABLE
    assert said


def test_it_runs_with_python_alone(file: Path) -> None:
    """No package is installed there: -S leaves them out, -E the environment."""
    command = [sys.executable, "-S", "-E", "-m", "infra.local.verify_proof", str(file)]

    answer = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2]
    )

    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("Whole: 3 lines")
