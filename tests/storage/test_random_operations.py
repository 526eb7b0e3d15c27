"""
The fakes and real tables do the same, whatever they are asked, in whatever order.

Every other test of the exchange believes the fakes. Here random calls (many of them late, repeated
or from a stale reading) are made of a fake and of Amazon’s own DynamoDB Local, and each answer,
each trouble and what is kept after it must be equal.
"""

import os
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from tests.storage import random_campaigns, random_credits, random_messages
from tests.storage.places import AMAZONS, Tables, fake_stores, real_stores
from tests.storage.random_world import Difference, Step, World

OPERATIONS = int(os.environ.get("PMX_RANDOM_OPERATIONS", "1000"))
FIRST_SEED = int(os.environ.get("PMX_RANDOM_SEED", "1"))
OPERATIONS_PER_SEED = 250
HERE = "tests/storage/test_random_operations.py"

Make = Callable[[World], Step | None]
STEPS: dict[Make, int] = {
    random_campaigns.add_campaign: 4,
    random_campaigns.save_campaign: 5,
    random_campaigns.list_campaigns: 1,
    random_campaigns.add_batches: 3,
    random_campaigns.move_batch: 7,
    random_campaigns.whole_batch: 2,
    random_campaigns.mark_stale: 4,
    random_campaigns.put_block: 6,
    random_messages.insert: 6,
    random_messages.claim: 12,
    random_messages.record: 10,
    random_messages.close: 3,
    random_messages.resolve: 4,
    random_messages.receive: 8,
    random_messages.receive_unread: 6,
    random_messages.messages_of_contact: 2,
    random_messages.taken_up: 2,
    random_messages.troubled: 4,
    random_credits.add_purchase: 3,
    random_credits.told: 8,
    random_credits.adjust: 2,
    random_credits.reserve: 6,
    random_credits.settle: 4,
    random_credits.ledger_lists: 1,
}
"""What may be asked, and how often."""


@pytest.mark.parametrize("place", [AMAZONS])
def test_fakes_and_tables_do_the_same(place: str, request: pytest.FixtureRequest) -> None:
    tables: Tables = request.getfixturevalue(place)
    done: Counter[str] = Counter()

    for seed in range(FIRST_SEED, FIRST_SEED + max(1, OPERATIONS // OPERATIONS_PER_SEED)):
        try:
            done += _walk(seed, tables)
        except Difference as difference:
            again = f"PMX_RANDOM_SEED={seed} PMX_RANDOM_OPERATIONS=1 make test TESTS={HERE}"
            raise AssertionError(f"{difference}\nAgain: {again}") from difference

    assert done.total() >= OPERATIONS - OPERATIONS_PER_SEED
    assert len(done) >= 20, "not everything was asked"


def _walk(seed: int, tables: Tables) -> Counter[str]:
    """One practice’s history, compared at each step, and as a whole at its end."""
    world = World(
        practice=f"random-{seed}",
        random=Random(seed),  # noqa: S311 - a test that can be run again
        fake=fake_stores(),
        real=real_stores(tables),
    )
    done: Counter[str] = Counter()
    while world.steps < OPERATIONS_PER_SEED:
        (make,) = world.random.choices(list(STEPS), weights=list(STEPS.values()))
        step = make(world)
        if step is not None:
            world.do(step)
            done[step.name] += 1

    for step in (
        *random_campaigns.sweep_lists(world),
        *random_messages.all_rows(world),
        *random_messages.all_troubled(world),
        random_credits.ledger_lists(world),
    ):
        world.do(step)
    return done
