"""Would the simulation notice? A few conditions are taken away; `make mutants` takes away each."""

import pytest

from tests.simulation.limits import small_limits
from tests.simulation.mutants import MUTATIONS, killer_of
from tests.simulation.mutations import Mutation, mutated

SEEDS = 400
FEW = (
    "reserve: balance covers it",
    "rate: no more than the provider takes",
    "deliver: only what is claimed",
    "deliver: unknown stays in doubt",
    "deliver: settles when all are final",
    "doubt: never sent again",
    "doubt: unknown is not billed",
    "settle: what is not spent comes back",
    "sweep: stamped when released",
    "look again: nobody has opted out",
)

pytestmark = pytest.mark.simulation


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_there_is_something_to_take_away(mutation: Mutation) -> None:
    with mutated(mutation):
        pass


@pytest.mark.parametrize("name", FEW)
def test_a_seed_notices_what_was_taken_away(name: str) -> None:
    (mutation,) = (each for each in MUTATIONS if each.name == name)

    with small_limits():
        killer = killer_of(mutation, seeds=SEEDS)

    assert killer is not None
