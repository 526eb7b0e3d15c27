"""
Finds the browser in which the tests use the pages as people do, or installs one.

Where none can be had, this says so loudly and the tests that want it are skipped; where CI is set,
it fails instead.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
READY = ROOT / ".local-tools" / "browser" / "ready"
"""Holds the path of the browser that was found."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
INSTALL_SECONDS = 900


class NoBrowser(Exception):
    """This machine has none, and none could be installed; carries why."""


def main() -> None:
    """Leave the path of a browser in READY."""
    if READY.exists() and Path(READY.read_text()).exists():
        return
    say("Looking for a browser of the Chromium kind, for the tests. This happens once.")
    try:
        path = found() or installed()
    except (NoBrowser, OSError, subprocess.SubprocessError) as trouble:
        say(f"!!! No browser can be had, so the tests in it will be SKIPPED: {trouble}")
        sys.exit(1 if os.environ.get("CI") else 0)
    READY.parent.mkdir(parents=True, exist_ok=True)
    READY.write_text(path)


def found() -> str | None:
    """The path of one that is here."""
    named = (shutil.which(name) for name in NAMES)
    elsewhere = (path for path in ELSEWHERE if Path(path).exists())
    return next((path for path in (*named, *elsewhere) if path), None)


def installed() -> str:
    """
    Install one: from Debian where that may be done, else as Playwright does.

    :raises NoBrowser: if neither works.
    """
    for command in _ways():
        say(f"Installing one: {' '.join(command[-3:])}")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(
            command, check=False, capture_output=True, timeout=INSTALL_SECONDS, env=environment
        )
        path = found() or _of_playwright()
        if done.returncode == 0 and path:
            return path
    raise NoBrowser("install Chromium or Chrome, and run this again")


def _ways() -> Iterator[list[str]]:
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        yield [apt, "update", "-qq"]
        yield [
            *(apt, "install", "--yes", "-qq", "--no-install-recommends"),
            *("fonts-dejavu-core", "chromium"),
        ]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def say(words: str) -> None:
    """To whoever set this up."""
    sys.stderr.write(f"{words}\n")


if __name__ == "__main__":
    main()
