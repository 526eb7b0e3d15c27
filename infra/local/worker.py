"""One worker process: it does what waits in the queues, as functions do it on AWS."""

import argparse
import logging
import os
import signal
import threading
from collections.abc import Callable
from functools import partial

from infra.local.functions import function_named
from infra.local.pumps import CALL_STEPS, PUMPS, SWEEP, Pump, pump, pump_call_steps, sweep

log = logging.getLogger(__name__)


def main() -> None:
    """Work until SIGTERM; then finish what is under way."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--sweeps", action="store_true", help="exactly one worker sweeps")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
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
    environment = dict(os.environ)
    runs: list[Callable[[], None]] = []
    for which in filter(_is_built, PUMPS):
        run = partial(pump, which, environment=environment, stopping=stopping)
        runs += [run] * which.threads
    if _is_built(CALL_STEPS):
        runs.append(partial(pump_call_steps, environment=environment, stopping=stopping))
    if is_sweeper and _is_built(SWEEP):
        runs.append(partial(sweep, environment=environment, stopping=stopping))
    return [threading.Thread(target=run) for run in runs]


def _is_built(which: Pump) -> bool:
    """A queue whose function is still to be written keeps what it holds; the log says so."""
    try:
        function_named(which.function)
    except (ModuleNotFoundError, AttributeError) as error:
        log.warning("nobody works the queue %s: %s", which.queue, error)
        return False
    return True


if __name__ == "__main__":
    main()
