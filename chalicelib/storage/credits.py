"""Where credits are kept: each change is one transaction of its ledger line and the balance."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pynamodb.exceptions import PutError

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.credits import (
    Balance,
    Entry,
    NotEnoughCredits,
    Purchase,
    PurchaseState,
)
from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.credit_items import (
    BALANCE,
    credits_partition,
    entry_item,
    entry_sort,
    purchase_item,
    purchase_sort,
    read_balance,
    read_purchase,
    unpaid_key,
)
from chalicelib.storage.credit_lists import CreditLists
from chalicelib.storage.credit_models import CreditModels
from chalicelib.storage.credit_notices import CreditNotices
from chalicelib.storage.credit_parts import balance_part, campaign_part, purchase_part
from chalicelib.storage.credit_transactions import Part, Refused, code_of, commit, putting
from chalicelib.storage.table import Table

TRIES = 20
"""How often a change is tried anew because somebody changed the balance in between."""


class DynamoCredits(CreditLists, CreditNotices):
    """The credits port on DynamoDB."""

    def __init__(self, table: Table, *, models: CreditModels) -> None:
        self._table = table
        self._models = models

    def balance(self, practice_id: str) -> Balance:
        """Read consistently; zeros for a practice without any."""
        return read_balance(self._table.get((credits_partition(practice_id), BALANCE)))

    def reserve(self, campaign: Campaign, *, entry: Entry) -> None:
        """:raises NotEnoughCredits: nothing changed; :raises Changed: likewise."""
        try:
            self._apply(
                (entry,),
                balance_part(self._models, entry, at_least={"available": -entry.available}),
                campaign_part(self._models, campaign, "state", "sent_by", "sent_at", "starts_at"),
            )
        except Refused as refused:
            if refused.is_first:
                return
            self._raise_if_too_few(entry)
            raise

    def settle(self, campaign: Campaign, *, entries: Sequence[Entry]) -> None:
        """:raises Changed: the campaign is no longer what was read; nothing has changed."""
        whole = _summed(entries)
        try:
            self._apply(
                entries,
                balance_part(
                    self._models, whole, at_least={"reserved": -whole.reserved}, lines=len(entries)
                ),
                campaign_part(self._models, campaign, "state", "settled", "finished_at"),
            )
        except Refused as refused:
            if not refused.is_first:
                raise

    def add_purchase(self, purchase: Purchase) -> None:
        """Keep a new pending purchase."""
        row = self._models.purchase(**purchase_item(purchase))
        try:
            row.save(condition=self._models.purchase.pk.does_not_exist())
        except PutError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise
            raise Changed from error

    def purchase(self, practice_id: str, purchase_id: str) -> Purchase | None:
        """Read consistently."""
        item = self._table.get((credits_partition(practice_id), purchase_sort(purchase_id)))
        return None if item is None else read_purchase(item)

    def complete(self, purchase: Purchase, *, entry: Entry) -> bool:
        """Pending or failed → completed with its credits, owed ones first; once."""
        for _ in range(TRIES):
            owed = self.balance(purchase.practice_id).owed
            paid_back = min(owed, entry.available)
            line = replace(entry, available=entry.available - paid_back, owed=-paid_back)
            done = self._told(
                purchase,
                line,
                exactly={"owed": owed},
                state=PurchaseState.COMPLETED,
                allowed=(PurchaseState.PENDING, PurchaseState.FAILED),
            )
            if done is not None:
                return done
        raise Changed

    def fail(self, purchase: Purchase, *, at: datetime) -> bool:
        """Pending → failed. False if it was not pending."""
        return self._move(
            purchase, state=PurchaseState.FAILED, allowed=(PurchaseState.PENDING,), at=at
        )

    def refund(self, purchase: Purchase, *, entry: Entry) -> bool:
        """Completed → refunded, taking back what is there and owing the rest; once."""
        never_paid = (PurchaseState.PENDING, PurchaseState.FAILED)
        if self._move(
            purchase, state=PurchaseState.REFUNDED, allowed=never_paid, at=entry.recorded_at
        ):
            return True
        for _ in range(TRIES):
            available = self.balance(purchase.practice_id).available
            taken = min(-entry.available, available)
            line = replace(entry, available=-taken, owed=-entry.available - taken)
            done = self._told(
                purchase,
                line,
                exactly={"available": available},
                state=PurchaseState.REFUNDED,
                allowed=(PurchaseState.COMPLETED,),
            )
            if done is not None:
                return done
        raise Changed

    def receive(self, entry: Entry) -> bool:
        """:raises NotEnoughCredits: nothing has changed."""
        is_new = True
        try:
            least = {"available": -entry.available}
            self._apply((entry,), balance_part(self._models, entry, at_least=least))
        except Refused as refused:
            if not refused.is_first:
                self._raise_if_too_few(entry)
                raise
            is_new = False
        # Paid first: whoever died before this is told again, finds it paid, and deletes it then.
        self._table.delete(unpaid_key(entry))
        return is_new

    def adjust(self, entry: Entry) -> bool:
        """Add credits for a named reason; False if done before."""
        try:
            self._apply((entry,), balance_part(self._models, entry))
        except Refused as refused:
            if refused.is_first:
                return False
            raise
        return True

    def _raise_if_too_few(self, entry: Entry) -> None:
        available = self.balance(entry.practice_id).available
        if available < -entry.available:
            raise NotEnoughCredits(needed=-entry.available, available=available)

    def _told(
        self,
        purchase: Purchase,
        line: Entry,
        *,
        exactly: dict[str, int],
        state: PurchaseState,
        allowed: tuple[PurchaseState, ...],
    ) -> bool | None:
        """True: done now; False: done before, or not possible any more; None: try anew."""
        try:
            self._apply(
                (line,),
                balance_part(self._models, line, exactly=exactly),
                purchase_part(
                    self._models, purchase, state=state, allowed=allowed, at=line.recorded_at
                ),
            )
        except Refused as refused:
            if refused.is_first:
                return False
            kept = self.purchase(purchase.practice_id, purchase.id)
            return None if kept is not None and kept.state in allowed else False
        return True

    def _move(
        self,
        purchase: Purchase,
        *,
        state: PurchaseState,
        allowed: tuple[PurchaseState, ...],
        at: datetime,
    ) -> bool:
        part = purchase_part(self._models, purchase, state=state, allowed=allowed, at=at)
        try:
            commit(self._models, [part])
        except Refused:
            return False
        return True

    def _apply(self, entries: Sequence[Entry], *parts: Part) -> None:
        """Entries if absent, and what goes with them; :raises Refused: nothing has changed."""
        row = self._models.entry
        puts = [
            putting(row(**entry_item(entry)), condition=row.pk.does_not_exist())
            for entry in entries
        ]
        try:
            commit(self._models, [*puts, *parts])
        except Refused as refused:
            held = self._table.get(
                (credits_partition(entries[0].practice_id), entry_sort(entries[0]))
            )
            raise Refused(is_first=held is not None) from refused


def _summed(entries: Sequence[Entry]) -> Entry:
    return replace(
        entries[0],
        available=sum(entry.available for entry in entries),
        reserved=sum(entry.reserved for entry in entries),
        spent=sum(entry.spent for entry in entries),
        owed=sum(entry.owed for entry in entries),
    )
