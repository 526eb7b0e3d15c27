"""
A campaign goes out while its workers are killed again and again; afterwards it is counted.

Workers end by SIGKILL, in the middle of whatever they do, and the laptop starts them again. The
pretend providers lose answers, lose messages and refuse some meanwhile.
"""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from infra.local.providers.store import OutboxStore
from tests.infra.running import RunningLaptop
from tests.journeys.system import System
from tests.kills.outcome import Outcome, outcome_of

METHODS = ("email", "text", "phone")
NEW_YORK = ZoneInfo("America/New_York")
CHAOS = {
    "email": {"fail_every": 10, "mode": "timeout_after_effect"},
    "text": {"fail_every": 11, "mode": "timeout_before_effect"},
    "phone": {"fail_every": 13, "mode": "refuse"},
}
A_BATCH_COMES_BACK = timedelta(minutes=16)
DOUBT_IS_OVER = timedelta(hours=2)
WORKER = "infra.local.worker"
KILLS_OF_A_WORKER = 5
"""Each worker feels several in a round; more would only make the round longer."""
SECONDS_TO_GROW = 20.0
"""A kill waits no longer than this for more messages to have left; a worker starts in seconds."""
SECONDS_BETWEEN_LOOKS = 0.02
SECONDS_TO_FINISH = 240.0


@dataclass
class Ordeal:
    """One laptop, one practice, one campaign, and somebody who kills workers."""

    laptop: RunningLaptop
    practice: System
    random: Random
    morning: datetime = field(default_factory=lambda: last_morning())
    started: float = field(default_factory=time.monotonic)
    time_passed: timedelta = timedelta()
    kills: dict[str, int] = field(default_factory=dict)

    def run(self, *, messages: int, kills: int) -> Outcome:
        """Send so many messages through so many kills, let time pass, and count."""
        self._pass_time(timedelta())
        opening = self.practice.balance()["available"]
        self.practice.imports("patients", people(messages), seconds=SECONDS_TO_FINISH)
        campaign = self.practice.creates({"everyone": True})
        self.practice.do("POST", "/outbox/chaos", CHAOS)
        began = time.monotonic()
        self.practice.sends(campaign)
        self._kill_workers(kills, messages=messages)

        self.practice.do("POST", "/outbox/chaos", {})
        self._let_all_leave(campaign)
        self._pass_time(DOUBT_IS_OVER)
        done = self.practice.when_finished(campaign, seconds=SECONDS_TO_FINISH)
        return outcome_of(
            self.practice,
            done,
            opening=opening,
            kills=sum(self.kills.values()),
            seconds=time.monotonic() - began,
        )

    def _kill_workers(self, kills: int, *, messages: int) -> None:
        """
        Each kill comes when some more messages have left, so that it meets them on their way.

        What the dead worker held is looked at again fifteen minutes later: these pass at once.
        """
        with _outbox(self.laptop) as outbox:
            for _ in range(kills):
                left = sum(outbox.counts().values())
                more = self.random.randint(1, max(1, messages // (kills + 1)))
                _when_more_left(outbox, than=left + more)
                # No wait for luck: the seeded moment of the kill is what is being tried.
                time.sleep(self.random.uniform(0, 0.2))
                self._kill_one()
                self._pass_time(A_BATCH_COMES_BACK)

    def _kill_one(self) -> None:
        alive = {
            name: process
            for name, process in workers(self.laptop).items()
            if self.kills.get(name, 0) < KILLS_OF_A_WORKER
        }
        if not alive:  # Each is just being started again, or has been killed often enough.
            return
        name = self.random.choice(sorted(alive))
        os.kill(alive[name], signal.SIGKILL)
        self.kills[name] = self.kills.get(name, 0) + 1

    def _let_all_leave(self, campaign) -> None:
        """Until nothing waits: what a dead worker held comes back fifteen minutes later."""
        deadline = time.monotonic() + SECONDS_TO_FINISH
        while self._waiting(campaign):
            assert time.monotonic() < deadline, "messages still wait to be sent"
            self._pass_time(A_BATCH_COMES_BACK)
            time.sleep(2)  # between two looks, up to the deadline

    def _waiting(self, campaign) -> int:
        seen = self.practice.get(f"/api/v1/campaigns/{campaign['id']}")
        if seen["state"] != "sending":
            return 0
        # The counts of large campaigns are a moment old; the rows themselves are not.
        return sum(row["status"] == "queued" for row in self.practice.messages(campaign))

    def _pass_time(self, more: timedelta) -> None:
        self.time_passed += more
        elapsed = timedelta(seconds=time.monotonic() - self.started)
        now = self.morning + elapsed + self.time_passed
        self.practice.do("POST", "/outbox/clock", {"now": now.isoformat()})


def last_morning() -> datetime:
    """Shortly after nine where the families live: there is a day left for what is to leave."""
    now = datetime.now(NEW_YORK)
    today = now.replace(hour=9, minute=5, second=0, microsecond=0)
    return today if today < now else today - timedelta(days=1)


def people(count: int, *, methods: Sequence[str] = METHODS) -> str:
    """So many patients, each with an address that nobody else has, by these methods in turn."""
    lines = ["patient_id,first_name,last_name,contact_id,contact_name,email,text,phone,"
             "preferred_method"]  # fmt: skip
    for number in range(count):
        method = methods[number % len(methods)]
        address = f"family{number}@example.com" if method == "email" else f"+1212555{number:04d}"
        held = ",".join(address if each == method else "" for each in METHODS)
        lines.append(f"p{number},Lena,Ortiz,c{number},Ana Ortiz,{held},{method}")
    return "\n".join(lines)


def workers(laptop: RunningLaptop) -> dict[str, int]:
    """The process ids of the laptop’s workers: of the one that sweeps, and of the other."""
    starter = laptop.process.pid
    found = {}
    for process in Path(f"/proc/{starter}/task/{starter}/children").read_text().split():
        command = _command_of(process)
        if WORKER in command:
            found["sweeper" if "--sweeps" in command else "worker"] = int(process)
    return found


def _command_of(process: str) -> list[str]:
    try:
        return Path(f"/proc/{process}/cmdline").read_text().split("\0")
    except FileNotFoundError:
        return []  # It has ended since.


def _when_more_left(outbox: OutboxStore, *, than: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_GROW
    while sum(outbox.counts().values()) < than and time.monotonic() < deadline:
        time.sleep(SECONDS_BETWEEN_LOOKS)


@contextmanager
def _outbox(laptop: RunningLaptop) -> Iterator[OutboxStore]:
    outbox = OutboxStore(laptop.data)
    try:
        yield outbox
    finally:
        outbox.close()
