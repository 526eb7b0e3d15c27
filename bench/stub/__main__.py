"""Starts the pretend AWS and says at which port it listens."""

import asyncio
import gc
import sys

from bench.stub.answers import Answers
from bench.stub.wire import Wire

LOOPBACK = "127.0.0.1"


async def serve() -> None:
    """Listen on a free port until whoever started us closes our standard input."""
    answers = Answers()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Wire(answers), LOOPBACK, 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    # What it holds is made of bytes and never points in circles.
    gc.disable()
    asyncio.run(serve())
