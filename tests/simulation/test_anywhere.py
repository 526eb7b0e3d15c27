"""Ten thousand people anywhere, written to at any moment: none by night, and none forgotten."""

import pytest

from tests.simulation.anywhere import PEOPLE, reach_a_hundred
from tests.simulation.limits import small_limits

RUNS, RUNS_PER_TEST = 100, 10

pytestmark = pytest.mark.simulation


@pytest.mark.parametrize("first", range(0, RUNS, RUNS_PER_TEST))
def test_ten_thousand_people_anywhere_are_reached_in_their_hours(first: int) -> None:
    with small_limits():
        reached = [reach_a_hundred(seed) for seed in range(first, first + RUNS_PER_TEST)]

    # Half of the runs are calm: there everybody who has an hour is reached.
    assert sum(reached) > RUNS_PER_TEST * PEOPLE / 2
