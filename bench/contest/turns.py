"""How contestants take turns: a number of messages in, the CPU seconds that they took out."""

import gc
import sys
import time
from collections.abc import Callable


def take_turns(send: Callable[[int], None]) -> None:
    """
    Send as many messages as each line of the standard input says; answer with CPU seconds.

    Only this process counts: what the stub spends on answering is not the contestant’s.
    """
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        gc.collect()
        began = time.process_time()
        send(int(line))
        sys.stdout.write(f"{time.process_time() - began}\n")
        sys.stdout.flush()
