"""
Everything that is promised, looked at after each step: what may never be, not even for a moment.

It sees the stores from outside of every port, so that no fault and no mutant can hide from it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.letters import Letter
from chalicelib.domain.messages import Message
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.recipients import stale
from chalicelib.domain.stops import StopKind
from chalicelib.domain.templates import Kind
from chalicelib.exchange.ports import Slice
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.records import FakeRecords
from tests.simulation.faults import SITES, Fault
from tests.simulation.ledger import CreditPromises
from tests.simulation.limits import QUEUED_SECONDS
from tests.simulation.promises import MessagePromises, Violation
from tests.simulation.scheduler import Scheduler, Task
from tests.simulation.wishes import Wishes

STEPS_PER_RUN = 20_000
SECOND = timedelta(seconds=1)
NEW_YORK = ZoneInfo("America/New_York")
"""Where both practices are, and their days begin."""
SKEW = timedelta(seconds=60)
"""More than the clocks of two workers ever differ."""
HOURS_SKEW = timedelta(seconds=120)
"""And a worker may hang between its last look and the provider’s door."""

BARS: Mapping[StopKind, frozenset[Channel]] = {
    StopKind.TEXTS: frozenset({Channel.TEXT}),
    StopKind.NOT_FOR_TEXTS: frozenset({Channel.TEXT}),
    StopKind.CALLS: frozenset({Channel.PHONE}),
    StopKind.NOT_FOR_CALLS: frozenset({Channel.PHONE}),
    StopKind.PAUSED: frozenset({Channel.TEXT, Channel.PHONE}),
    StopKind.EVERYTHING: frozenset(Channel),
    StopKind.HARD_BOUNCE: frozenset({Channel.EMAIL}),
    StopKind.COMPLAINT: frozenset({Channel.EMAIL}),
    StopKind.UNSUBSCRIBED: frozenset({Channel.EMAIL}),
}
"""What each stop bars, said once more than the program says it."""


class Watch:
    """Follows each step, keeps what is needed to judge the next, and raises on a broken promise."""

    def __init__(
        self,
        scheduler: Scheduler,
        *,
        records: FakeRecords,
        campaigns: FakeCampaigns,
        messages: MessagePromises,
        credits: CreditPromises,
        wishes: Wishes,
        per_second: Mapping[Channel, int],
        now: Callable[[], datetime],
    ) -> None:
        self._scheduler, self._records, self._campaigns = scheduler, records, campaigns
        self.messages, self.credits, self.wishes = messages, credits, wishes
        self._now, self._per_second = now, per_second
        self.may_be_reached: Callable[[Any, datetime], bool] = self._is_by_day
        """Whether now are the hours of a row’s reader, who was there when its check began."""
        self.place_of: Callable[[Message], Any] = self._zone_of
        """Where a row’s reader is, in the words of `may_be_reached`."""
        self.steps, self.writes = 0, 0
        self.lines: list[str] | None = None
        """What happened, step by step, if somebody wants to read it."""
        self._held_back: dict[str, str] = {}
        self._places: dict[str, Any] = {}
        self._grants: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
        self._locks: dict[str, tuple[tuple[str, datetime], datetime]] = {}
        self._seen: dict[str, list[Any]] = defaultdict(list)

    def saw(
        self,
        site: str,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        result: Any,
        *,
        fault: Fault | None = None,
    ) -> None:
        """A call took effect; is everything still as promised?"""
        self.steps += 1
        self.messages.step = self.steps
        if self.steps > STEPS_PER_RUN:
            raise Violation("it goes on and on")
        if self.lines is not None:
            self.told(site, args, kwargs, f"-> {_short(result)}")
        look = _LOOKS.get(site)
        if look is not None:
            look(self, args, kwargs, result)
        if Fault.TIMEOUT_DONE in SITES[site]:
            if site.startswith(("campaigns.", "credits.")):
                self.writes += 1
                self.messages.check()
            if site.startswith(("campaigns.save", "credits.")):
                self.credits.check()

    def told(self, site: str, args: tuple[Any, ...], kwargs: Mapping[str, Any], what: str) -> None:
        """Write a line for whoever replays this."""
        if self.lines is None:
            return
        task = self._scheduler.current
        name = "late" if task is None else task.name
        given = ", ".join(
            [_short(each) for each in args] + [f"{k}={_short(v)}" for k, v in kwargs.items()]
        )
        self.lines.append(f"{self._scheduler.now:9.2f} {name:<24} {site}({given}) {what}")

    def offered(self, letter: Letter, *, task: Task) -> None:
        """A worker hands a letter to a provider: may it?"""
        claimed = task.claims.get(letter.message_id)
        if claimed is None:
            raise Violation(f"{letter.message_id} was offered by a worker that had not claimed it")
        channel = letter.method.channel.value
        task.granted[channel] = task.granted.get(channel, 0) - 1
        if task.granted[channel] < 0:
            raise Violation(f"more was offered on {channel} than the rate lease granted")
        self._check_hours(letter)
        self.wishes.offered(letter)
        self.messages.offer_on(letter.message_id, self._now().astimezone(NEW_YORK).date())
        why = self._held_back.get(letter.message_id)
        row = self._campaigns.held[letter.practice_id, letter.message_id]
        if why == "opted out" and self._reason_against(row) != why:
            why = None  # A START was heard between its claim and its check.
        if why is not None and why != "stopped":
            raise Violation(f"{letter.message_id} was offered, though before its check: {why}")
        if why == "stopped" and not self.messages.was_sending_since(
            letter.message_id, letter.practice_id, claimed
        ):
            raise Violation(f"{letter.message_id} was offered after its campaign was stopped")

    def _check_hours(self, letter: Letter) -> None:
        """Nobody is texted or called out of their hours, where they are, or were just before."""
        row = self._campaigns.held[letter.practice_id, letter.message_id]
        if row.method is None or row.method.channel is Channel.EMAIL:
            return
        if self._campaigns.campaigns[row.practice_id, row.campaign_id].is_direct:
            return  # They have just written, and wait for it.
        place = self._places[letter.message_id]
        early, late = self._now() - HOURS_SKEW, self._now() + HOURS_SKEW
        if not any(self.may_be_reached(place, at) for at in (early, late)):
            raise Violation(f"{letter.message_id} was offered at night ({place})")

    @staticmethod
    def _is_by_day(zone: str, at: datetime) -> bool:
        """Said another way than the program says it: between 9 and 8 where they are."""
        return 9 <= at.astimezone(ZoneInfo(zone)).hour < 20

    def stale(self, site: str, fresh: Any, *, random: Random) -> Any:
        """What an index might say that has not caught up yet."""
        if site == "campaigns.stale_blocks":
            return tuple(each for each in fresh if random.random() < 0.5)
        return random.choice(
            [*self._seen[site][:-1], Slice(()) if isinstance(fresh, Slice) else ()]
        )

    def _claimed(self, args: tuple[Any, ...], kwargs: Any, result: tuple[Message, ...]) -> None:
        task = self._scheduler.current
        for row in result:
            self.messages.claims[row.id] = (self._scheduler.now, task)
            if task is not None:
                task.claims[row.id] = self.steps
            why = self._reason_against(row)
            self._places[row.id] = self.place_of(row)
            if why is None:
                self._held_back.pop(row.id, None)
            else:
                self._held_back[row.id] = why

    def _zone_of(self, row: Message) -> str:
        """Where its reader is when its check begins."""
        contact = self._records.contacts(row.practice_id, [row.contact_id]).get(row.contact_id)
        return (contact and contact.zone) or self._records.practice(row.practice_id).zone

    def _reason_against(self, row: Message) -> str | None:
        """Why a check that begins now must hold this row back."""
        campaign = self._campaigns.campaigns[row.practice_id, row.campaign_id]
        if self._is_stopped(row, campaign):
            return "opted out"
        contact = self._records.contacts(row.practice_id, [row.contact_id]).get(row.contact_id)
        if contact is not None and contact.preferences.do_not_contact:
            return "do not contact"
        is_chosen = campaign.kind is Kind.PERSONALIZED and campaign.is_bound_by_rules
        contact = contact if is_chosen else None
        if contact is not None and row.patient_id in contact.not_about:
            return "may not receive"
        if contact is not None and contact.preferences.preferred_method is Choice.MAIL:
            return "chose mail"
        if row.appointment_id:
            visits = self._records.appointments(row.practice_id, [row.appointment_id])
            visit, at = visits.get(row.appointment_id), self._now() - SKEW
            if stale(visit, frozen_start=row.appointment_at, at=at) is not None:
                return "the visit has changed"
        return None if campaign.state is CampaignState.SENDING else "stopped"

    def _is_stopped(self, row: Message, campaign: Campaign) -> bool:
        """By what is recorded of its address, and by what its reader has texted."""
        assert row.method is not None
        stops = self._records.stops(row.practice_id, [row.to])[row.to]
        if campaign.confirms_stop:
            stops = tuple(stop for stop in stops if stop.kind is not StopKind.TEXTS)
        channel, is_news = row.method.channel, campaign.need is Need.ANNOUNCEMENT
        kinds = {stop.kind for stop in stops if is_news or stop.kind is not StopKind.UNSUBSCRIBED}
        is_barred = any(channel in BARS[kind] for kind in kinds)
        return is_barred or (not campaign.is_direct and self.wishes.bars(row))

    def _granted(self, args: tuple[Any, ...], kwargs: Mapping[str, Any], result: int) -> None:
        name: str = args[0]
        at = kwargs["at"]
        near = [each for each in self._grants[name] if abs(each[0] - at) < SECOND]
        for begin in {when for when, _ in (*near, (at, result)) if when <= at}:
            within = sum(n for when, n in near if begin <= when < begin + SECOND) + result
            if within > kwargs["per_second"]:
                raise Violation(f"{within} in a second were granted on {name}")
        self._grants[name].append((at, result))
        if self._scheduler.current is not None:
            # A grant is for the next call: what an earlier one left is not saved up.
            self._scheduler.current.granted[name] = result

    def _locked(self, args: tuple[Any, ...], kwargs: Mapping[str, Any], result: bool) -> None:
        if not result:
            return
        name, own, until, at = args[0], kwargs["own"], kwargs["until"], kwargs["at"]
        holder, held_until = self._locks.get(name, ((own, until), at))
        # The same request, asked again by the SDK, is no second holder.
        if held_until > at and holder != (own, until):
            raise Violation(f"the lock {name} was given to a second one")
        self._locks[name] = (own, until), until

    def _unlocked(self, args: tuple[Any, ...], kwargs: Mapping[str, Any], result: None) -> None:
        held = self._locks.get(args[0])
        if held is not None and held[0][0] == kwargs["own"]:
            del self._locks[args[0]]

    def _queued(self, args: tuple[Any, ...], kwargs: Mapping[str, Any], result: None) -> None:
        task, (channel, batches) = self._scheduler.current, args
        if task is None:
            return
        queued = task.queued.setdefault(channel.value, set())
        queued |= {(batch.campaign_id, batch.number, batch.size) for batch in batches}
        if sum(size for _, _, size in queued) > self._per_second[channel] * QUEUED_SECONDS:
            raise Violation(f"one round queued more on {channel.value} than there was room for")

    def _stopped(self, args: tuple[Any, ...], kwargs: Mapping[str, Any], result: bool) -> None:
        is_late = self._scheduler.current is None
        self.wishes.added(args[0], is_new=result, is_late=is_late)

    def _read_index(self, args: Any, kwargs: Any, result: Any) -> None:
        self._seen["campaigns.awake"].append(result)

    def _read_list(self, args: Any, kwargs: Any, result: Any) -> None:
        self._seen["campaigns.of_practice"].append(result)


_LOOKS: Mapping[str, Callable[[Watch, Any, Any, Any], None]] = {
    "campaigns.claim": Watch._claimed,
    "queues.batches": Watch._queued,
    "leases.take_rate": Watch._granted,
    "leases.lock": Watch._locked,
    "leases.unlock": Watch._unlocked,
    "records.add_stop": Watch._stopped,
    "campaigns.awake": Watch._read_index,
    "campaigns.of_practice": Watch._read_list,
}


def _short(value: object) -> str:
    if isinstance(value, Message):
        return f"{value.id}:{value.status.value}#{value.attempt}"
    if isinstance(value, set | frozenset):
        return _short(sorted(value))
    if isinstance(value, tuple | list):
        return f"[{', '.join(_short(each) for each in value)}]"
    if isinstance(value, datetime):
        return f"{value:%H:%M:%S}"
    if isinstance(value, Iterator):
        return "…"
    state = getattr(value, "state", None)
    if state is not None:
        return f"{getattr(value, 'id', getattr(value, 'number', ''))}:{state}"
    return repr(value)[:60]
