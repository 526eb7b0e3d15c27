"""
Every placement of one or two faults over one small campaign: bought, created, sent, stopped or not.

Where seeds try at random, this leaves nothing out; `make exhaustive` tries all of it.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random

from chalicelib.domain.audiences import ChosenPatients
from chalicelib.domain.campaigns import Campaign, CampaignState, WrongState
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind
from chalicelib.exchange.create import create_campaign
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.purchase import PaymentEvent, buy, payment_told
from chalicelib.exchange.send import send_campaign
from chalicelib.exchange.stop import stop_campaign
from tests.simulation.faults import READ, SITES, Call, Fault, PlannedFaults
from tests.simulation.limits import PLAN, make_small
from tests.simulation.people import MAPLE, WORDS
from tests.simulation.promises import Violation
from tests.simulation.run import heal
from tests.simulation.world import World

WRITING = (Fault.KILL_BEFORE, Fault.TIMEOUT_DONE, Fault.LOST_ANSWER, Fault.LATE, Fault.DUPLICATE)
SENDING = frozenset(Fault) - {Fault.LOST_ANSWER}
"""
To be killed after a call is to be killed before the next; and to a worker of ours what was
throttled, or timed out without effect, is as if it was killed before. Only senders are told apart.
"""
SEVERAL_ROWS = ("campaigns.insert", "campaigns.add_batches", "queues.batches")
PRESSES, ROUNDS, SECONDS_PER_ROUND = 6, 40, 150.0
Plan = Mapping[int, Fault]


@dataclass(frozen=True)
class Tried:
    """One plan, what came of it, and the calls that there were."""

    plan: Plan
    is_stopped: bool
    violation: str
    calls: tuple[Call, ...]


def try_plan(plan: Plan, *, is_stopped: bool) -> Tried:
    """Buy, create, send to two, perhaps stop, with these faults; then heal and look."""
    faults = PlannedFaults(plan)
    world = World(Random(0), faults)  # noqa: S311  (nothing secret)
    faults.worker = lambda: str(world.scheduler.current and world.scheduler.current.name)
    violation, placed = "", 0
    try:
        _play(world, is_stopped=is_stopped)
        placed = len(faults.calls)
        heal(world)
    except (Violation, Exception) as broken:
        violation = f"{type(broken).__name__}: {broken}"
    finally:
        world.scheduler.close()
    return Tried(plan, is_stopped, violation, tuple(faults.calls[:placed]))


def plans_after(tried: Tried) -> Iterator[Plan]:
    """The same plan with one fault more, at each call that came after its last."""
    for number in range(max(tried.plan, default=-1) + 1, len(tried.calls)):
        for fault in _different(tried.calls, number):
            yield {**tried.plan, number: fault}


def _different(calls: Sequence[Call], number: int) -> tuple[Fault, ...]:
    """What makes a difference at that call."""
    call = calls[number]
    if call.site.startswith(("senders.", "receipts.")):
        different = SENDING
    elif call.site in SEVERAL_ROWS:
        different = frozenset({*WRITING, Fault.PARTIAL})
    else:
        different = frozenset(WRITING)
    before = calls[number - 1] if number else None
    if before is not None and before.worker == call.worker and SITES[before.site] == READ:
        # It has only read since the last place at which it could be killed.
        different -= {Fault.KILL_BEFORE}
    return tuple(fault for fault in SITES[call.site] if fault in different)


def _play(world: World, *, is_stopped: bool) -> None:
    bought, created = list[str](), list[str]()

    def buying(parts: Parts) -> None:
        purchase = buy(parts, practice_id=MAPLE, plan_id=PLAN.id, by="riley", at=parts.now())
        bought.append(purchase.id)

    def paying(parts: Parts) -> None:
        payment_told(parts, purchase_ref=bought[0], event=PaymentEvent.PAID, at=parts.now())

    def creating(parts: Parts) -> None:
        campaign = create_campaign(
            parts,
            practice_id=MAPLE,
            kind=Kind.PERSONALIZED,
            need=Need.RECALL,
            name="News",
            audience=ChosenPatients(("amy", "bea")),
            by="riley",
            at=parts.now(),
            texts=WORDS,
            # Pressed again after an error, it must have somebody in it all the same.
            tells_again=True,
        )
        created.append(campaign.id)

    def campaign_now() -> Campaign:
        return world.campaigns.campaigns[MAPLE, created[0]]

    _press(world, buying, until=lambda: bool(bought))
    _press(world, paying, until=lambda: world.credits.balance(MAPLE).available > 0)
    _press(world, creating, until=lambda: bool(created))
    _pass(world, until=lambda: campaign_now().state is CampaignState.READY)
    sending = _sending(created)
    _press(world, sending, until=lambda: campaign_now().state is not CampaignState.READY)
    if is_stopped:
        _press(world, _stopping(created), until=lambda: True)
    _pass(world, until=lambda: campaign_now().state in (CampaignState.DONE, CampaignState.STOPPED))


def _sending(created: list[str]) -> Callable[[Parts], object]:
    return lambda parts: send_campaign(
        parts,
        practice_id=MAPLE,
        campaign_id=created[0],
        credits_seen=4,
        by="riley",
        at=parts.now(),
    )


def _stopping(created: list[str]) -> Callable[[Parts], object]:
    return lambda parts: stop_campaign(
        parts, practice_id=MAPLE, campaign_id=created[0], by="jo", at=parts.now()
    )


def _press(world: World, press: Callable[[Parts], object], *, until: Callable[[], bool]) -> None:
    """Somebody presses a button until it did what it should, or says that it need not."""

    def pressed(parts: Parts) -> None:
        with suppress(WrongState):
            press(parts)

    for _ in range(PRESSES):
        world.person("somebody", pressed)
        world.scheduler.run(until=world.scheduler.now + 40.0)
        if until():
            return


def _pass(world: World, *, until: Callable[[], bool]) -> None:
    """Time passes, and a round is made now and then, until something has come about."""
    for _ in range(ROUNDS):
        world.start_sweep()
        world.scheduler.run(until=world.scheduler.now + SECONDS_PER_ROUND)
        if until():
            return


def main() -> int:
    """All placements of one and of two faults; 1 if a promise was broken."""
    tried, failed = 0, 0
    with get_context("fork").Pool(min(2, os.cpu_count() or 1), initializer=make_small) as pool:
        for is_stopped in (False, True):
            singles = [Tried({}, is_stopped, "", ())]
            for count in (0, 1, 2):
                plans = [(plan, is_stopped) for each in singles for plan in plans_after(each)]
                plans = plans or [({}, is_stopped)]
                singles = []
                for each in pool.imap_unordered(_try, plans, chunksize=50):
                    tried += 1
                    failed += bool(each.violation)
                    if each.violation:
                        sys.stdout.write(f"{each.violation}\n  {described(each)}\n")
                    if count < 2:
                        singles.append(each)
    sys.stdout.write(f"{tried} placements of at most two faults, {failed} broke a promise\n")
    return bool(failed)


def described(tried: Tried) -> str:
    """Where the faults were."""
    ending = "stopped" if tried.is_stopped else "settled"
    places = (
        f"{number} {tried.calls[number].site} {fault.value}" for number, fault in tried.plan.items()
    )
    return f"{ending}: {'; '.join(places)}"


def _try(asked: tuple[Plan, bool]) -> Tried:
    return try_plan(asked[0], is_stopped=asked[1])


if __name__ == "__main__":
    sys.exit(main())
