"""A minute of speech is about 150 words, in both languages, whatever they are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.speaking_time import is_too_long_to_say, speaking_seconds


@pytest.mark.parametrize(
    ("script", "seconds"),
    [
        ("", 0),
        ("Hello", 1),
        ("word " * 150, 60),
        ("word " * 151, 61),
        ("5550100", 3),
        ("Don’t come: it’s closed.", 2),
        ("{{ patient_first_name }} is due.", 2),
        ("{% if provider %}With {{ provider }}.{% endif %}", 2),
        ("{{ a }}" * 50, 60),
        ("¡Señora Núñez, llámenos!", 2),
    ],
)
def test_words_digits_and_details_take_their_time(script: str, seconds: int) -> None:
    assert speaking_seconds(script, language="en") == seconds
    assert speaking_seconds(script, language="es") == seconds


def test_a_minute_fits_and_a_word_more_does_not() -> None:
    assert not is_too_long_to_say("word " * 150, language="en")
    assert is_too_long_to_say("word " * 151, language="es")


@given(st.text(), st.text())
def test_more_words_never_take_less_time(first: str, second: str) -> None:
    plain = first.replace("{", "").replace("}", "")

    both = speaking_seconds(f"{plain} {second.replace('{', '').replace('}', '')}", language="en")

    assert both >= speaking_seconds(plain, language="en")
