"""No promise without a journey that shows it kept, and the table in the documents says which."""

import pytest

from tests.promises import PROMISES, shown_by, table, written

IN_A_BROWSER = "tests/browser/"
ELSEWHERE = {"N10", "N11"}
"""That nothing is sent twice when workers die, and that the whole starts, is seen from outside."""


@pytest.mark.parametrize("name", PROMISES)
def test_every_promise_has_its_journey(name: str) -> None:
    journeys = shown_by().get(name, ())

    assert journeys, f"nothing shows {name}: {PROMISES[name]}"
    assert name in ELSEWHERE or any(IN_A_BROWSER in each for each in journeys)


def test_no_journey_names_a_promise_that_nobody_made() -> None:
    assert set(shown_by()) == set(PROMISES)


def test_the_table_in_the_documents_is_what_the_journeys_say() -> None:
    assert written() == table(), "write it anew: .venv/bin/python -m tests.promises"
