"""The whole program, running for the tests as it runs for its users."""

import signal
import subprocess
import sys
import threading
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from infra.local.environment import read_environment
from infra.local.machine import free_port

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 180
SECONDS_TO_STOP = 60


@dataclass
class RunningLaptop:
    """One `make run`, in a directory of its own and at a port of its own."""

    url: str
    data: Path
    process: subprocess.Popen[str]
    said: str
    """What it printed until it ran."""

    @property
    def environment(self) -> dict[str, str]:
        return read_environment(self.data)

    @property
    def api_key(self) -> str:
        return self.environment["PMX_DEMO_API_KEY"]

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.url + path) as answer:  # noqa: S310 - loopback
            text: str = answer.read().decode()
            return text

    def stop(self) -> int:
        """Its exit code."""
        self.process.terminate()
        return self.wait()

    def press_ctrl_c(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.wait()

    def kill(self) -> None:
        """As a power cut does to the one process that started all others."""
        self.process.kill()
        self.wait()

    def wait(self) -> int:
        code = self.process.wait(SECONDS_TO_STOP)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()
        return code


class NeverRan(Exception):
    """It ended, or was ended for being late, before it said that it runs."""

    def __init__(self, said: str) -> None:
        super().__init__(said)


def start_laptop(data: Path, *arguments: str, port: int = 0) -> RunningLaptop:
    """
    Start the program and wait until it says that it runs.

    :raises NeverRan: with what it said instead.
    """
    port = port or free_port()
    command = ["infra.local", "--port", str(port), "--data", str(data), *arguments]
    process = subprocess.Popen(
        [sys.executable, "-m", "infra.local.child", *command],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    overdue = threading.Timer(SECONDS_TO_START, process.kill)
    overdue.start()
    said = ""
    for line in process.stdout or []:
        said += line
        if "Ctrl-C stops it" in line:
            overdue.cancel()
            return RunningLaptop(f"http://127.0.0.1:{port}", data, process, said)
    overdue.cancel()
    RunningLaptop("", data, process, said).wait()
    raise NeverRan(said)
