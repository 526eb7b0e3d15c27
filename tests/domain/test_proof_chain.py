"""One changed byte shows, and the line that it is in; so does a line too many or too few."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.proof_chain import Flaw, Plain, Whole, chained, check, digest

FACTS: list[dict[str, Plain]] = [
    {"kind": "header", "practice": "Maple Street", "address": "+12125550134"},
    {"kind": "consent", "said": "given", "note": "señal “form”"},
    {"kind": "message", "events": [{"event": "sent", "at": "2026-11-23T14:41:00Z"}]},
    {"kind": "message", "events": [], "template_version": 3},
]

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
facts = st.lists(
    st.dictionaries(
        st.text().filter(lambda name: name not in ("line", "before", "kind")), plain, max_size=4
    ),
    max_size=6,
)


def written(of: list[dict[str, Plain]] | None = None) -> list[bytes]:
    return [f"{line}\n".encode() for line in chained(FACTS if of is None else of)]


def test_a_file_as_it_was_written_is_whole_and_sealed_with_its_last_fact() -> None:
    lines = written()

    found = check(lines)

    assert found == Whole(lines=5, seal=digest(lines[3].removesuffix(b"\n")))


def test_each_line_carries_the_digest_of_the_one_before() -> None:
    for before, after in pairwise(written()):
        assert digest(before.removesuffix(b"\n")).encode() in after


def test_every_single_changed_byte_is_found_in_its_own_line() -> None:
    """Each byte of the file in turn becomes another one, in two ways."""
    body = b"".join(written())
    ends = 0
    for place, byte in enumerate(body):
        line = 1 + body[:place].count(b"\n")
        for other in (byte ^ 1, 0x20 if byte != 0x20 else 0x21):
            changed = body[:place] + bytes([other]) + body[place + 1 :]

            found = check(_split(changed))

            assert isinstance(found, Flaw), (place, chr(byte), chr(other))
            if byte == 0x0A or other == 0x0A:
                ends += 1
                assert found.line in (line, line + 1)
            else:
                assert found.line == line, (place, chr(byte), chr(other), found)
    assert ends


def _split(body: bytes) -> list[bytes]:
    *whole, rest = body.split(b"\n")
    return [line + b"\n" for line in whole] + ([rest] if rest else [])


@pytest.mark.parametrize("gone", range(5))
def test_a_line_that_was_taken_out_is_missed_where_it_was(gone: int) -> None:
    lines = written()
    del lines[gone]

    found = check(lines)

    assert isinstance(found, Flaw)
    assert found.line == min(gone + 1, 4)


@pytest.mark.parametrize("place", range(6))
def test_a_line_that_was_put_in_is_found(place: int) -> None:
    lines = written()
    lines.insert(place, lines[1])

    found = check(lines)

    assert isinstance(found, Flaw)
    assert found.line in (place + 1, place + 2)


def test_lines_that_changed_places_are_found() -> None:
    lines = written()
    lines[1], lines[2] = lines[2], lines[1]

    assert isinstance(check(lines), Flaw)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n",
        b"{}\n",
        b"[]\n",
        b"null\n",
        b'{"line":1}\n',
        b'{"line":1,"before":""}\n',
        b"\xff\xfe\n",
        b'{"line":1,"before":"\\ud800"}\n',
        b"[" * 100_000 + b"\n",
        b'{"line":' + b"9" * 5_000 + b"}\n",
        b"x" * 2_000_000,
    ],
)
def test_what_is_no_such_file_is_flawed_in_its_first_line(body: bytes) -> None:
    found = check(_split(body))

    assert isinstance(found, Flaw)
    assert found.line == 1 or body.startswith(b'{"line":1,"before":""}')


@given(facts)
def test_whatever_is_written_is_whole(of: list[dict[str, Plain]]) -> None:
    found = check(written(of))

    assert isinstance(found, Whole)
    assert found.lines == len(of) + 1


@given(facts, st.data())
def test_no_changed_byte_of_any_file_is_overlooked(
    of: list[dict[str, Plain]], data: st.DataObject
) -> None:
    body = b"".join(written(of))
    place = data.draw(st.integers(0, len(body) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda each: each != body[place]))

    found = check(_split(body[:place] + bytes([other]) + body[place + 1 :]))

    assert isinstance(found, Flaw)
