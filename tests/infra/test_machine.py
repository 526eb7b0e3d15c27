"""What a laptop remembers of itself, and what it says when a door is taken."""

import socket
from pathlib import Path

import pytest

from infra.local.environment import (
    process_environment,
    read_environment,
    settings_environment,
    write_environment,
)
from infra.local.machine import AlreadyRunning, PortTaken, free_port, lock, open_machine


def test_ports_secret_and_key_stay_the_same(data: Path) -> None:
    first = open_machine(data, port=free_port())

    assert open_machine(data, port=first.port) == first


def test_a_port_that_was_taken_meanwhile_is_given_up(data: Path) -> None:
    first = open_machine(data, port=free_port())

    with socket.create_server(("127.0.0.1", first.emulator_port)):
        again = open_machine(data, port=first.port)

    assert again.emulator_port != first.emulator_port
    assert again.secret == first.secret


def test_a_taken_port_is_refused(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(PortTaken, match=f"Port {port} is taken"):
            open_machine(data, port=port)


def test_a_directory_has_one_laptop(data: Path) -> None:
    with lock(data), pytest.raises(AlreadyRunning):
        lock(data)

    lock(data).close()


def test_its_secrets_are_for_its_owner_alone(data: Path) -> None:
    machine = open_machine(data, port=free_port())
    write_environment(settings_environment(machine, user_pool_client_id="x"), data=data)

    assert [(data / name).stat().st_mode & 0o077 for name in ("machine.json", "environment")] == [
        0,
        0,
    ]


def test_the_environment_reads_as_it_was_written(data: Path) -> None:
    machine = open_machine(data, port=free_port())
    settings = {**settings_environment(machine, user_pool_client_id="x"), "PMX_SECRET": "a 'b' $c"}
    write_environment(settings, data=data)

    assert read_environment(data) == settings


def test_no_account_of_this_machine_is_ever_used(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "the-real-one")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "real")
    machine = open_machine(data, port=free_port())

    environment = process_environment(settings_environment(machine, user_pool_client_id="x"))

    assert environment["AWS_ACCESS_KEY_ID"] == "test"
    assert not {"AWS_PROFILE", "AWS_SESSION_TOKEN"} & set(environment)
