"""
A file whose every line vouches for the line before it: one changed letter shows, and where.

It stands alone on purpose: whoever checks a file needs nothing of this program but this page.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

# What JSON can hold; the facts come from our own records.
Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]

NOTHING_BEFORE = "0" * 64
BYTES_PER_LINE = 1_000_000
END = "end"


@dataclass(frozen=True)
class Whole:
    """Nothing was changed; `seal` is the digest of the last fact, to be compared with the audit."""

    lines: int
    seal: str


@dataclass(frozen=True)
class Flaw:
    """The first line that is not as it was written."""

    line: int
    problem: str


CHANGED = "was changed after it was written"
NO_END = "is not the end: it was changed, or what came after it was taken away"
OUT_OF_PLACE = "is not the line that belongs here"


def chained(facts: Iterable[Mapping[str, Plain]]) -> Iterator[str]:
    """Each fact as a line of JSON, with its number and the SHA-256 of the line before; an end."""
    before, number = NOTHING_BEFORE, 0
    for number, fact in enumerate(facts, start=1):
        line = _line(number, before, fact)
        before = digest(line.encode())
        yield line
    yield _end(number + 1, before, seal=before)


def digest(line: bytes) -> str:
    """The SHA-256 of a line without its end."""
    return hashlib.sha256(line).hexdigest()


def check(lines: Iterable[bytes]) -> Whole | Flaw:
    """Read a file line by line, each with its end, in flat memory."""
    following = iter(lines)
    before, doubt, number = NOTHING_BEFORE, False, 0
    for number, raw in enumerate(following, start=1):
        line = raw.removesuffix(b"\n")
        read = _read(line) if raw.endswith(b"\n") else None
        if read is None:
            return Flaw(number, CHANGED)
        if read["line"] != number:
            return Flaw(number, OUT_OF_PLACE)
        vouched = read["before"]
        if doubt:
            # Two lines disagree: the one that the next line vouches for is not to blame.
            return Flaw(max(1, number - 2 if vouched == before else number - 1), CHANGED)
        if read.get("kind") == END:
            return _checked_end(line, number, before=before, following=following)
        doubt, before = vouched != before, digest(line)
    return Flaw(max(1, number), NO_END)


def _checked_end(
    line: bytes, number: int, *, before: str, following: Iterator[bytes]
) -> Whole | Flaw:
    if line == _end(number, before, seal=before).encode():
        if next(following, None) is not None:
            return Flaw(number + 1, "was added after the end")
        return Whole(number, before)
    read = json.loads(line)
    # The end says the same digest twice: where both agree, the line before it is to blame.
    is_intact = line == _end(number, read["before"], seal=read["before"]).encode()
    return Flaw(max(1, number - 1) if is_intact else number, CHANGED)


def _read(line: bytes) -> dict[str, Plain] | None:
    """The line’s facts, if it is one that we could have written."""
    if len(line) > BYTES_PER_LINE:
        return None
    try:
        found = json.loads(line)
        is_ours = isinstance(found, dict) and _text(found).encode() == line
    except (ValueError, RecursionError):
        return None
    if not is_ours or not isinstance(found.get("before"), str) or "line" not in found:
        return None
    return dict(found)


def _end(number: int, before: str, *, seal: str) -> str:
    return _line(number, before, {"kind": END, "seal": seal})


def _line(number: int, before: str, fact: Mapping[str, Plain]) -> str:
    return _text({"line": number, "before": before, **fact})


def _text(fact: Mapping[str, Plain]) -> str:
    return json.dumps(fact, ensure_ascii=False, separators=(",", ":"))
