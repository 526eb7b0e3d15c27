"""A file arrives in pieces; this cuts it into lines without ever holding more than a little."""

from collections.abc import Iterable, Iterator

LINE_BYTES = 32_000
"""No patient needs more; a longer line is noticed, skipped and named, not kept in memory."""


def lines(pieces: Iterable[bytes], *, limit: int = LINE_BYTES) -> Iterator[bytes | None]:
    """Each line without its end (any of the three kinds); None stands for one too long."""
    held, is_skipping = b"", False
    for piece in _with_one_kind_of_end(pieces):
        *whole, rest = (held + piece).split(b"\n")
        for line in whole:
            yield None if is_skipping or len(line) > limit else line
            is_skipping = False
        is_skipping = is_skipping or len(rest) > limit
        held = b"" if is_skipping else rest
    if is_skipping:
        yield None
    elif held:
        yield held


def _with_one_kind_of_end(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A carriage return at the end of a piece waits: a line feed may follow it."""
    held = b""
    for piece in pieces:
        text = held + piece
        held = b"\r" if text.endswith(b"\r") else b""
        yield text[: len(text) - len(held)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    yield held.replace(b"\r", b"\n")
