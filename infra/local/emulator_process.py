"""The AWS emulator as the laptop runs it: on this machine alone, and with a memory that lasts."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack import app as emulator
from ministack.core import persistence

from infra.local.checkpoints import Checkpoints
from infra.local.child import when_starter_is_gone
from infra.local.journal import Journal, is_journaled, noted

LOOK_SECONDS = 0.25
JOURNALED_SERVICES = {"DynamoDB_20120810": "dynamodb", "AmazonSQS": "sqs"}
READS = ("Get", "BatchGet", "TransactGet", "Query", "Scan", "List", "Describe", "Receive")

# What ASGI and the emulator hand around has no types of its own.
Handler = Callable[..., Awaitable[Any]]
Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]


def main() -> None:
    """Serve on `GATEWAY_PORT` of this machine until told to stop; then write everything down."""
    lasting = LastingEmulator(Checkpoints(Path(os.environ["PMX_EMULATOR_STATE"])))
    asyncio.run(_serve(lasting))
    lasting.write_last()


async def _serve(lasting: "LastingEmulator") -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopping.set)
    when_starter_is_gone(lambda: loop.call_soon_threadsafe(stopping.set))

    config = Config()
    config.bind = [f"127.0.0.1:{os.environ['GATEWAY_PORT']}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 1
    keeping = asyncio.create_task(lasting.keep(stopping))
    await serve(lasting, config, shutdown_trigger=stopping.wait)  # type: ignore[arg-type, unused-ignore]
    await keeping


class LastingEmulator:
    """The emulator's own application, watched for changes, which are written down."""

    def __init__(self, checkpoints: Checkpoints) -> None:
        self._checkpoints = checkpoints
        self._journal: Journal | None = None
        self._has_changed = False
        persistence.PERSIST_STATE = True
        persistence.STATE_DIR = str(checkpoints.current_copy)
        emulator.PERSIST_STATE = True

    async def __call__(self, scope: Message, receive: Handler, send: Send) -> None:
        if scope["type"] == "lifespan":
            await emulator.app(scope, receive, self._remembering(send))
        else:
            self._has_changed = self._has_changed or _may_change(scope)
            await emulator.app(scope, receive, send)

    async def keep(self, stopping: asyncio.Event) -> None:
        """Take a checkpoint when something has changed and the last one is some time ago."""
        while not stopping.is_set():
            try:
                await asyncio.wait_for(stopping.wait(), LOOK_SECONDS)
            except TimeoutError:
                if self._has_changed and self._checkpoints.is_time():
                    self._checkpoint()

    def write_last(self) -> None:
        self._checkpoints.write_now(_write)

    def _checkpoint(self) -> None:
        """Copy and journal part at the same instant: nothing runs between these lines."""
        self._has_changed = False
        number = self._checkpoints.begin(_write)
        self._open_journal(number)

    def _open_journal(self, number: int) -> None:
        if self._journal is not None:
            self._journal.close()
        self._journal = Journal(self._checkpoints.journal_of(number))

    def _remembering(self, send: Send) -> Send:
        """Once the emulator has read its last copy, and before it answers: do what came after."""

        async def remembering(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                emulator.PERSIST_STATE = False  # It would write over the current copy at its end.
                await self._replay()
                _hand_out_again()
                self._open_journal(self._checkpoints.newest)
                for name in JOURNALED_SERVICES.values():
                    self._watch(emulator._get_module(name))
                _let_connect_speak()
            await send(message)

        return remembering

    async def _replay(self) -> None:
        for journal in self._checkpoints.journals_to_replay():
            for target, body in noted(journal):
                module = emulator._get_module(JOURNALED_SERVICES[target.partition(".")[0]])
                headers = {"x-amz-target": target, "host": ""}
                await module.handle_request("POST", "/", headers, body, {})
                self._has_changed = True

    def _watch(self, module: Any) -> None:
        """Note each call just before it is done; the service answers it in the same breath."""
        handle: Handler = module.handle_request

        async def noting(
            method: str, path: str, headers: dict[str, str], body: bytes, query: Any
        ) -> Any:
            target = headers.get("x-amz-target", "")
            if is_journaled(target) and self._journal is not None:
                self._journal.note(target, body)
            return await handle(method, path, headers, body, query)

        module.handle_request = noting


def _may_change(scope: Message) -> bool:
    if scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return False
    target = dict(scope["headers"]).get(b"x-amz-target", b"").decode("latin-1")
    return not target.partition(".")[2].startswith(READS)


def _write(directory: Path) -> None:
    """Write every service's memory; a copy that lacks one must not pass for whole."""
    persistence.STATE_DIR = str(directory)
    directory.mkdir()
    for name, read in emulator._build_persistence_save_dict().items():
        state = read()
        if state is not None:
            persistence.save_state(name, state)
            if not (directory / f"{name}.json").exists():
                raise OSError(f"The emulator's {name} could not be written to {directory}")


def _let_connect_speak() -> None:
    """Only AWS itself may put an event of `aws.connect` on a bus. Here, we pretend to be it."""
    events = emulator._get_module("eventbridge")
    events._put_events = partial(events._put_events, allow_aws_source=True)


def _hand_out_again() -> None:
    """Whoever had taken a message from a queue is gone, so it need not wait to be seen again."""
    for _, queue in emulator._get_module("sqs")._queues.all_items():
        for message in queue["messages"]:
            if message.get("receipt_handle"):
                message["visible_at"] = 0.0


if __name__ == "__main__":
    main()
