"""Two practices side by side, and the real exchange between ports that may fail at any call."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import cast

from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.credits import NotEnoughCredits
from chalicelib.domain.delivery import Receipt
from chalicelib.domain.replies import Incoming
from chalicelib.exchange.deliver import deliver_batch
from chalicelib.exchange.ports import Changed, Parts
from chalicelib.exchange.ports import Trouble as Told
from chalicelib.exchange.receive import receive
from chalicelib.exchange.reply import receive_reply
from chalicelib.exchange.split import finish_by, split_campaign
from chalicelib.exchange.sweep import sweep
from chalicelib.web.wording import JinjaWording
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.credits import FakeCredits
from tests.fakes.last_look import FakeLastLook
from tests.fakes.leases import FakeAudit, FakeLeases
from tests.fakes.outside import FakeFiles
from tests.fakes.records import FakeRecords
from tests.simulation.faults import Faults, Trouble
from tests.simulation.ledger import CreditPromises
from tests.simulation.limits import PER_SECOND
from tests.simulation.people import new_records
from tests.simulation.ports import Machinery, port
from tests.simulation.promises import MessagePromises
from tests.simulation.providers import Provider
from tests.simulation.queues import Note, SimulatedQueues
from tests.simulation.scheduler import Failed, Scheduler
from tests.simulation.watch import Watch
from tests.simulation.wishes import Wishes

START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
SKEWS = (0.0, 0.0, -20.0, 7.0, 20.0)
WORKING_SECONDS = 110.0
GATHER_SECONDS = 1.5
RECEIPTS_PER_NOTE = 10
LEG = timedelta(minutes=2)
EXPECTED = (Trouble, Changed, NotEnoughCredits)
"""What a door may end with; anything else is a mistake of ours."""


class _Wording(JinjaWording):
    """The real wording, which reads the same few texts only once."""

    def __init__(self) -> None:
        super().__init__(secret="simulation", public_url="https://pmx.example")
        self._told: dict[str, tuple[Told, ...]] = {}
        self._used: dict[str, frozenset[str]] = {}

    def troubles(self, text: str, *, part: str, fields: Iterable[str]) -> tuple[Told, ...]:
        if text not in self._told:
            self._told[text] = super().troubles(text, part=part, fields=fields)
        return self._told[text]

    def fields_used(self, text: str) -> frozenset[str]:
        if text not in self._used:
            self._used[text] = super().fields_used(text)
        return self._used[text]


_WORDING = _Wording()


class World:
    """Everything in one run: stores, queues, providers, workers and the watch over them."""

    def __init__(
        self,
        random: Random,
        faults: Faults,
        *,
        start: datetime = START,
        records: FakeRecords | None = None,
        per_second: Mapping[Channel, int] = PER_SECOND,
    ) -> None:
        self.random, self.faults = random, faults
        self.start, self._per_second = start, per_second
        self.scheduler = Scheduler(random)
        self.records, self.campaigns = records or new_records(start), FakeCampaigns()
        self.credits = FakeCredits(self.campaigns)
        self.leases, self.audit, self.files = FakeLeases(), FakeAudit(), FakeFiles()
        self.wishes = Wishes(self.records, self.campaigns, now=self.now, start=start)
        self.watch = Watch(
            self.scheduler,
            records=self.records,
            campaigns=self.campaigns,
            messages=MessagePromises(self.campaigns, seconds=lambda: self.scheduler.now),
            credits=CreditPromises(self.credits, self.campaigns),
            wishes=self.wishes,
            per_second=per_second,
            now=self.now,
        )
        machinery = Machinery(self.scheduler, faults, self.watch, random)
        self.machinery = machinery
        doors = {channel.value: self._deliver for channel in Channel}
        self.queues = SimulatedQueues(
            self.scheduler,
            {
                **doors,
                "splits": self._split,
                "sweep": self._sweep,
                "receipts": self._receive,
                "inbound": self._hear,
            },
        )
        self.told: list[Receipt] = []
        """News that a worker has taken in to the end."""
        self.heard: list[Incoming] = []
        """Texts of patients that a worker has dealt with to the end."""
        self._news: list[tuple[Receipt, Receipt]] = []
        self._owners: dict[str, tuple[str, str]] = {}
        self._let_back: set[str] = set()
        self._ids = count(1)
        self._parts_by_skew = self._with_clocks(self._all_parts(machinery))

    def now(self) -> datetime:
        """The true time, which no worker knows."""
        return self.start + timedelta(seconds=self.scheduler.now)

    def parts(self) -> Parts:
        """The parts of one worker, whose clock may be wrong by a little."""
        return self._parts_by_skew[self.random.choice(SKEWS)]

    def start_sweep(self) -> None:
        """The minute’s round."""
        self.scheduler.start("sweep by the minute", lambda: self._sweep({}), seconds=120.0)

    def person(self, name: str, press: Callable[[Parts], object]) -> None:
        """Somebody presses a button; the request may fail like any other."""
        self.scheduler.start(name, lambda: self._tried(lambda: press(self.parts())), seconds=30.0)

    def _with_clocks(self, parts: Parts) -> dict[float, Parts]:
        """The same parts with each of the clocks that a worker may have."""

        def clock(seconds: float) -> Callable[[], datetime]:
            start = self.start + timedelta(seconds=seconds)
            return lambda: start + timedelta(seconds=self.scheduler.now)

        return {seconds: replace(parts, now=clock(seconds)) for seconds in SKEWS}

    def _all_parts(self, machinery: Machinery) -> Parts:
        senders = {
            channel: Provider(channel, machinery, tell=self._tell, now=self.now)
            for channel in Channel
        }
        channels = port("channels", self, machinery)
        look = FakeLastLook(self.campaigns, self.records, self.leases)
        return Parts(
            records=port("records", self.records, machinery),
            campaigns=port("campaigns", self.campaigns, machinery),
            last_look=port("last_look", look, machinery),
            credits=port("credits", self.credits, machinery),
            leases=port("leases", self.leases, machinery),
            audit=port("audit", self.audit, machinery),
            queues=port("queues", self.queues, machinery),
            files=port("files", self.files, machinery),
            senders=senders,
            wording=_WORDING,
            owner_of=channels.owner_of,
            let_back=channels.let_back,
            now=self.now,
            new_id=lambda: f"id{next(self._ids):04d}",
            wait=self.scheduler.sleep,
            per_second=self._per_second,
        )

    def owner_of(self, provider_id: str) -> tuple[str, str] | None:
        """Whose call it is, as the provider says."""
        return self._owners.get(provider_id)

    def let_back(self, number: str) -> bool:
        """The carrier takes a number off its list of opt-outs, the first time that it is asked."""
        is_first = number not in self._let_back
        self._let_back.add(number)
        return is_first

    def _tell(self, receipt: Receipt, whole: Receipt) -> None:
        self._owners[whole.provider_id] = (whole.practice_id, whole.message_id)
        if not self._news:
            self.scheduler.after(GATHER_SECONDS, self._gather)
        self._news.append((receipt, whole))

    def _gather(self) -> None:
        """A worker gets up to ten pieces of news at once, as SQS gives them."""
        news, self._news = self._news, []
        self.random.shuffle(news)
        for start in range(0, len(news), RECEIPTS_PER_NOTE):
            self.queues.put("receipts", {"news": tuple(news[start : start + RECEIPTS_PER_NOTE])})

    def _split(self, note: Note) -> None:
        parts = self.parts()

        def work() -> None:
            is_done = split_campaign(
                parts,
                practice_id=str(note["practice"]),
                campaign_id=str(note["campaign"]),
                has_time=finish_by(parts.now, until=parts.now() + LEG),
            )
            if not is_done:
                parts.queues.split(str(note["practice"]), str(note["campaign"]))

        self._must(work)

    def _deliver(self, note: Note) -> None:
        until = self.scheduler.now + WORKING_SECONDS
        self._must(
            lambda: deliver_batch(
                self.parts(),
                practice_id=str(note["practice"]),
                campaign_id=str(note["campaign"]),
                number=int(str(note["batch"])),
                seconds_left=lambda: until - self.scheduler.now,
            )
        )

    def _sweep(self, note: Note) -> None:
        self._must(lambda: sweep(self.parts()))

    def _receive(self, note: Note) -> None:
        news = cast(tuple[tuple[Receipt, Receipt], ...], note["news"])
        self._must(lambda: receive(self.parts(), [receipt for receipt, _ in news]))
        self.told += [whole for _, whole in news]

    def _hear(self, note: Note) -> None:
        incoming = cast(Incoming, note["incoming"])
        self._must(lambda: receive_reply(self.parts(), incoming))
        self.heard.append(incoming)
        self.wishes.done(incoming)

    def _must(self, work: Callable[[], object]) -> None:
        """A queue’s note or the minute’s round: trouble ends the worker, and it comes again."""
        try:
            work()
        except EXPECTED as trouble:
            raise Failed from trouble

    def _tried(self, work: Callable[[], object]) -> None:
        try:
            work()
        except EXPECTED:
            return
