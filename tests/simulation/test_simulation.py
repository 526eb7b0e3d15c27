"""A thousand ways in which an evening can go wrong, and after each of them everything is well."""

import pytest

from tests.simulation.__main__ import corpus
from tests.simulation.limits import small_limits
from tests.simulation.run import run_seed

SEEDS = 1_000
SEEDS_PER_TEST = 100

pytestmark = pytest.mark.simulation


@pytest.mark.parametrize("seed", corpus())
def test_a_seed_that_once_failed_does_not_fail_again(seed: int) -> None:
    with small_limits():
        outcome = run_seed(seed)

    assert not outcome.violation, f"make simulate FROM={seed} STEPS=1"


@pytest.mark.parametrize("first", range(0, SEEDS, SEEDS_PER_TEST))
def test_whatever_goes_wrong_each_promise_holds(first: int) -> None:
    with small_limits():
        outcomes = [run_seed(seed) for seed in range(first, first + SEEDS_PER_TEST)]

    broken = {outcome.seed: outcome.violation for outcome in outcomes if outcome.violation}
    assert not broken, f"make simulate FROM={next(iter(broken))} STEPS=1"
    assert sum(outcome.hits.total() for outcome in outcomes) >= SEEDS_PER_TEST


def test_a_seed_is_the_same_run_each_time() -> None:
    with small_limits():
        first, again = run_seed(17, with_lines=True), run_seed(17, with_lines=True)

    assert first.lines == again.lines
    assert first.hits == again.hits
