"""One seed, one run: people and trouble for a while; then everything heals, and all is well."""

from dataclasses import dataclass
from random import Random

from chalicelib.domain.campaigns import BatchState, CampaignState
from tests.simulation.faults import HANGING, Hits, RandomFaults
from tests.simulation.promises import Violation
from tests.simulation.rest import check_rest
from tests.simulation.story import HOT_SECONDS, heal_people, tell_story
from tests.simulation.world import World

SWEEPS_TO_HEAL = 14
LAST_DOUBT_SECONDS = 7_200.0
IDLE_SECONDS = 400.0
NIGHTS = 9
"""So many times something may wait for its hour: a window opens once a day."""
IDLE_ROUNDS = 3
"""After so many in which nothing was written, the next ones would write nothing either."""


@dataclass(frozen=True)
class Outcome:
    """What became of a run; `violation` is empty if every promise held."""

    seed: int
    violation: str
    hits: Hits
    steps: int
    lines: tuple[str, ...]


def run_seed(seed: int, *, with_lines: bool = False) -> Outcome:
    """Run one seed to its end."""
    random = Random(seed)  # noqa: S311  (it decides what a test tries, nothing secret)
    faults = RandomFaults(random, seed=seed)
    world = World(random, faults)
    world.watch.lines = [] if with_lines else None
    violation = ""
    try:
        _play(world, faults)
    except (Violation, Exception) as broken:
        violation = f"{type(broken).__name__}: {broken}"
    finally:
        world.scheduler.close()
    lines = tuple(world.watch.lines or ())
    return Outcome(seed, violation, faults.hits, world.watch.steps, lines)


def _play(world: World, faults: RandomFaults) -> None:
    world.scheduler.stalls = world.random.choice((0.0, 0.01, 0.04))
    world.machinery.hanging = HANGING.get(faults.site, ())
    tell_story(world, about=faults.site)
    _sweep_by_the_minute(world)
    world.scheduler.run(until=HOT_SECONDS)
    faults.is_on, world.scheduler.stalls, world.machinery.hanging = False, 0.0, ()
    heal(world)


def heal(world: World, *, nights: int = NIGHTS) -> None:
    """No more trouble: the doubt hour passes, then sweeps and deliveries bring all to an end."""
    world.scheduler.run(until=world.scheduler.now + LAST_DOUBT_SECONDS)
    heal_people(world)
    _sweep_on(world)
    for _ in range(nights):
        held_until = _held_until(world)
        if held_until is None:
            break
        world.scheduler.run(until=held_until)
        _sweep_on(world)
    check_rest(world)


def _sweep_on(world: World) -> None:
    idle = 0
    for _ in range(SWEEPS_TO_HEAL):
        before = world.watch.writes
        world.start_sweep()
        world.scheduler.run(until=world.scheduler.now + 60.0)
        idle = idle + 1 if world.watch.writes == before else 0
        if idle == IDLE_ROUNDS:
            break


def _held_until(world: World) -> float | None:
    """When the first of what waits for its start or hour may go; None if nothing waits."""
    campaigns = world.campaigns.campaigns.values()
    moments = [each.starts_at for each in campaigns if each.state is CampaignState.SCHEDULED]
    moments += [
        batch.due_at
        for campaign in campaigns
        if campaign.state is CampaignState.SENDING
        for batch in world.campaigns.batches(campaign.practice_id, campaign.id)
        if batch.state is BatchState.OPEN
    ]
    due = [(at - world.start).total_seconds() for at in moments if at is not None]
    return max(min(due), world.scheduler.now) if due else None


def _sweep_by_the_minute(world: World, *, writes: int = -1) -> None:
    """Less often while nothing happens; a nudge comes in between whenever somebody presses."""
    if world.scheduler.now < HOT_SECONDS:
        world.start_sweep()
        now = world.watch.writes
        seconds = world.random.choice((60.0, 60.0, 300.0)) if now != writes else IDLE_SECONDS
        world.scheduler.after(seconds, lambda: _sweep_by_the_minute(world, writes=now))
