"""
Every port of the exchange with trouble in it: each call is a place where something can go wrong.

A call does what the fakes do, unless a fault strikes it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, cast

from chalicelib.domain.credits import NotEnoughCredits
from chalicelib.exchange.ports import Changed
from tests.simulation.faults import MANY, SITES, Fault, Faults, Trouble
from tests.simulation.scheduler import Scheduler
from tests.simulation.watch import Watch

# The arguments and answers of a port’s methods are whatever the port says.
Call = Callable[..., Any]
Apply = Callable[[], Any]

NOTHING = object()
LATE_SECONDS = (2.0, 60.0, 600.0, 1_200.0)
TIMEOUT_SECONDS = (0.5, 5.0, 10.0)
HANGS = 0.4
INTERLEAVED = 0.25
"""How often a call for many rows does them bit by bit, with others in between."""
MANY_ROWS = frozenset(
    site for site, faults in SITES.items() if faults == MANY and site.startswith("campaigns.")
)


@dataclass
class Machinery:
    """What the ports of one run share."""

    scheduler: Scheduler
    faults: Faults
    watch: Watch
    random: Random
    hanging: tuple[str, ...] = ()
    """Calls before which a worker may hang for a while."""


class Port:
    """One port; any method of the real one, with trouble."""

    def __init__(self, name: str, real: object, machinery: Machinery) -> None:
        self._name, self._real, self._machinery = name, real, machinery

    def __getattr__(self, method: str) -> Call:
        site = f"{self._name}.{method}"
        assert site in SITES, f"{site} is no known place for trouble"
        real: Call = getattr(self._real, method)
        machinery = self._machinery

        def call(*args: Any, **kwargs: Any) -> Any:
            return _call(machinery, site, real, args, kwargs)

        setattr(self, method, call)
        return call


def port(name: str, real: object, machinery: Machinery) -> Any:
    """A port with trouble, to be used as what it stands for."""
    return cast(Any, Port(name, real, machinery))


def _call(
    machinery: Machinery, site: str, real: Call, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    machinery.scheduler.step()
    if site in machinery.hanging and machinery.random.random() < HANGS:
        machinery.scheduler.hang()
    fault = machinery.faults.strike(site)
    if fault is None and site in MANY_ROWS and machinery.random.random() < INTERLEAVED:
        return _bit_by_bit(machinery, site, real, args, kwargs)

    def apply(first: int | None = None) -> Any:
        given = args if first is None else _first_of(args, first)
        result = real(*given, **kwargs)
        machinery.watch.saw(site, given, kwargs, result, fault=fault)
        return result

    if fault is None:
        return apply()
    task = machinery.scheduler.current
    assert task is not None
    task.is_struck = True
    machinery.watch.told(site, args, kwargs, f"!! {fault.value}")
    return _struck(machinery, site, fault, apply, args)


def _struck(  # noqa: C901  (one branch for each fault, and none inside another)
    machinery: Machinery,
    site: str,
    fault: Fault,
    apply: Callable[..., Any],
    args: tuple[Any, ...],
) -> Any:
    """The call as the fault has it; all that is not said here fails without any effect."""
    scheduler, random = machinery.scheduler, machinery.random
    if fault is Fault.KILL_BEFORE:
        scheduler.kill()
    if fault is Fault.KILL_AFTER:
        apply()
        scheduler.kill()
    if fault in (Fault.DUPLICATE, Fault.LOST_ANSWER):
        # Delivered twice; or done, its answer lost, and asked again by the SDK.
        apply()
        return apply()
    if fault is Fault.STALE:
        return machinery.watch.stale(site, apply(), random=random)
    if fault is Fault.LATE:
        # A request that was thought lost arrives; the SDK’s next one may have been answered.
        result = apply() if random.random() < 0.5 else NOTHING
        scheduler.after(random.choice(LATE_SECONDS) * random.random(), _quietly(apply))
        if result is not NOTHING:
            return result
    elif fault is Fault.PARTIAL:
        apply(random.randrange(len(args[-1]) or 1))
    elif fault is Fault.TIMEOUT_DONE:
        apply()
    return _failed(machinery, fault)


def _failed(machinery: Machinery, fault: Fault) -> None:
    if fault is not Fault.THROTTLE:
        machinery.scheduler.sleep(machinery.random.choice(TIMEOUT_SECONDS))
    raise Trouble(fault.value)


def _first_of(args: tuple[Any, ...], number: int) -> tuple[Any, ...]:
    """The same call for the first of its rows (or batches), which are its last argument."""
    return (*args[:-1], tuple(args[-1])[:number])


def _quietly(apply: Apply) -> Callable[[], None]:
    """What reaches a store late may be refused there, and nobody hears of it."""

    def late() -> None:
        try:
            apply()
        except (Changed, NotEnoughCredits):
            return

    return late


def _bit_by_bit(
    machinery: Machinery, site: str, real: Call, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    """Rows are written one by one, and others may work in between."""
    results: list[Any] = []
    for each in args[0]:
        result = real((each,), *args[1:], **kwargs)
        machinery.watch.saw(site, ((each,), *args[1:]), kwargs, result)
        results += result or ()
        machinery.scheduler.step()
    return tuple(results)
