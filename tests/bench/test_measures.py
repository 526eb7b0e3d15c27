"""The table says what was measured: how a figure grows, and what is met."""

import pytest

from bench.measures import Measure, exponent, table


def test_what_doubles_with_the_size_grows_in_step() -> None:
    sizes = (1_000, 10_000, 100_000)

    assert exponent(sizes, [3.0 * size for size in sizes]) == pytest.approx(1)
    assert exponent(sizes, [size**2 / 7 for size in sizes]) == pytest.approx(2)
    assert exponent(sizes, [5.0, 5.0, 5.0]) == pytest.approx(0)


@pytest.mark.parametrize(
    ("measured", "is_at_least", "verdict"),
    [
        (0.9, False, "goal"),
        (1.5, False, "must"),
        (2.1, False, "NOT MET"),
        (0.9, True, "NOT MET"),
        (1.5, True, "NOT MET"),
        (2.0, True, "must"),
    ],
)
def test_each_row_says_whether_it_is_met(measured: float, is_at_least: bool, verdict: str) -> None:
    goal = 3 if is_at_least else 1
    row = Measure("Calls", measured, must=2, goal=goal, is_at_least=is_at_least)

    last = table([row]).splitlines()[-1]

    assert last.endswith(verdict)
