"""Names stand once in a row, and come back as they were."""

from collections.abc import Mapping

import pytest

from chalicelib.storage.message_names import repeats, with_repeats, without_repeats

LENA: Mapping[str, str] = {
    "patient_first_name": "Lena",
    "patient_last_name": "Ortiz",
    "contact_name": "Ana Ortiz",
}


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({**LENA, "patient": "Lena Ortiz", "contact": "Ana Ortiz"}, LENA),
        # One message for a household names all the children; a broadcast has no other words.
        (
            {**LENA, "patient": "Lena Ortiz, Leo Ortiz"},
            {**LENA, "patient": "Lena Ortiz, Leo Ortiz"},
        ),
        ({"patient": "Lena Ortiz", "contact": "Ana"}, {"patient": "Lena Ortiz", "contact": "Ana"}),
        ({"patient": "", "contact": ""}, {}),
        (LENA, LENA),
        ({}, {}),
    ],
)
def test_names_that_say_nothing_new_are_left_out_and_come_back(
    values: Mapping[str, str], kept: Mapping[str, str]
) -> None:
    left = without_repeats(values)

    assert left == kept
    assert with_repeats(left, repeats(values)) == {k: v for k, v in values.items() if v}


def test_names_that_were_forgotten_do_not_come_back() -> None:
    assert with_repeats({}, "pc") == {}
