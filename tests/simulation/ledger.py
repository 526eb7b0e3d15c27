"""What may never be of credits, not even for a moment."""

from chalicelib.domain.campaigns import RESERVING, CampaignState
from chalicelib.domain.credits import Balance, Entry, EntryKind, Purchase, PurchaseState
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.credits import Cause, FakeCredits
from tests.simulation.promises import ENDED, promise

BEFORE = {
    PurchaseState.PENDING: frozenset(PurchaseState),
    PurchaseState.FAILED: frozenset(PurchaseState) - {PurchaseState.PENDING},
    PurchaseState.COMPLETED: frozenset({PurchaseState.COMPLETED, PurchaseState.REFUNDED}),
    PurchaseState.REFUNDED: frozenset({PurchaseState.REFUNDED}),
}
"""What each state of a purchase may become."""


class CreditPromises:
    """Nothing below zero, every credit accounted for, every line of the ledger for good."""

    def __init__(self, credits: FakeCredits, campaigns: FakeCampaigns) -> None:
        self._credits, self._campaigns = credits, campaigns
        self._lines: dict[Cause, Entry] = {}
        self._held: dict[str, Balance] = {}
        self._purchases: dict[tuple[str, str], Purchase] = {}
        self._states: dict[tuple[str, str], CampaignState] = {}

    def check(self) -> None:
        """Compare everything with what it was."""
        changed = self._practices_changed()
        entries = self._credits._entries
        for cause, line in self._lines.items():
            promise(entries.get(cause) is line, f"a line of the ledger changed: {cause}")
        self._lines = dict(entries)
        for practice_id in changed:
            self._check(practice_id)

    def _practices_changed(self) -> set[str]:
        changed = set()
        for practice_id, balance in self._credits._balances.items():
            if self._held.get(practice_id) is not balance:
                self._held[practice_id] = balance
                changed.add(practice_id)
        for key, purchase in self._credits._purchases.items():
            before = self._purchases.get(key, purchase)
            promise(purchase.state in BEFORE[before.state], f"{purchase.id} went back")
            if purchase is not self._purchases.get(key):
                self._purchases[key] = purchase
                changed.add(key[0])
        for name, campaign in self._campaigns.campaigns.items():
            if campaign.state is not self._states.get(name):
                self._states[name] = campaign.state
                changed.add(name[0])
        return changed

    def _check(self, practice_id: str) -> None:
        held = self._credits.balance(practice_id)
        lines = [each for each in self._lines.values() if each.practice_id == practice_id]
        mine = [c for c in self._campaigns.campaigns.values() if c.practice_id == practice_id]
        for column in ("available", "reserved", "spent", "owed"):
            value = getattr(held, column)
            promise(value >= 0, f"{practice_id}: {column} is {value}")
            total = sum(getattr(each, column) for each in lines)
            promise(value == total, f"{practice_id}: {column} is not the sum of its lines")
        promise(held.entries == len(lines), f"{practice_id}: lines are miscounted")
        reserved = sum(campaign.total for campaign in mine if campaign.state in RESERVING)
        promise(held.reserved == reserved, f"{practice_id}: reserved is not what waits")
        spent = sum(campaign.settled for campaign in mine if campaign.state in ENDED)
        received = sum(each.spent for each in lines if each.kind is EntryKind.RECEIVED)
        promise(held.spent == spent + received, f"{practice_id}: spent is not what was settled")
        bought = sum(
            each.total
            for each in self._credits._purchases.values()
            if each.practice_id == practice_id and each.state is PurchaseState.COMPLETED
        )
        given = sum(each.available for each in lines if each.kind is EntryKind.ADJUSTMENT)
        worth = held.available + held.reserved + held.spent - held.owed
        promise(worth == bought + given, f"{practice_id}: {worth} held of {bought + given}")
