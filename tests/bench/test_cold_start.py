"""A worker starts cold whenever many messages leave at once: what it loads first is counted."""

import os

from bench.cold_start import NOWHERE, WORKER, loaded
from bench.practice import environment

MODULES = 480


def test_a_worker_loads_at_most_480_modules_before_its_first_message() -> None:
    environ = {**os.environ, **environment(aws=NOWHERE, providers=NOWHERE)}

    modules, _ = loaded(WORKER, environ)

    assert modules <= MODULES
