"""The meter counts as carriers do and names the character that costs."""

import pytest

from chalicelib.web.meter import meter_words

ONE = "Each patient’s text will use 1 message (3 credits)."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("a", f"1 character. {ONE}"),
        ("x" * 160, f"160 characters. {ONE}"),
        (
            "x" * 161,
            "161 characters. Will use 2 segments. Remove 1 character to fit in one.",
        ),
        (
            "it’s",
            f"4 characters. {ONE} “’” is not in the text alphabet: 70 characters a part."
            " Type a plain apostrophe instead.",
        ),
        (
            "’" + "x" * 71,
            "72 characters. Will use 2 segments. Remove 2 characters to fit in one."
            " “’” is not in the text alphabet: 70 characters a part."
            " Type a plain apostrophe instead.",
        ),
        (
            "a\u200bb",
            f"3 characters. {ONE} An invisible character (U+200B) is not in the text alphabet:"
            " 70 characters a part.",
        ),
        ("Hi {{ contact_name }}", f"15 characters. {ONE}"),
    ],
)
def test_the_meter_tells_length_and_cost(text: str, said: str) -> None:
    assert meter_words(text) == said
