"""Keeps a part of the laptop from outliving the command that started it."""

import os
import runpy
import signal
import sys
import threading
from collections.abc import Callable

GRACE_SECONDS = 20
"""How long a part may take to finish what it is doing once its starter is gone."""


def main() -> None:
    """Run the module named first, with the arguments after it, until the starter is gone."""
    sys.argv = sys.argv[1:]
    when_starter_is_gone(_ask_to_stop)
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def when_starter_is_gone(act: Callable[[], object]) -> None:
    """
    Call this once the process that started us has ended, however it ended.

    Standard input is a pipe that the starter holds open and never writes to. The system closes
    it even when the starter is killed outright, on every system, which no signal can promise.
    """
    threading.Thread(target=_wait, args=(act,), name="starter", daemon=True).start()


def _wait(act: Callable[[], object]) -> None:
    while os.read(0, 1024):
        pass
    act()


def _ask_to_stop() -> None:
    # To the main thread itself: one that waits for a lock would not hear of a signal elsewhere.
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
    overdue = threading.Timer(GRACE_SECONDS, os._exit, args=(1,))
    overdue.daemon = True
    overdue.start()


if __name__ == "__main__":
    main()
