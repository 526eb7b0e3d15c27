"""Starts the pretend AWS in a process of its own, and asks it how often it was called."""

import http.client
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

ROOT = Path(__file__).parents[2]
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Counts:
    """How often each operation was called, and how many items it was about."""

    calls: Mapping[str, int]
    items: Mapping[str, int]

    @property
    def total(self) -> int:
        """All calls."""
        return sum(self.calls.values())


@dataclass(frozen=True)
class Stub:
    """A pretend AWS that listens."""

    port: int

    @property
    def url(self) -> str:
        """What endpoints are set to."""
        return f"http://{LOOPBACK}:{self.port}"

    def counts(self) -> Counts:
        """Since it was last told to forget."""
        return Counts(**self._asked("counts"))

    def forget(self) -> None:
        """Count from nothing again; rows stay."""
        self._asked("forget")

    def multiply(self, count: int) -> None:
        """So many of each row with @@ in its key; see bench.stub.dynamo."""
        self._asked("multiply", orjson.dumps(count))

    def _asked(self, what: str, body: bytes = b"") -> Any:
        line = http.client.HTTPConnection(LOOPBACK, self.port)
        try:
            line.request("POST", f"/bench/{what}", body=body)
            return orjson.loads(line.getresponse().read())
        finally:
            line.close()


@contextmanager
def running_stub() -> Iterator[Stub]:
    """One that lives as long as the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.stub"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Stub(int(process.stdout.readline()))
    finally:
        process.stdin.close()
        process.wait(timeout=10)
