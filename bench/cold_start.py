"""What a worker loads before its first message: modules, and CPU against boto3 with one client."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.measures import Measure
from bench.practice import environment
from bench.stub.client import ROOT

NOWHERE = "http://127.0.0.1:9"
COUNT = """
import json, site, sys, time
began = time.process_time()
{work}
print(json.dumps([len(sys.modules), time.process_time() - began]))
"""
YARDSTICK = "import boto3; boto3.client('dynamodb')"
WORKER = """
import chalicelib.handlers.batches
from chalicelib import bootstrap
from chalicelib.domain.contact_methods import Channel
bootstrap.parts().senders[Channel.EMAIL]
"""


def measured_cold_start(*, rounds: int) -> Iterator[Measure]:
    """Fresh interpreters, in turn; modules are exact, CPU is the median of paired ratios."""
    environ = {**os.environ, **environment(aws=NOWHERE, providers=NOWHERE)}
    pairs = [(loaded(WORKER, environ), loaded(YARDSTICK, environ)) for _ in range(rounds)]
    ratios = [ours[1] / theirs[1] for ours, theirs in pairs]
    yield Measure("Worker cold start: modules imported", pairs[0][0][0], 480, 400)
    yield Measure(
        "Worker cold start: CPU ÷ (boto3 + one client)",
        statistics.median(ratios),
        1.6,
        1.25,
        range=(min(ratios), max(ratios)),
        note=f"boto3 + one client: {pairs[0][1][0]} modules",
    )


def loaded_unpacked(work: str, environ: Mapping[str, str], *, at: Path) -> tuple[int, float]:
    """The same from an unpacked zip, as in Lambda: nothing but what it holds can be imported."""
    return _loaded(("-S",), work, environ, at=at)


def loaded(work: str, environ: Mapping[str, str]) -> tuple[int, float]:
    """Modules and CPU seconds of this work, in an interpreter of its own."""
    return _loaded((), work, environ, at=ROOT)


def _loaded(
    how: tuple[str, ...], work: str, environ: Mapping[str, str], *, at: Path
) -> tuple[int, float]:
    done = subprocess.run(
        [sys.executable, *how, "-c", COUNT.format(work=work)],
        cwd=at,
        env=dict(environ),
        check=True,
        capture_output=True,
        text=True,
    )
    modules, seconds = json.loads(done.stdout)
    return modules, seconds
