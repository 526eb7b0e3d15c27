"""What tests share: no way out of this machine, an emulator, and the whole running program."""

import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from infra.local.emulator import emulator_part
from infra.local.environment import NOBODYS_ACCOUNT, settings_environment
from infra.local.leave_of_parts import NOTES, watch_parts
from infra.local.machine import Machine, free_port, open_machine
from infra.local.resources import make_resources
from tests.infra.running import RunningLaptop, start_laptop

TOGETHER = ("tests/journeys/", "tests/browser/")
"""Each begins the whole program, once: all of its tests stay with one process."""
LOOPBACK = ("127.", "::1", "localhost")


def _stay_on_this_machine(event: str, arguments: tuple[object, ...]) -> None:
    """Python tells of every connection before it is made; a test that leaves the machine fails."""
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"A test tried to reach {address[0]}")


sys.addaudithook(_stay_on_this_machine)
os.environ.update(NOBODYS_ACCOUNT)
if NOTES in os.environ:
    watch_parts()
# How long an example takes says more of what else the machine does than of what is tested.
# Where a change is judged, the same examples are tried each time; elsewhere new ones are.
settings.register_profile("patient", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("patient")


class ByWhatTheyBegin(LoadScopeScheduling):  # type: ignore[misc]
    """Deals the tests to several processes: a file stays whole, and so does what is in TOGETHER."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return next((folder for folder in TOGETHER if path.startswith(folder)), path)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByWhatTheyBegin:
    return ByWhatTheyBegin(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest goes first."""
    items.sort(key=lambda item: not item.nodeid.startswith(TOGETHER))


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """One AWS emulator for all tests; whoever uses it takes a prefix of its own."""
    machine = open_machine(tmp_path_factory.mktemp("emulator"), port=free_port())
    part = emulator_part(machine)
    part.start()
    try:
        part.wait_until_ready(stopping=Event())
        yield machine
    finally:
        part.ask_to_stop()
        part.wait_until_stopped()


@pytest.fixture(scope="module")
def aws(emulator: Machine) -> dict[str, str]:
    """
    Tables, queues, topics, a bucket and a user pool of this test file alone.

    What the settings are read from: `read_settings(aws)`. Tests of one file part themselves by
    the practices that they use.
    """
    prefix = f"pmx-{secrets.token_hex(4)}"
    environment = settings_environment(emulator, user_pool_client_id="", prefix=prefix)
    made = make_resources(environment)
    environment["PMX_USER_POOL_CLIENT_ID"] = made["StaffPoolClient"].ref
    environment["PMX_USER_POOL_ID"] = made["StaffPool"].ref
    return environment


@pytest.fixture(scope="session")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningLaptop]:
    """The whole program with its demo practice, for the tests that use it as people do."""
    running = start_laptop(tmp_path_factory.mktemp("laptop"))
    yield running
    running.stop()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A directory for a laptop of this test's own."""
    return tmp_path / "laptop"
