"""A race hears how much CPU each contestant took, whatever they print besides."""

import subprocess
import sys

TALKS = """
from bench.contest.turns import take_turns

take_turns(lambda messages: print(f"{messages} sent"))
"""


def test_what_a_contestant_prints_is_not_taken_for_its_time() -> None:
    told = subprocess.run(
        [sys.executable, "-c", TALKS],
        input="50\n100\n",
        capture_output=True,
        text=True,
        check=True,
    )

    ready, first, second = told.stdout.splitlines()
    assert ready == "ready"
    assert float(first) >= 0
    assert float(second) >= 0
    assert told.stderr.splitlines() == ["50 sent", "100 sent"]
