"""The environment that every part of the laptop runs in; as a command, prints it for a shell."""

import argparse
import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from infra.local.machine import LOOPBACK, Machine

PREFIX = "pmx-local"
FILE = "environment"
"""Under the data directory: what the running laptop's parts were started with."""

PRETEND_PER_SECOND = "500"
"""What the pretend providers accept, where no other rate is asked for."""

NOBODYS_ACCOUNT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}
"""So that nothing here can ever reach a real account, whatever this machine's owner has set up."""

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "SSL_CERT_FILE", "VIRTUAL_ENV")
FIRST_PASSWORD = "First-2026-pass"  # noqa: S105 - said on the page; it opens invented data only
ASKED = ("PMX_EMAIL_PER_SECOND", "PMX_TEXT_PER_SECOND", "PMX_PHONE_PER_SECOND")


def settings_environment(
    machine: Machine,
    *,
    user_pool_client_id: str,
    user_pool_id: str = "",
    prefix: str = PREFIX,
) -> dict[str, str]:
    """What the program's settings read, together with keys of nobody's account."""
    rates = {name: os.environ.get(name) or PRETEND_PER_SECOND for name in ASKED}
    return {
        **NOBODYS_ACCOUNT,
        **rates,
        "PMX_STAGE": "local",
        "PMX_PREFIX": prefix,
        "PMX_AWS_ENDPOINT": f"http://{LOOPBACK}:{machine.emulator_port}",
        "PMX_PROVIDER_ENDPOINT": f"http://{LOOPBACK}:{machine.provider_port}",
        "PMX_USER_POOL_CLIENT_ID": user_pool_client_id,
        "PMX_USER_POOL_ID": user_pool_id,
        "PMX_FIRST_PASSWORD": FIRST_PASSWORD,
        "PMX_SECRET": machine.secret,
        "PMX_PUBLIC_URL": machine.url,
        "PMX_SENDER_EMAIL": "messages@pmx.example",
        "PMX_CONFIGURATION_SET": f"{prefix}-messages",
        "PMX_EMAIL_TEMPLATE": f"{prefix}-message",
        "PMX_TEXT_PROVIDER": os.environ.get("PMX_TEXT_PROVIDER") or "sns",
        "PMX_TEXT_CONFIGURATION_SET": f"{prefix}-texts",
        "PMX_TEXT_LOG_GROUP": "sns/us-east-1/000000000000/DirectPublishToPhoneNumber",
        "PMX_TEXT_ORIGINATION_NUMBER": "+12065550100",
        "PMX_CONNECT_INSTANCE_ID": "11111111-2222-4333-8444-555555555555",
        "PMX_CONNECT_FLOW_ID": "66666666-7777-4888-8999-000000000000",
        "PMX_CONNECT_SOURCE_NUMBER": "+12065550101",
        "PMX_SEND_DELAY_SECONDS": os.environ.get("PMX_SEND_DELAY_SECONDS", "0"),
        "PMX_DEMO_API_KEY": os.environ.get("PMX_DEMO_API_KEY") or machine.api_key,
        "PMX_CLOCK_FILE": str(machine.data / "clock"),
        "PMX_DATA": str(machine.data),
        "PMX_CALLS": os.environ.get("PMX_CALLS") or str(machine.data / "calls"),
        "PMX_PROVIDER_PORT": str(machine.provider_port),
    }


def process_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """What a part of the laptop is started with: its settings, and little of this shell's own."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, **settings, "PYTHONUNBUFFERED": "1", "NO_PROXY": f"{LOOPBACK},localhost"}


def write_environment(settings: Mapping[str, str], *, data: Path) -> None:
    file = data / FILE
    file.touch(mode=0o600)
    file.write_text("".join(f"{name}={shlex.quote(value)}\n" for name, value in settings.items()))


def read_environment(data: Path) -> dict[str, str]:
    """
    What the laptop in this directory was started with.

    :raises FileNotFoundError: if no laptop was ever started there.
    """
    pairs = (shlex.split(line)[0] for line in (data / FILE).read_text().splitlines())
    return dict(pair.split("=", 1) for pair in pairs)


def main() -> None:
    """Run a command beside the laptop, with its settings; without a command, print them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, default=Path(".local"))
    parser.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    try:
        settings = read_environment(asked.data)
    except FileNotFoundError:
        sys.exit(f"No laptop was ever started in {asked.data}. Start it first: make run")
    if asked.command:
        # It is this very user's command, typed or written in the Makefile.
        os.execvpe(asked.command[0], asked.command, process_environment(settings))  # noqa: S606
    sys.stdout.writelines(f"{name}={shlex.quote(value)}\n" for name, value in settings.items())


if __name__ == "__main__":
    main()
