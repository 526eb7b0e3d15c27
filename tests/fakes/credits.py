"""Credits in memory: one change at a time, all of it or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.credits import (
    Balance,
    Entry,
    EntryKind,
    NotEnoughCredits,
    Purchase,
    PurchaseState,
)
from chalicelib.exchange.ports import Changed, Slice
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.lists import page_of

Cause = tuple[str, EntryKind, str, datetime]


class FakeCredits:
    """See the port for what each method promises; campaigns change in the same step."""

    def __init__(self, campaigns: FakeCampaigns) -> None:
        self._campaigns = campaigns
        self._balances: dict[str, Balance] = {}
        self.notices: dict[tuple[str, str], datetime] = {}
        self.asking: dict[str, str] = {}
        self._entries: dict[Cause, Entry] = {}
        self._purchases: dict[tuple[str, str], Purchase] = {}
        self._unpaid: dict[Cause, Entry] = {}

    def balance(self, practice_id: str) -> Balance:
        return self._balances.get(practice_id, Balance())

    def reserve(self, campaign: Campaign, *, entry: Entry) -> None:
        if _cause(entry) in self._entries:
            return
        available = self.balance(campaign.practice_id).available
        if available < -entry.available:
            raise NotEnoughCredits(needed=-entry.available, available=available)
        self._campaigns.save(campaign)
        self._write(entry)

    def settle(self, campaign: Campaign, *, entries: Sequence[Entry]) -> None:
        if _cause(entries[0]) in self._entries:
            return
        if self.balance(campaign.practice_id).reserved < -sum(each.reserved for each in entries):
            raise Changed
        self._campaigns.save(campaign)
        for entry in entries:
            self._write(entry)

    def add_purchase(self, purchase: Purchase) -> None:
        if (purchase.practice_id, purchase.id) in self._purchases:
            raise Changed
        self._purchases[purchase.practice_id, purchase.id] = purchase

    def purchase(self, practice_id: str, purchase_id: str) -> Purchase | None:
        return self._purchases.get((practice_id, purchase_id))

    def purchases(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Purchase]:
        found = [each for each in self._purchases.values() if each.practice_id == practice_id]
        keyed = sorted((f"{each.bought_at}#{each.id}", each) for each in found)
        name = f"purchases {practice_id}"
        return page_of(reversed(keyed), of=name, limit=limit, cursor=cursor)

    def complete(self, purchase: Purchase, *, entry: Entry) -> bool:
        held = self.purchase(purchase.practice_id, purchase.id)
        if held is None or held.state not in (PurchaseState.PENDING, PurchaseState.FAILED):
            return False
        paid_back = min(self.balance(purchase.practice_id).owed, entry.available)
        self._write(replace(entry, available=entry.available - paid_back, owed=-paid_back))
        self._move(held, PurchaseState.COMPLETED, at=entry.recorded_at)
        return True

    def fail(self, purchase: Purchase, *, at: datetime) -> bool:
        held = self.purchase(purchase.practice_id, purchase.id)
        if held is None or held.state is not PurchaseState.PENDING:
            return False
        self._move(held, PurchaseState.FAILED, at=at)
        return True

    def refund(self, purchase: Purchase, *, entry: Entry) -> bool:
        held = self.purchase(purchase.practice_id, purchase.id)
        if held is None or held.state is PurchaseState.REFUNDED:
            return False
        if held.state is PurchaseState.COMPLETED:
            taken = min(-entry.available, self.balance(purchase.practice_id).available)
            self._write(replace(entry, available=-taken, owed=-entry.available - taken))
        self._move(held, PurchaseState.REFUNDED, at=entry.recorded_at)
        return True

    def receive(self, entry: Entry) -> bool:
        if _cause(entry) in self._entries:
            self._unpaid.pop(_cause(entry), None)
            return False
        available = self.balance(entry.practice_id).available
        if available < -entry.available:
            raise NotEnoughCredits(needed=-entry.available, available=available)
        self._write(entry)
        self._unpaid.pop(_cause(entry), None)
        return True

    def keep_unpaid(self, entry: Entry) -> None:
        self._unpaid.setdefault(_cause(entry), entry)

    def unpaid(self, practice_id: str, *, limit: int) -> tuple[Entry, ...]:
        found = [each for each in self._unpaid.values() if each.practice_id == practice_id]
        return tuple(sorted(found, key=lambda each: (each.caused_at, each.cause_id))[:limit])

    def received(self, practice_id: str, *, since: datetime) -> tuple[Entry, ...]:
        found = [
            each
            for each in self._entries.values()
            if each.practice_id == practice_id
            and each.kind is EntryKind.RECEIVED
            and each.caused_at >= since
        ]
        return tuple(sorted(found, key=lambda each: (each.caused_at, each.cause_id)))

    def practices_with_unpaid(self, *, limit: int) -> tuple[str, ...]:
        oldest = sorted(self._unpaid.values(), key=lambda each: (each.caused_at, each.cause_id))
        return tuple(dict.fromkeys(each.practice_id for each in oldest[:limit]))

    def adjust(self, entry: Entry) -> bool:
        if _cause(entry) in self._entries:
            return False
        self._write(entry)
        return True

    def keep_notice(self, practice_id: str, *, cause: str, at: datetime) -> bool:
        if (practice_id, cause) in self.notices:
            return False
        self.notices[practice_id, cause] = at
        return True

    def keep_asking(self, practice_id: str, *, by: str, at: datetime) -> None:
        self.asking[practice_id] = by

    def practices_asking(self, *, limit: int) -> tuple[str, ...]:
        return tuple(self.asking)[:limit]

    def take_asking(self, practice_id: str) -> str | None:
        return self.asking.pop(practice_id, None)

    def entries(self, practice_id: str, *, limit: int, cursor: str | None = None) -> Slice[Entry]:
        found = [each for each in self._entries.values() if each.practice_id == practice_id]
        keyed = sorted((f"{each.recorded_at}#{each.kind}#{each.cause_id}", each) for each in found)
        name = f"ledger {practice_id}"
        return page_of(reversed(keyed), of=name, limit=limit, cursor=cursor)

    def _write(self, entry: Entry) -> None:
        self._entries[_cause(entry)] = entry
        before = self.balance(entry.practice_id)
        self._balances[entry.practice_id] = Balance(
            available=before.available + entry.available,
            reserved=before.reserved + entry.reserved,
            spent=before.spent + entry.spent,
            owed=before.owed + entry.owed,
            entries=before.entries + 1,
        )

    def _move(self, purchase: Purchase, state: PurchaseState, *, at: datetime) -> None:
        self._purchases[purchase.practice_id, purchase.id] = replace(
            purchase, state=state, changed_at=at
        )


def _cause(entry: Entry) -> Cause:
    return (entry.practice_id, entry.kind, entry.cause_id, entry.caused_at)
