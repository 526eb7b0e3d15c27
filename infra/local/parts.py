"""The processes that make up a laptop: started, watched, started again, and stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import IO

from infra.local.machine import LOOPBACK

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30
SECONDS_OF_GOOD_HEALTH = 30
"""A part that ran so long did start; its end is no failure to start."""
SECONDS_BETWEEN_LOOKS = 0.05
BYTES_OF_LOG = 10 * 1024 * 1024
LINES_OF_LOG = 15


class DidNotStart(Exception):
    """A part of the laptop is not there; carries what it said last."""

    def __init__(self, *, name: str, log: Path) -> None:
        said = log.read_text(errors="replace").splitlines()[-LINES_OF_LOG:] if log.exists() else []
        super().__init__("\n".join([f"The {name} did not start. Its log, {log}, ends:", *said]))
        self.name = name


@dataclass
class Part:
    """One process of the laptop; its standard input is the thread by which it hangs on us."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    floor: int
    """What stands on others is stopped before them."""
    port: int | None = None
    """Where it listens, when it does."""
    failures: int = 0
    """How often in a row it ended by itself soon after it was started."""
    _started_at: float = 0.0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        self._started_at = time.monotonic()
        with _opened(self.log) as log:
            # A session of its own: Ctrl-C is for us, and we stop the parts in their order.
            self._process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env={**self.environment, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self, *, stopping: Event) -> None:
        """
        Wait until it listens.

        :raises DidNotStart: if it ends first, or takes too long.
        """
        deadline = time.monotonic() + SECONDS_TO_START
        while self.port is not None and not _listens(self.port) and not stopping.is_set():
            if self.has_ended() or time.monotonic() > deadline:
                raise DidNotStart(name=self.name, log=self.log)
            stopping.wait(SECONDS_BETWEEN_LOOKS)

    def has_ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def note_its_end(self) -> None:
        """Count an early end of its own; one that ran a while, or was killed, has not failed."""
        self._let_go()
        was_killed = self._process is not None and self._process.returncode < 0
        ran_a_while = time.monotonic() - self._started_at > SECONDS_OF_GOOD_HEALTH
        self.failures = 0 if was_killed or ran_a_while else self.failures + 1

    def ask_to_stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def wait_until_stopped(self) -> int:
        """Its exit code; 0 for one that never started."""
        if self._process is None:
            return 0
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._let_go()
        return self._process.returncode

    def _let_go(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()


def module(name: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs one of our modules and ends when we do."""
    return (sys.executable, "-m", "infra.local.child", name, *arguments)


def _opened(log: Path) -> IO[bytes]:
    if log.exists() and log.stat().st_size > BYTES_OF_LOG:
        log.replace(log.with_suffix(".old.log"))
    return log.open("ab")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0
