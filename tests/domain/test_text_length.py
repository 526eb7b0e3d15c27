"""Counting text parts as carriers do, against the numbers of 3GPP TS 23.038."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.text_length import GSM_7, GSM_7_EXTENDED, measure


@pytest.mark.parametrize(
    ("text", "units", "segments", "per_segment"),
    [
        ("", 0, 0, 160),
        ("a", 1, 1, 160),
        ("a" * 160, 160, 1, 160),
        ("a" * 161, 161, 2, 153),
        ("a" * 306, 306, 2, 153),
        ("a" * 307, 307, 3, 153),
        ("€" * 80, 160, 1, 160),
        ("€" * 81, 162, 2, 153),
        ("a" * 152 + "€" + "a" * 7, 161, 2, 153),
        ("’" * 70, 70, 1, 70),
        ("’" * 71, 71, 2, 67),
        ("😀" * 35, 70, 1, 70),
        ("😀" * 36, 72, 2, 67),
        ("mañana" * 20, 120, 1, 160),
        ("á" * 70, 70, 1, 70),
    ],
)
def test_a_text_takes_as_many_parts_as_a_carrier_bills(text, units, segments, per_segment):
    length = measure(text)

    assert (length.units, length.segments, length.units_per_segment) == (
        units,
        segments,
        per_segment,
    )
    assert length.characters == len(text)


def test_the_character_that_costs_is_named():
    assert measure("It’s time").costly_character == "’"
    assert measure("It's time").costly_character is None


def test_a_character_of_two_places_never_straddles_two_parts():
    # 153 places a part: the 153rd would take half of the sign, so it begins the next part.
    straddling = "a" * 152 + "€" * 77 + "a"

    assert measure(straddling).segments == 3


@given(st.text())
def test_parts_are_never_fewer_than_units_need(text):
    length = measure(text)

    assert length.segments * length.units_per_segment >= length.units
    assert (length.segments == 0) is (text == "")
    assert length.units >= length.characters


@given(st.text(), st.text())
def test_a_longer_text_never_takes_fewer_parts(start, more):
    assert measure(start + more).segments >= measure(start).segments


def test_the_alphabets_do_not_overlap():
    assert not GSM_7 & GSM_7_EXTENDED
    assert len(GSM_7) == 127
    assert len(GSM_7_EXTENDED) == 10
