"""Starts every part of the laptop in order, keeps them running, and stops them in order."""

import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TextIO

from infra.local.daytime import begin
from infra.local.demo_users import make_demo_users
from infra.local.emulator import NoEmulator, emulator_part
from infra.local.environment import process_environment, settings_environment, write_environment
from infra.local.machine import AlreadyRunning, Machine, PortTaken, lock, open_machine
from infra.local.parts import DidNotStart, Part, module
from infra.local.resources import make_resources
from infra.local.welcome import welcome

SECONDS_BETWEEN_LOOKS = 0.25
FAILURES_IN_A_ROW = 5


@dataclass(frozen=True)
class Wishes:
    """What whoever starts it may choose."""

    port: int
    data: Path
    workers: int = 1
    with_demo_practice: bool = True


class KeepsEnding(Exception):
    """A part was started again and again, and ended each time."""

    def __init__(self, *, name: str, log: Path) -> None:
        super().__init__(f"The {name} keeps ending. Its log is {log}.")
        self.name = name


def run(wishes: Wishes) -> int:
    """Run the laptop until Ctrl-C or SIGTERM; answer the exit code of the command."""
    stopping = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    try:
        with lock(wishes.data):
            machine = open_machine(wishes.data, port=wishes.port)
            Laptop(machine, wishes, stopping=stopping).run()
    except (PortTaken, AlreadyRunning, NoEmulator, DidNotStart, KeepsEnding) as trouble:
        say(str(trouble), to=sys.stderr)
        return 1
    return 0


class Laptop:
    """All parts of one laptop, in the order in which they start; they stop in the other order."""

    def __init__(self, machine: Machine, wishes: Wishes, *, stopping: Event) -> None:
        self._machine = machine
        self._wishes = wishes
        self._stopping = stopping
        self._parts: list[Part] = []

    def run(self) -> None:
        try:
            settings = self._lay_the_ground()
            began_at = begin(Path(settings["PMX_CLOCK_FILE"]))
            self._start(*self._program(process_environment(settings)))
            if self._wishes.with_demo_practice:
                self._make_demo_practice(process_environment(settings))
            if not self._stopping.is_set():
                key = settings["PMX_DEMO_API_KEY"]
                say(welcome(self._machine, api_key=key, began_at=began_at))
            self._watch()
        finally:
            self._stop()

    def _lay_the_ground(self) -> Mapping[str, str]:
        """The emulator with everything that the program stands on; the settings to find it by."""
        self._start(emulator_part(self._machine))
        settings = settings_environment(self._machine, user_pool_client_id="")
        made = make_resources(settings)
        make_demo_users(settings, user_pool_id=made["StaffPool"].ref)
        settings["PMX_USER_POOL_CLIENT_ID"] = made["StaffPoolClient"].ref
        settings["PMX_USER_POOL_ID"] = made["StaffPool"].ref
        write_environment(settings, data=self._machine.data)
        return settings

    def _program(self, environment: Mapping[str, str]) -> tuple[Part, ...]:
        machine, logs = self._machine, self._machine.logs
        providers = Part(
            "pretend providers",
            module("infra.local.providers"),
            environment,
            logs / "providers.log",
            floor=1,
            port=machine.provider_port,
        )
        workers = (
            Part(
                f"worker {number}",
                module("infra.local.worker", *(["--sweeps"] if number == 1 else [])),
                environment,
                logs / f"worker-{number}.log",
                floor=2,
            )
            for number in range(1, self._wishes.workers + 1)
        )
        web = Part(
            "web front",
            module("infra.local.web_front", "--port", str(machine.port)),
            environment,
            logs / "web.log",
            floor=2,
            port=machine.port,
        )
        return (providers, *workers, web)

    def _start(self, *parts: Part) -> None:
        """Start them all at once, then wait for each."""
        for part in parts:
            self._parts.append(part)
            part.start()
        for part in parts:
            part.wait_until_ready(stopping=self._stopping)

    def _make_demo_practice(self, environment: Mapping[str, str]) -> None:
        log = self._machine.logs / "first-start.log"
        first = Part("demo practice", module("infra.local.first_start"), environment, log, floor=3)
        first.start()
        while not first.has_ended() and not self._stopping.is_set():
            self._stopping.wait(SECONDS_BETWEEN_LOOKS)
        first.ask_to_stop()
        if first.wait_until_stopped() != 0 and not self._stopping.is_set():
            say(f"The demo practice could not be made. See {log}.", to=sys.stderr)

    def _watch(self) -> None:
        """
        Until told to stop, start again what has ended.

        :raises KeepsEnding: if that does not help.
        """
        while not self._stopping.wait(SECONDS_BETWEEN_LOOKS):
            for part in self._parts:
                if part.has_ended():
                    self._start_again(part)

    def _start_again(self, part: Part) -> None:
        part.note_its_end()
        if part.failures > FAILURES_IN_A_ROW:
            raise KeepsEnding(name=part.name, log=part.log)
        say(f"The {part.name} ended. Starting it again; its log is {part.log}.", to=sys.stderr)
        part.start()
        part.wait_until_ready(stopping=self._stopping)

    def _stop(self) -> None:
        """From the top floor down: whoever still works finds what it needs."""
        for floor in sorted({part.floor for part in self._parts}, reverse=True):
            parts = [part for part in self._parts if part.floor == floor]
            for part in parts:
                part.ask_to_stop()
            for part in parts:
                part.wait_until_stopped()


def say(words: str, *, to: TextIO = sys.stdout) -> None:
    to.write(words + "\n")
    to.flush()
