"""What a laptop remembers between starts, under one directory: its ports, secret and key."""

import fcntl
import json
import secrets
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

LOOPBACK = "127.0.0.1"


class PortTaken(Exception):
    """Something else answers at the port that we were asked to use."""

    def __init__(self, *, port: int) -> None:
        super().__init__(
            f"Port {port} is taken by another program. Stop that one, or choose: make run PORT=8001"
        )
        self.port = port


class AlreadyRunning(Exception):
    """This directory belongs to a laptop that is running now."""

    def __init__(self, *, data: Path) -> None:
        super().__init__(
            f"Another `make run` is using {data}. Stop that one, or choose: make run DATA=.other"
        )
        self.data = data


@dataclass(frozen=True)
class Machine:
    """One laptop: where it keeps things, and what must stay the same when it starts again."""

    data: Path
    port: int
    emulator_port: int
    provider_port: int
    secret: str
    api_key: str

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"


def open_machine(data: Path, *, port: int) -> Machine:
    """
    The laptop in this directory, made if it is new.

    :raises PortTaken: if something else listens there.
    """
    if not is_free(port):
        raise PortTaken(port=port)

    (data / "logs").mkdir(parents=True, exist_ok=True)
    memory = data / "machine.json"
    known = json.loads(memory.read_text()) if memory.exists() else {}
    emulator_port, provider_port = _ports(known)
    machine = Machine(
        data=data.resolve(),
        port=port,
        emulator_port=emulator_port,
        provider_port=provider_port,
        secret=known.get("secret") or secrets.token_urlsafe(32),
        api_key=known.get("api_key") or f"pmx_{secrets.token_urlsafe(24)}",
    )
    remembered = {
        key: value for key, value in asdict(machine).items() if key not in ("data", "port")
    }
    memory.touch(mode=0o600)
    memory.write_text(json.dumps(remembered, indent=1))
    return machine


def lock(data: Path) -> TextIO:
    """
    Hold this directory for as long as the answer is kept open; the system lets go with us.

    :raises AlreadyRunning: if someone else holds it.
    """
    data.mkdir(parents=True, exist_ok=True)
    held = (data / "lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        held.close()
        raise AlreadyRunning(data=data) from error
    return held


def is_free(port: int) -> bool:
    """Whether we could listen there; a port that only lingers after its last program counts."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _ports(known: dict[str, int]) -> tuple[int, int]:
    """The ports of last time where they are still free, so that old links go on working."""
    emulator = known.get("emulator_port", 0)
    provider = known.get("provider_port", 0)
    return (
        emulator if emulator and is_free(emulator) else free_port(),
        provider if provider and is_free(provider) else free_port(),
    )
