"""What may never be of messages and campaigns, not even for a moment."""

from collections.abc import Callable
from datetime import date, timedelta

from chalicelib.domain.campaigns import Batch, BatchState, Campaign, CampaignState
from chalicelib.domain.caps import Caps
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.messages import Message, MessageStatus, read_message_id
from chalicelib.domain.templates import Kind
from tests.fakes.campaigns import FakeCampaigns
from tests.simulation.scheduler import Task

LATE_SECONDS = 1_500.0
"""What was read may have been written as much later."""
DOUBT_TIME = timedelta(hours=1)

SKEW_SECONDS = 60
MADE = frozenset(CampaignState) - {
    CampaignState.DRAFT,
    CampaignState.SPLITTING,
    CampaignState.DISCARDED,
    CampaignState.REFUSED,
}
BECOMES: dict[CampaignState, tuple[CampaignState, ...]] = {
    CampaignState.DRAFT: (CampaignState.SPLITTING, CampaignState.DISCARDED),
    CampaignState.SPLITTING: (CampaignState.READY, CampaignState.DISCARDED),
    CampaignState.READY: (
        CampaignState.SCHEDULED,
        CampaignState.SENDING,
        CampaignState.DISCARDED,
    ),
    CampaignState.SCHEDULED: (CampaignState.SENDING, CampaignState.STOPPING),
    CampaignState.SENDING: (
        CampaignState.PAUSED,
        CampaignState.STOPPING,
        CampaignState.DONE,
    ),
    CampaignState.PAUSED: (CampaignState.SENDING, CampaignState.STOPPING),
    CampaignState.STOPPING: (CampaignState.STOPPED,),
}
"""What each state may become; those that are not here are for good."""
ENDED = frozenset({CampaignState.DONE, CampaignState.STOPPED})
FOR_GOOD = ENDED | {CampaignState.DISCARDED, CampaignState.REFUSED}
OFFERED = frozenset({MessageStatus.SENDING, MessageStatus.SENT, MessageStatus.UNKNOWN})


class Violation(BaseException):
    """A promise is broken. No code of ours catches it by accident."""


def promise(holds: bool, words: str) -> None:
    """:raises Violation: unless it holds."""
    if not holds:
        raise Violation(words)


class MessagePromises:
    """At most once; final is final; ranks and attempts never fall; nothing is lost."""

    def __init__(self, campaigns: FakeCampaigns, *, seconds: Callable[[], float]) -> None:
        self._campaigns, self._seconds = campaigns, seconds
        self.accepted: dict[str, str] = {}
        """Provider’s ids of everything that a provider took, by message."""
        self.claims: dict[str, tuple[float, Task | None]] = {}
        """Who claimed a message last, and when; nobody, where a claim took effect late."""
        self.caps: dict[str, Caps] = {}
        """Of the practices that have some."""
        self._offered_on: dict[str, date] = {}
        self._reached: dict[tuple[str, str], set[tuple[date, str]]] = {}
        self._told: dict[tuple[object, ...], list[str]] = {}
        self.step = 0
        self._told_since: dict[str, float] = {}
        self._rows: dict[tuple[str, str], Message] = {}
        self._known: dict[tuple[str, str], Campaign] = {}
        self._batches: dict[tuple[str, str, int], Batch] = {}
        self._left_sending: dict[str, int] = {}

    def accept(self, message_id: str, *, provider_id: str) -> None:
        """A provider took it."""
        promise(message_id not in self.accepted, f"{message_id} was accepted twice")
        self.accepted[message_id] = provider_id
        row = next(row for (_, key), row in self._campaigns.held.items() if key == message_id)
        promise(row.status in OFFERED, f"{message_id} was accepted while {row.status.value}")
        campaign = self._campaigns.campaigns[row.practice_id, row.campaign_id]
        if campaign.is_bound_by_rules:
            self._check_told_once(row)
            if not campaign.exceeds_caps:
                self._check_caps(row)

    def offer_on(self, message_id: str, day: date) -> None:
        """It is offered on that day of its practice; when it counts as taken, it counts then."""
        self._offered_on[message_id] = day

    def _check_caps(self, row: Message) -> None:
        if row.channel is Channel.EMAIL or self.caps.get(row.practice_id) is None:
            return
        caps, day = self.caps[row.practice_id], self._offered_on[row.id]
        told = self._reached.setdefault((row.practice_id, row.to), set())
        told.add((day, row.campaign_id))
        on_day = {name for each, name in told if each == day}
        in_week = {name for each, name in told if abs((each - day).days) < 7}
        promise(len(on_day) <= caps.per_day, f"{row.id}: its number had enough that day")
        promise(len(in_week) <= caps.per_week, f"{row.id}: its number had enough that week")

    def _check_told_once(self, row: Message) -> None:
        """Who was told it is not told it again, unless staff say so or it bounced."""
        campaign = self._campaigns.campaigns[row.practice_id, row.campaign_id]
        if campaign.kind is Kind.BROADCAST:
            return
        visit = (row.appointment_id, row.appointment_at) if row.appointment_id else ("", None)
        said = (row.practice_id, campaign.need, row.patient_id, row.contact_id, *visit)
        for other in self._told.get(said, ()):
            at = self._campaigns.held[row.practice_id, other].at
            has_bounced = any(each in at for each in ("hard_bounce", "soft_bounce", "failed"))
            teller = self._campaigns.campaigns[row.practice_id, read_message_id(other)[0]]
            is_wanted = campaign.tells_again or teller.tells_again
            promise(is_wanted or has_bounced, f"{row.id}: {other} has told it")
        self._told.setdefault(said, []).append(row.id)

    def was_sending_since(self, message_id: str, practice_id: str, step: int) -> bool:
        """Whether its campaign was being sent at any time after that step."""
        campaign_id, _, _ = read_message_id(message_id)
        campaign = self._campaigns.campaigns[practice_id, campaign_id]
        is_sending = campaign.state is CampaignState.SENDING
        return is_sending or self._left_sending.get(campaign_id, 0) > step

    def check(self) -> None:
        """Compare everything with what it was."""
        for key, row in self._campaigns.held.items():
            before = self._rows.get(key)
            if row is not before:
                self._check_row(row, before or row)
                self._rows[key] = row
        for place, batch in self._campaigns._batches.items():
            if batch is not self._batches.get(place):
                self._check_batch(batch)
                self._batches[place] = batch
        for name, campaign in self._campaigns.campaigns.items():
            known = self._known.get(name)
            if campaign is not known:
                self._check_campaign(campaign, known or campaign)
                self._known[name] = campaign

    def _check_row(self, row: Message, before: Message) -> None:
        name = f"{row.id} ({before.status.value} → {row.status.value})"
        promise(row.status is before.status or not before.is_final, f"{name}: final was not final")
        promise(row.attempt >= before.attempt, f"{name}: its attempt fell")
        promise(row.rank >= before.rank, f"{name}: its rank fell")
        promise(row.flags >= before.flags, f"{name}: a flag vanished")
        promise(row.at.keys() >= before.at.keys(), f"{name}: a moment vanished")
        promise(row.billed or not before.billed, f"{name}: it was billed, and is no more")
        promise(
            row.provider_id == before.provider_id or not before.provider_id,
            f"{name}: its provider’s id changed",
        )
        promise(row.billed == (row.status is MessageStatus.SENT), f"{name}: sent is billed")
        if row.rank > 0:
            self._told_since.setdefault(row.id, self._seconds())
        if row.id in self.accepted:
            promise(row.status in OFFERED, f"{name}: a provider has it")
        else:
            promise(not row.billed, f"{name}: billed, but no provider has it")
            promise(row.rank == 0, f"{name}: news of what no provider has")
        if row.status is MessageStatus.UNKNOWN and before.status is not row.status:
            told = self._told_since.get(row.id, self._seconds())
            promise(self._seconds() - told < LATE_SECONDS, f"{name}: there was evidence")
            at, task = self.claims[row.id]
            age = self._seconds() - at
            is_old = age > DOUBT_TIME.total_seconds() - SKEW_SECONDS
            promise(is_old or task is None, f"{name}: too early")
            went_wrong = task is None or task.is_struck or task.is_killed
            promise(went_wrong, f"{name}: nothing had gone wrong")

    def _check_batch(self, batch: Batch) -> None:
        if batch.state is not BatchState.SETTLED:
            return
        rows = self._rows_of(batch)
        name = f"batch {batch.number} of {batch.campaign_id}"
        promise(len(rows) == batch.size, f"{name}: rows are missing")
        promise(all(row.is_final for row in rows), f"{name}: settled with rows that are not final")
        promise(batch.cost == sum(row.cost for row in rows), f"{name}: its cost is not its rows’")

    def _rows_of(self, batch: Batch) -> tuple[Message, ...]:
        return self._campaigns.rows(
            batch.practice_id, batch.campaign_id, block=batch.block, numbers=batch.numbers
        )

    def _check_campaign(self, campaign: Campaign, before: Campaign) -> None:
        name = f"{campaign.id} ({before.state.value} → {campaign.state.value})"
        is_new = campaign is before
        promise(is_new or campaign.version == before.version + 1, f"{name}: a version was skipped")
        is_allowed = is_new or campaign.state in (before.state, *BECOMES.get(before.state, ()))
        promise(is_allowed and (is_new or before.state not in FOR_GOOD), f"{name}: may not be")
        if before.state is CampaignState.SENDING is not campaign.state:
            self._left_sending[campaign.id] = self.step
        if campaign.state in MADE:
            self._check_made(campaign, name=name)
            was_priced = not is_new and before.state in MADE
            promise(not was_priced or campaign.total == before.total, f"{name}: its price changed")
        if campaign.state in ENDED:
            self.check_ended(campaign)

    def _check_made(self, campaign: Campaign, *, name: str) -> None:
        rows = [r for r in self._campaigns.held.values() if r.campaign_id == campaign.id]
        made = campaign.created_count + campaign.skipped_count
        promise(campaign.selected == made == len(rows), f"{name}: somebody is unaccounted for")
        if campaign.state is CampaignState.READY:
            price = sum(row.credits for row in rows)
            promise(campaign.total == price, f"{name}: the price is not that of its messages")
            pairs = {(row.patient_id, row.contact_id, row.to) for row in rows}
            promise(len(pairs) == len(rows), f"{name}: somebody is in it twice")

    def check_ended(self, campaign: Campaign) -> None:
        """What was settled is what its batches, and what its rows did cost."""
        name = f"{campaign.id} ({campaign.state.value})"
        rows = [r for r in self._campaigns.held.values() if r.campaign_id == campaign.id]
        batches = self._campaigns.batches(campaign.practice_id, campaign.id)
        promise(all(row.is_final for row in rows), f"{name}: ended with rows that are not final")
        promise(not any(batch.state is BatchState.OPEN for batch in batches), f"{name}: and open")
        promise(campaign.settled == sum(row.cost for row in rows), f"{name}: settled is not cost")
        promise(campaign.settled == sum(b.cost for b in batches), f"{name}: nor its batches’")
        promise(campaign.settled <= campaign.total, f"{name}: it cost more than its price")
