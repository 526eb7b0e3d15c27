"""The one command: that it starts, says where it is, ends cleanly, and forgets nothing."""

import os
import signal
import socket
import threading
import time
from pathlib import Path

import pytest

from infra.local.clients import client
from tests.infra.running import NeverRan, RunningLaptop, start_laptop

SECONDS_TO_END = 60
SECONDS_BETWEEN_LOOKS = 0.05

pytestmark = pytest.mark.journey


def test_it_says_where_it_is_and_a_restart_finds_everything_as_it_was(data: Path) -> None:
    laptop = start_laptop(data, "--empty")
    key = laptop.api_key
    assert laptop.url in laptop.said
    assert "riley@demo.example" in laptop.said
    assert f"Authorization: Bearer {key}" in laptop.said
    _put(laptop, "kept")
    _send(laptop, "still to do")

    assert laptop.press_ctrl_c() == 0
    again = start_laptop(data, "--empty")

    assert _is_there(again, "kept")
    assert _received(again) == ["still to do"]
    assert again.api_key == key
    again.stop()


def test_a_killed_laptop_leaves_nobody_behind_and_remembers_what_it_had_written(
    data: Path,
) -> None:
    laptop = start_laptop(data, "--empty")
    for number in range(30):
        _put(laptop, f"row {number}")
    _kill_all_at_once(laptop)

    again = start_laptop(data, "--empty")
    assert all(_is_there(again, f"row {number}") for number in range(30))
    ports = [int(again.environment[name].rpartition(":")[2]) for name in _ADDRESSES]

    again.kill()

    assert _all_fall_silent(ports)


def test_a_taken_port_is_named_in_one_line(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(NeverRan) as refusal:
            start_laptop(data, "--empty", port=port)

    said = str(refusal.value)
    assert said.startswith(f"Port {port} is taken by another program.")
    assert said.count("\n") == 1


def test_two_laptops_do_not_share_a_directory(laptop: RunningLaptop) -> None:
    with pytest.raises(NeverRan, match=r"Another `make run` is using"):
        start_laptop(laptop.data, "--empty")


_ADDRESSES = ("PMX_AWS_ENDPOINT", "PMX_PROVIDER_ENDPOINT", "PMX_PUBLIC_URL")


def _put(laptop: RunningLaptop, name: str) -> None:
    dynamodb = client("dynamodb", environment=laptop.environment)
    item = {"pk": {"S": "P#kept"}, "sk": {"S": name}}
    dynamodb.put_item(TableName="pmx-local-records", Item=item)


def _is_there(laptop: RunningLaptop, name: str) -> bool:
    dynamodb = client("dynamodb", environment=laptop.environment)
    key = {"pk": {"S": "P#kept"}, "sk": {"S": name}}
    return "Item" in dynamodb.get_item(TableName="pmx-local-records", Key=key)


def _send(laptop: RunningLaptop, body: str) -> None:
    """To a queue that nobody works: the dead letters'."""
    sqs = client("sqs", environment=laptop.environment)
    url = sqs.get_queue_url(QueueName="pmx-local-email-dead")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody=body)


def _received(laptop: RunningLaptop) -> list[str]:
    sqs = client("sqs", environment=laptop.environment)
    url = sqs.get_queue_url(QueueName="pmx-local-email-dead")["QueueUrl"]
    answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return [message["Body"] for message in answer.get("Messages", [])]


def _kill_all_at_once(laptop: RunningLaptop) -> None:
    """The starter and every part of it, with no time to write anything down."""
    starter = laptop.process.pid
    parts = Path(f"/proc/{starter}/task/{starter}/children").read_text()
    laptop.process.send_signal(signal.SIGSTOP)
    for pid in parts.split():
        os.kill(int(pid), signal.SIGKILL)
    laptop.kill()


def _all_fall_silent(ports: list[int]) -> bool:
    deadline = time.monotonic() + SECONDS_TO_END
    between_looks = threading.Event()
    while any(map(_listens, ports)) and time.monotonic() < deadline:
        between_looks.wait(SECONDS_BETWEEN_LOOKS)
    return not any(map(_listens, ports))


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
