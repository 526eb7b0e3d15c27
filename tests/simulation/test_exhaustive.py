"""A small campaign with a fault at every place; `make exhaustive` tries every pair of them too."""

import pytest

from tests.simulation.exhaustive import Tried, described, plans_after, try_plan
from tests.simulation.limits import small_limits

PAIRS_LEFT_OUT = 150
"""Of so many pairs one is tried here, a different one after each first fault."""

pytestmark = pytest.mark.simulation


@pytest.mark.parametrize("is_stopped", [False, True], ids=["settled", "stopped"])
def test_one_fault_anywhere_breaks_nothing(*, is_stopped: bool) -> None:
    with small_limits():
        calm = try_plan({}, is_stopped=is_stopped)
        tried = [try_plan(plan, is_stopped=is_stopped) for plan in plans_after(calm)]

    assert not calm.violation
    assert len(tried) > len(calm.calls)
    assert broken(tried) == []


@pytest.mark.parametrize("is_stopped", [False, True], ids=["settled", "stopped"])
def test_two_faults_break_nothing(*, is_stopped: bool) -> None:
    with small_limits():
        calm = try_plan({}, is_stopped=is_stopped)
        tried = []
        for number, plan in enumerate(plans_after(calm)):
            first = try_plan(plan, is_stopped=is_stopped)
            pairs = tuple(plans_after(first))[number % PAIRS_LEFT_OUT :: PAIRS_LEFT_OUT]
            tried += [try_plan(pair, is_stopped=is_stopped) for pair in pairs]

    assert broken(tried) == []


def broken(tried: list[Tried]) -> list[str]:
    return [f"{each.violation}: {described(each)}" for each in tried if each.violation]
