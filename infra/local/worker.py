"""One worker process: it does what waits in the queues, as functions do it on AWS."""

import argparse
import logging
import os
import signal
import threading
from collections.abc import Callable
from functools import partial
from typing import TypedDict

from chalicelib.logs import speak_json
from infra.local.functions import Function, function_named
from infra.local.leave import watch
from infra.local.pumps import (
    CALL_STEPS,
    PUMPS,
    SCHEDULED_SWEEP,
    SCHEDULES,
    SWEEP,
    by_the_clock,
    pump,
    pump_call_steps,
    sweep,
)

log = logging.getLogger(__name__)


def main() -> None:
    """Work until SIGTERM; then finish what is under way."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--sweeps", action="store_true", help="exactly one worker sweeps")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    speak_json()
    watch()
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())

    threads = _threads(is_sweeper=options.sweeps, stopping=stopping)
    for thread in threads:
        thread.start()
    stopping.wait()
    for thread in threads:
        thread.join()


def _threads(*, is_sweeper: bool, stopping: threading.Event) -> list[threading.Thread]:
    """Every function is imported here, before the threads begin: imports dislike company."""
    where: Where = {"environment": dict(os.environ), "stopping": stopping}
    runs: list[Callable[[], None]] = []
    for which in PUMPS:
        if function := _function(which.function):
            runs += [partial(pump, which, function=function, **where)] * which.threads
    if step := _function(CALL_STEPS.function):
        runs.append(partial(pump_call_steps, function=step, **where))
    nudged, scheduled = _function(SWEEP.function), _function(SCHEDULED_SWEEP)
    if is_sweeper and nudged and scheduled:
        found = {name: _function(name) for name in SCHEDULES}
        functions = {name: function for name, function in found.items() if function}
        runs.append(partial(by_the_clock, functions, stopping=stopping))
        runs.append(partial(sweep, nudged=nudged, scheduled=scheduled, **where))
    return [threading.Thread(target=run) for run in runs]


class Where(TypedDict):
    """What every pump is told of the laptop."""

    environment: dict[str, str]
    stopping: threading.Event


def _function(name: str) -> Function | None:
    """A queue whose function is still to be written keeps what it holds; the log says so."""
    try:
        return function_named(name)
    except (ModuleNotFoundError, AttributeError):
        log.exception("nobody works for %s", name)
        return None


if __name__ == "__main__":
    main()
