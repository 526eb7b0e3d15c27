"""What people asked for by text, held against what became of it: their last word counts."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.consents import ConsentKind
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.letters import Letter
from chalicelib.domain.messages import Message, read_message_id
from chalicelib.domain.replies import Incoming, Meaning
from chalicelib.domain.stops import OPTED_OUT, Stop, StopKind
from chalicelib.exchange.text_one import WORDS
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.records import FakeRecords
from tests.simulation.promises import promise

Closed = tuple[tuple[float, float], ...]
"""When a practice is closed, in seconds of the run: each span is a night."""
Number = tuple[str, str]
STOPS, STARTS = frozenset({"STOP", "stop all", "baja"}), frozenset({"START", "unstop"})
ASKS = frozenset({"please quit texting me"})
FREE = STOPS | STARTS | {"HELP"}
ANSWERED_AT_NIGHT = frozenset({"when is it?", "thanks"})
"""What means nothing to a machine, whatever went before."""
WAITS_FOR_STAFF = ASKS | ANSWERED_AT_NIGHT | {"2"}
SAID: Mapping[str, tuple[str, ...]] = {
    "night": ("Nobody reads this now", "Nadie lee esto"),
    "start": ("our texts again", "otra vez"),
    "help": ("for help call", "necesita ayuda"),
}
"""By which words an answer of ours is known."""
BY_THEMSELVES = frozenset({"text", "words"})
CONFIRMED_WITHIN = timedelta(minutes=5)
SKEW = timedelta(seconds=120)
"""As for the hours: clocks differ, and a worker may hang between its look and the door."""


class Wishes:
    """Nothing between STOP and START; one confirmation of each; one free answer a night."""

    def __init__(
        self,
        records: FakeRecords,
        campaigns: FakeCampaigns,
        *,
        now: Callable[[], datetime],
        start: datetime,
    ) -> None:
        self._records, self._campaigns = records, campaigns
        self._now, self._start = now, start
        self.closed: dict[str, Closed] = {}
        """The practices that have nights."""
        self._told: dict[Number, list[Incoming]] = defaultdict(list)
        self._done: dict[Number, list[Incoming]] = defaultdict(list)
        self._said: dict[tuple[Number, str], list[Campaign]] = defaultdict(list)
        self._of_others: dict[tuple[str, str, StopKind], Stop] = {}
        self._may_outlive: set[Number] = set()

    def told(self, incoming: Incoming) -> None:
        """It is on its way to us: from here on a START may count."""
        self._told[self._number(incoming)].append(incoming)

    def done(self, incoming: Incoming) -> None:
        """A worker has dealt with it to the end: from here on a STOP must count."""
        texts = self._done[self._number(incoming)]
        texts += [] if incoming in texts else [incoming]

    def added(self, stop: Stop, *, is_new: bool, is_late: bool) -> None:
        """
        A stop was written; those of others than the person themselves stand for good here.

        One that reached the store long after it was thought lost may outlive a START, and so may
        one that staff asked for again: both err to the safe side, and another START lifts it.
        """
        is_of_others = stop.source not in BY_THEMSELVES
        if is_late or (is_of_others and not is_new):
            self._may_outlive.add((stop.practice_id, stop.address))
        is_of_their_carrier = (stop.kind, stop.source) == (StopKind.TEXTS, "provider")
        if is_new and is_of_others and not is_of_their_carrier:
            self._of_others[stop.practice_id, stop.address, stop.kind] = stop

    def bars(self, row: Message) -> bool:
        """Whether its reader has said that they want no more of it, and nothing else since."""
        number = row.practice_id, row.to
        words = STOPS | ASKS if row.channel is Channel.TEXT else ASKS
        asked = [each.at for each in self._done.get(number, ()) if each.text in words]
        return bool(asked) and not self._has_started(number, since=max(asked))

    def offered(self, letter: Letter) -> None:
        """A confirmation of a stop is offered within its five minutes, or not at all."""
        campaign = self._campaign(letter)
        if campaign.confirms_stop:
            age = self._now() - campaign.created_at
            promise(age <= CONFIRMED_WITHIN + SKEW, f"{campaign.id} confirms a stop too late")

    def accepted(self, letter: Letter) -> None:
        """A provider has taken it: is it one that went already?"""
        campaign = self._campaign(letter)
        if not (campaign.is_direct and campaign.is_free):
            return
        name, number = campaign.id, (letter.practice_id, letter.to)
        words = campaign.shared_values[WORDS]
        kinds = [kind for kind, known in SAID.items() if any(each in words for each in known)]
        kind = "stop" if campaign.confirms_stop else (kinds[0] if kinds else "which")
        before = self._said[number, kind]
        if kind == "stop":
            again = all(self._has_started_between(number, each, campaign) for each in before)
            promise(again, f"{name}: that stop was confirmed already")
        if kind == "night":
            night = self._night(letter.practice_id, campaign.created_at)
            promise(night is not None, f"{name} says that nobody reads, and somebody does")
            nights = [self._night(letter.practice_id, each.created_at) for each in before]
            promise(night not in nights, f"{name} is the second answer of its night")
        if kind in ("start", "help"):
            hours = {each.created_at.replace(minute=0, second=0, microsecond=0) for each in before}
            hour = campaign.created_at.replace(minute=0, second=0, microsecond=0)
            promise(hour not in hours, f"{name} is the second such answer of its hour")
        before.append(campaign)

    def check_rest(self) -> None:
        """When all is done: each word is on record once, and the last one stands."""
        for number, texts in self._done.items():
            self._check_consents(number, texts)
            self._check_last_word(number, texts)
            self._check_nights(number, texts)
            self._check_conversation(number, texts)
        for (practice_id, address, kind), stop in self._of_others.items():
            kinds = {each.kind for each in self._stops(practice_id, address)}
            promise(kind in kinds, f"a stop by {stop.source} is gone, and nobody lifted it")
        for campaign in self._campaigns.campaigns.values():
            if campaign.is_direct and campaign.is_free:
                promise(campaign.settled == campaign.total == 0, f"{campaign.id} cost credits")
        for row in self._campaigns.held.values():
            self._check_opted_out(row)

    def _check_consents(self, number: Number, texts: list[Incoming]) -> None:
        practice_id, address = number
        consents = self._records.consents(practice_id, contact_ids=(), addresses=[address])
        by_text = [(each.words_id, each.kind) for each in consents if each.source == "text"]
        meant = {each.id: ConsentKind.GIVEN for each in texts if each.text in STARTS}
        meant |= {each.id: ConsentKind.WITHDRAWN for each in texts if each.text in STOPS}
        promise(sorted(by_text) == sorted(meant.items()), f"{address}: consents are {by_text}")

    def _check_last_word(self, number: Number, texts: list[Incoming]) -> None:
        kinds = {each.kind: each for each in self._stops(*number)}
        for words, kind in ((STOPS, StopKind.TEXTS), (ASKS, StopKind.PAUSED)):
            asked = [each.at for each in texts if each.text in words]
            stop = kinds.get(kind)
            if asked and not self._has_started(number, since=max(asked)):
                promise(stop is not None, f"{number[1]} asked to stop, and there is no stop")
            elif stop is not None and stop.source in BY_THEMSELVES:
                is_left = bool(asked) and number not in self._may_outlive
                promise(not is_left, f"{number[1]} started again, and is still stopped")

    def _check_nights(self, number: Number, texts: list[Incoming]) -> None:
        made = {
            self._night(number[0], each.created_at)
            for each in self._to(number)
            if any(words in each.shared_values[WORDS] for words in SAID["night"])
        }
        for each in texts:
            night = self._night(number[0], each.at)
            if each.text in ANSWERED_AT_NIGHT and night is not None:
                promise(night in made, f"{each.id} came at night, and had no answer")

    def _check_conversation(self, number: Number, texts: list[Incoming]) -> None:
        """One for each number, and all that staff have to read stands in it, counted once."""
        practice_id, address = number
        talks = [
            each
            for (practice, _), each in self._records.talks.items()
            if (practice, each.number) == number
        ]
        promise(len(talks) == 1, f"{address} has {len(talks)} conversations")
        replies = [self._records.replies[practice_id, each.id] for each in texts]
        free = [each for each in replies if each.text in FREE]
        promise(not any(each.credits for each in free), f"{address}: a free word cost credits")
        meant_nothing = [each.id for each in replies if each.meaning is Meaning.OTHER]
        waits = [e for e in texts if e.text in WAITS_FOR_STAFF or e.id in meant_nothing]
        unread = talks[0].unread
        promise(unread == len(waits), f"{address}: {unread} of {len(waits)} are unread")
        asked = [each.at for each in texts if each.text in ASKS]
        if asked and not self._has_started(number, since=max(asked)):
            promise(talks[0].decide_by is not None, f"{address} asked, and nobody decides")
        stopped = [
            each.id
            for each in texts
            if each.text in STOPS and not self._has_started(number, since=each.at)
        ]
        made = [c for c in self._to(number) if c.confirms_stop]
        promise(not stopped or bool(made), f"{address}: {stopped} were not confirmed")

    def _check_opted_out(self, row: Message) -> None:
        """What the provider bars we bar; and a confirmation goes in spite of what it confirms."""
        kinds = {each.kind for each in self._stops(row.practice_id, row.to)} if row.to else set()
        reason = row.reason or row.reasons.get("failed", "")
        if reason == OPTED_OUT:
            is_lifted = self._has_started((row.practice_id, row.to), since=row.at["failed"] - SKEW)
            is_known = StopKind.TEXTS in kinds or is_lifted
            promise(is_known, f"{row.id}: the provider bars its number, and we do not")
        campaign = self._campaigns.campaigns.get((row.practice_id, row.campaign_id))
        if campaign is not None and campaign.confirms_stop and reason == "asked_to_stop":
            promise(StopKind.EVERYTHING in kinds, f"{row.id}: a stop bars what confirms it")

    def _night(self, practice_id: str, at: datetime) -> int | None:
        seconds = (at - self._start).total_seconds()
        spans = enumerate(self.closed.get(practice_id, ()))
        return next((n for n, (since, until) in spans if since <= seconds < until), None)

    def _to(self, number: Number) -> list[Campaign]:
        """Our own answers to it."""
        kept = self._campaigns.campaigns
        return [
            kept[row.practice_id, row.campaign_id]
            for row in self._campaigns.held.values()
            if (row.practice_id, row.to) == number
            and row.is_free
            and (row.practice_id, row.campaign_id) in kept
        ]

    def _has_started(self, number: Number, *, since: datetime) -> bool:
        return any(each.at >= since and each.text in STARTS for each in self._told.get(number, ()))

    def _has_started_between(self, number: Number, one: Campaign, other: Campaign) -> bool:
        """Whichever of them went first."""
        first, last = sorted((one.created_at, other.created_at))
        told = self._told.get(number, ())
        return any(first <= each.at <= last and each.text in STARTS for each in told)

    def _stops(self, practice_id: str, address: str) -> tuple[Stop, ...]:
        return self._records.stops(practice_id, [address])[address]

    def _number(self, incoming: Incoming) -> Number:
        practice_id = self._records.practice_of_number(incoming.to)
        assert practice_id is not None
        return practice_id, incoming.number

    def _campaign(self, letter: Letter) -> Campaign:
        campaign_id, _, _ = read_message_id(letter.message_id)
        return self._campaigns.campaigns[letter.practice_id, campaign_id]
