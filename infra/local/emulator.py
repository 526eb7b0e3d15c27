"""How the emulator is started: in its own environment, on this machine alone, data kept."""

import os
from pathlib import Path

from infra.local.environment import process_environment
from infra.local.machine import Machine
from infra.local.parts import ROOT, Part

PYTHON = "PMX_EMULATOR_PYTHON"


class NoEmulator(Exception):
    """Its virtual environment has not been made."""

    def __init__(self, *, python: Path) -> None:
        super().__init__(f"There is no emulator at {python}. `make run` makes it.")


def emulator_part(machine: Machine) -> Part:
    """
    The emulator as a part of the laptop, ready to start.

    :raises NoEmulator: if it was never set up.
    """
    python = Path(os.environ.get(PYTHON) or ROOT / ".venv-emulator" / "bin" / "python")
    if not python.exists():
        raise NoEmulator(python=python)

    state, files = machine.data / "state", machine.data / "files"
    state.mkdir(parents=True, exist_ok=True)
    files.mkdir(parents=True, exist_ok=True)
    return Part(
        name="emulator",
        command=(str(python), "-m", "infra.local.emulator_process"),
        environment=process_environment(
            {
                "GATEWAY_PORT": str(machine.emulator_port),
                "BIND_HOST": "127.0.0.1",
                "IOT_MTLS_ENABLED": "0",
                "SFTP_ENABLED": "0",
                "LOG_LEVEL": "WARNING",
                "PMX_EMULATOR_STATE": str(state),
                "S3_PERSIST": "1",
                "S3_DATA_DIR": str(files),
            }
        ),
        log=machine.logs / "emulator.log",
        floor=0,
        port=machine.emulator_port,
    )
