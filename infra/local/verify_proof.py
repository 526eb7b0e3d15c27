"""Whether a proof file is as it was written: `make verify-proof FILE=proof.jsonl`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from chalicelib.domain.proof_chain import BYTES_PER_LINE, Whole, check

WHOLE, CHANGED, UNREADABLE = 0, 1, 2


def verify(arguments: Sequence[str]) -> tuple[int, str]:
    """What to exit with, and what to say; nothing is read but the file and one page of code."""
    if len(arguments) != 1 or not arguments[0]:
        return UNREADABLE, "Which file? make verify-proof FILE=proof.jsonl"
    try:
        found = check(_lines(Path(arguments[0])))
    except OSError as error:
        return UNREADABLE, f"{arguments[0]} cannot be read: {error.strerror}"
    if isinstance(found, Whole):
        return WHOLE, f"Whole: {found.lines} lines as they were written, sealed {found.seal}"
    return CHANGED, f"Changed: line {found.line} {found.problem}"


def _lines(path: Path) -> Iterator[bytes]:
    """Line by line, and never more of one than a line of ours can have."""
    with path.open("rb") as file:
        while line := file.readline(BYTES_PER_LINE + 2):
            yield line


if __name__ == "__main__":
    status, said = verify(sys.argv[1:])
    sys.stdout.write(f"{said}\n")
    sys.exit(status)
