"""How contestants take turns: a number of messages in, the CPU seconds that they took out."""

import gc
import sys
import time
from collections.abc import Callable
from typing import TextIO


def no_preparation(_messages: int) -> None:
    """For those who have nothing to do beforehand."""


def take_turns(
    send: Callable[[int], None], *, prepare: Callable[[int], None] = no_preparation
) -> None:
    """
    Send as many messages as each line of the standard input says; answer with CPU seconds.

    What is done to prepare (to queue messages, mostly) is not counted, for nobody. Only this
    process counts: what the stub spends on answering is not the contestant’s. What a contestant
    prints of its own accord (our metrics) goes to its log.
    """
    answers, sys.stdout = sys.stdout, sys.stderr
    _say(answers, "ready")
    for line in sys.stdin:
        messages = int(line)
        prepare(messages)
        gc.collect()
        began = time.process_time()
        send(messages)
        _say(answers, f"{time.process_time() - began}")


def _say(answers: TextIO, line: str) -> None:
    answers.write(f"{line}\n")
    answers.flush()
