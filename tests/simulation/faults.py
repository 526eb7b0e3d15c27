"""What can go wrong, where: every call of a port by name, and each trouble that can strike it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Protocol


class Fault(StrEnum):
    """One way in which a call goes wrong."""

    KILL_BEFORE = "killed before it"
    KILL_AFTER = "killed after it"
    TIMEOUT = "timeout without effect"
    TIMEOUT_DONE = "timeout with effect"
    LOST_ANSWER = "answer lost, asked again by the SDK"
    LATE = "effect long after it was asked for"
    PARTIAL = "only the first part took effect"
    THROTTLE = "throttled"
    CONFLICT = "transaction conflicts until given up"
    STALE = "index behind the table"
    DUPLICATE = "delivered twice"
    REFUSE = "refused by the provider"
    PAUSE = "channel paused by the provider"
    LOSE = "never told"
    DELAY = "told much later"


READ = (Fault.KILL_BEFORE, Fault.KILL_AFTER, Fault.TIMEOUT, Fault.THROTTLE)
INDEX = (*READ, Fault.STALE)
WRITE = (*READ, Fault.TIMEOUT_DONE, Fault.LOST_ANSWER, Fault.LATE)
MANY = (*WRITE, Fault.PARTIAL)
TRANSACTION = (*WRITE, Fault.CONFLICT)
QUEUE = (*READ, Fault.TIMEOUT_DONE, Fault.LATE, Fault.DUPLICATE)
QUEUE_MANY = (*QUEUE, Fault.PARTIAL)
SEND = (
    Fault.KILL_BEFORE,
    Fault.KILL_AFTER,
    Fault.TIMEOUT,
    Fault.TIMEOUT_DONE,
    Fault.THROTTLE,
    Fault.LATE,
    Fault.PARTIAL,
    Fault.REFUSE,
    Fault.PAUSE,
)
TELL = (Fault.LOSE, Fault.DUPLICATE, Fault.DELAY)

SITES: Mapping[str, tuple[Fault, ...]] = {
    "records.practice": READ,
    "records.patients": READ,
    "records.patients_by_name": READ,
    "records.contacts": READ,
    "records.appointments": READ,
    "records.next_appointment": READ,
    "records.stops": READ,
    "records.practice_of_number": READ,
    "records.contacts_with_address": READ,
    "records.begin_conversation": TRANSACTION,
    "records.conversation": READ,
    "records.keep_reply": WRITE,
    "records.finish_reply": TRANSACTION,
    "records.add_stop": TRANSACTION,
    "records.clear_stop": TRANSACTION,
    "records.add_consents": TRANSACTION,
    "records.consents": READ,
    "records.save_people": WRITE,
    "records.save_appointments": WRITE,
    "campaigns.add": WRITE,
    "campaigns.get": READ,
    "campaigns.save": WRITE,
    "campaigns.of_practice": INDEX,
    "campaigns.awake": INDEX,
    "campaigns.stale_blocks": INDEX,
    "campaigns.register": READ,
    "campaigns.save_register": WRITE,
    "campaigns.insert": MANY,
    "campaigns.rows": READ,
    "campaigns.messages_of_contact": READ,
    "campaigns.messages": READ,
    "campaigns.claim": MANY,
    "campaigns.record": MANY,
    "campaigns.close": MANY,
    "campaigns.resolve": MANY,
    "campaigns.receive": MANY,
    "campaigns.receive_unread": MANY,
    "campaigns.put_block": WRITE,
    "campaigns.keep_share": WRITE,
    "campaigns.blocks": READ,
    "campaigns.mark_stale": WRITE,
    "campaigns.add_batches": MANY,
    "campaigns.batches": READ,
    "campaigns.whole_batch": READ,
    "campaigns.release": WRITE,
    "campaigns.postpone": WRITE,
    "campaigns.settle_batch": WRITE,
    "last_look.see": READ,
    "credits.reserve": TRANSACTION,
    "credits.settle": TRANSACTION,
    "credits.add_purchase": WRITE,
    "credits.purchase": READ,
    "credits.complete": TRANSACTION,
    "credits.fail": TRANSACTION,
    "credits.refund": TRANSACTION,
    "credits.receive": TRANSACTION,
    "credits.keep_unpaid": WRITE,
    "credits.unpaid": READ,
    "credits.practices_with_unpaid": READ,
    "leases.lock": WRITE,
    "leases.unlock": WRITE,
    "leases.take_rate": WRITE,
    "leases.slots": READ,
    "leases.take_slots": WRITE,
    "audit.add": WRITE,
    "files.put": WRITE,
    "files.put_lines": (*READ, Fault.TIMEOUT_DONE),
    "files.get": READ,
    "files.lines": READ,
    "files.stream": READ,
    "queues.split": QUEUE,
    "queues.batches": QUEUE_MANY,
    "queues.nudge_sweep": QUEUE,
    "senders.email.send": SEND,
    "senders.text.send": SEND,
    "senders.phone.send": SEND,
    "channels.owner_of": READ,
    "channels.let_back": (*READ, Fault.TIMEOUT_DONE),
    "receipts.email": TELL,
    "receipts.text": TELL,
    "receipts.phone": TELL,
}

RARE = frozenset(
    {
        "records.add_stop",
        "records.clear_stop",
        "records.add_consents",
        "records.save_people",
        "records.save_appointments",
        "campaigns.add",
        "campaigns.claim",
        "campaigns.record",
        "campaigns.close",
        "campaigns.resolve",
        "campaigns.receive",
        "campaigns.postpone",
        "campaigns.settle_batch",
        "last_look.see",
        "credits.reserve",
        "credits.settle",
        "credits.add_purchase",
        "credits.complete",
        "credits.fail",
        "credits.refund",
        "credits.receive",
        "credits.keep_unpaid",
        "records.begin_conversation",
        "records.keep_reply",
        "records.finish_reply",
        "senders.email.send",
        "senders.text.send",
        "senders.phone.send",
        "channels.owner_of",
        "channels.let_back",
        "receipts.phone",
        "receipts.text",
        "queues.nudge_sweep",
        "queues.batches",
    }
)
"""Called a few times in a run, if at all, and worth most."""

_THROTTLED = {f"senders.{channel}.send": Fault.THROTTLE for channel in ("email", "text", "phone")}
LEADING_TO: Mapping[str, Mapping[str, Fault]] = {
    "campaigns.record": _THROTTLED,
    "campaigns.resolve": {
        "campaigns.record": Fault.KILL_BEFORE,
        "senders.email.send": Fault.TIMEOUT_DONE,
        "receipts.email": Fault.DELAY,
    },
    "campaigns.postpone": _THROTTLED,
    "leases.slots": _THROTTLED,
}
"""Trouble that has to come first, or else a place is hardly ever come to."""

LIKELY = {Fault.DELAY: 0.9}
HANGING: Mapping[str, tuple[str, ...]] = {
    "campaigns.close": ("campaigns.close", "campaigns.claim", "last_look.see"),
    "campaigns.resolve": ("campaigns.resolve",),
    "campaigns.claim": ("campaigns.claim", "last_look.see"),
    "campaigns.record": ("last_look.see",),
    "campaigns.put_block": ("campaigns.put_block",),
    "leases.take_slots": ("leases.take_slots",),
    "campaigns.keep_share": ("campaigns.keep_share",),
}
"""Where workers hang, so that others come between what they read and what they write."""

PLACES: tuple[tuple[str, Fault], ...] = tuple(
    (site, fault) for site, faults in SITES.items() for fault in faults
)
TURNS = (
    *PLACES,
    *(place for place in PLACES if place[0] in RARE),
    *(place for place in PLACES if place[0].startswith("senders.")),
)
"""What the seeds try in turn: a rare place comes twice in a round, and a sender three times."""

Hits = Counter[tuple[str, Fault]]


class Trouble(Exception):
    """A call failed; whether it took effect, the caller cannot know."""


class Faults(Protocol):
    """Who decides what goes wrong."""

    hits: Hits

    def strike(self, site: str) -> Fault | None:
        """What goes wrong with this call, if anything."""


class NoFaults:
    """A calm day."""

    def __init__(self) -> None:
        self.hits: Hits = Counter()

    def strike(self, site: str) -> Fault | None:
        assert site in SITES
        return None


class RandomFaults:
    """
    A little trouble everywhere, and much of it at the one place that it is this seed’s turn to try.

    So rare calls are struck as thoroughly as frequent ones.
    """

    RATES = (0.0, 0.005, 0.015, 0.04, 0.08)
    AT_FOCUS = 0.5
    AT_SENDER = 0.75
    """What a provider was offered comes to it once."""
    RARE_TIMES = 8

    def __init__(self, random: Random, *, seed: int) -> None:
        self.hits: Hits = Counter()
        self.is_on = True
        self._random = random
        self._rate = random.choice(self.RATES)
        self.site, self._fault = TURNS[seed % len(TURNS)]
        self._at_focus = self.AT_SENDER if self.site.startswith("senders.") else self.AT_FOCUS

    def strike(self, site: str) -> Fault | None:
        fault = self._drawn(site) if self.is_on else None
        if fault is not None:
            self.hits[site, fault] += 1
        return fault

    def _drawn(self, site: str) -> Fault | None:
        if site == self.site and self._random.random() < self._at_focus:
            return self._fault
        leading = LEADING_TO.get(self.site, {}).get(site)
        if leading is not None and self._random.random() < LIKELY.get(leading, self.AT_FOCUS):
            return leading
        rate = self._rate * (self.RARE_TIMES if site in RARE else 1)
        return self._random.choice(SITES[site]) if self._random.random() < rate else None


@dataclass(frozen=True)
class Call:
    """A call of a port, and whose it was."""

    site: str
    worker: str


class PlannedFaults:
    """These faults at these calls, counted from the first call of all."""

    def __init__(self, plan: Mapping[int, Fault]) -> None:
        self.hits: Hits = Counter()
        self.calls: list[Call] = []
        self.worker: Callable[[], str] = str
        self._plan = plan

    def strike(self, site: str) -> Fault | None:
        fault = self._plan.get(len(self.calls))
        self.calls.append(Call(site, self.worker()))
        if fault is not None:
            self.hits[site, fault] += 1
        return fault
