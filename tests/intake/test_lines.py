"""A file is cut into the same lines however its pieces fall, and long lines cost nothing."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as some

from chalicelib.intake.lines import LINE_BYTES, lines


@given(some.lists(some.sampled_from([b"a", b"", b"\r", b"\n", b"\r\n", b"bc", b"\xff"])))
def test_lines_are_the_same_wherever_a_piece_ends(pieces: list[bytes]) -> None:
    body = b"".join(pieces)
    one_kind = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    expected = one_kind.removesuffix(b"\n").split(b"\n") if one_kind else []

    assert list(lines(pieces)) == expected
    assert list(lines([bytes([byte]) for byte in body])) == expected


def test_a_line_that_is_too_long_is_named_and_the_next_is_read() -> None:
    long = b"x" * (LINE_BYTES + 1)

    assert list(lines([b"a\n", long, long, b"x\nb\n", b"x" * LINE_BYTES, b"\n", long])) == [
        b"a",
        None,
        b"b",
        b"x" * LINE_BYTES,
        None,
    ]


def test_a_file_without_an_end_of_line_is_not_kept_in_memory() -> None:
    tracemalloc.start()

    assert list(lines(b"x" * 10_000 for _ in range(2_000))) == [None]

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
