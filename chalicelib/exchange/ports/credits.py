"""Where balances, the ledger and purchases are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.exchange.ports.slices import Slice

if TYPE_CHECKING:
    from chalicelib.domain.campaigns import Campaign
    from chalicelib.domain.credits import Balance, Entry, Purchase


class Credits(Protocol):
    """Balances, ledger and purchases; an entry’s key is its cause, so nothing applies twice."""

    def balance(self, practice_id: str) -> Balance:
        """Read consistently; zeros for a practice without any."""

    def reserve(self, campaign: Campaign, *, entry: Entry) -> None:
        """
        In one transaction: entry if absent, balance, campaign over the version before it.

        An entry that is there already means that it was done: success.

        :raises NotEnoughCredits: nothing has changed.
        :raises Changed: the campaign is no longer what was read; nothing has changed.
        """

    def settle(self, campaign: Campaign, *, entries: Sequence[Entry]) -> None:
        """
        In one transaction: entries (spent, returned) if absent, balance, campaign.

        :raises Changed: the campaign is no longer what was read; nothing has changed.
        """

    def add_purchase(self, purchase: Purchase) -> None:
        """Keep a new pending purchase."""

    def purchase(self, practice_id: str, purchase_id: str) -> Purchase | None:
        """Read consistently."""

    def purchases(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Purchase]:
        """Newest first."""

    def complete(self, purchase: Purchase, *, entry: Entry) -> bool:
        """
        Pending or failed → completed with its credits, owed ones first; once.

        False if it was completed before or cannot be any more.
        """

    def fail(self, purchase: Purchase, *, at: datetime) -> bool:
        """Pending → failed. False if it was not pending."""

    def refund(self, purchase: Purchase, *, entry: Entry) -> bool:
        """
        Completed → refunded, taking back what is there and owing the rest; once. A pending or
        failed one becomes refunded without any entry, so that a late “paid” adds nothing.
        """

    def keep_notice(self, practice_id: str, *, cause: str, at: datetime) -> bool:
        """Write down that staff were told of low credits after `cause`; False if they were."""

    def keep_asking(self, practice_id: str, *, by: str, at: datetime) -> None:
        """Somebody asks their colleagues for credits; those who buy are to be told soon."""

    def practices_asking(self, *, limit: int) -> tuple[str, ...]:
        """Where somebody asked and nobody was told yet; may lag."""

    def take_asking(self, practice_id: str) -> str | None:
        """Who asked; given out once, None if somebody else took it."""

    def receive(self, entry: Entry) -> bool:
        """
        Debit a reply that came; False if it was paid before. It is unpaid no longer.

        :raises NotEnoughCredits: nothing has changed.
        """

    def keep_unpaid(self, entry: Entry) -> None:
        """Keep what could not be paid, to be tried again; kept twice, it is there once."""

    def unpaid(self, practice_id: str, *, limit: int) -> tuple[Entry, ...]:
        """What waits to be paid, oldest first; read consistently."""

    def received(self, practice_id: str, *, since: datetime) -> tuple[Entry, ...]:
        """Replies that were paid for, of those that came since then, oldest first."""

    def practices_with_unpaid(self, *, limit: int) -> tuple[str, ...]:
        """Whose replies wait, as far as the oldest `limit` show; from an index that may lag."""

    def adjust(self, entry: Entry) -> bool:
        """Add credits for a named reason (opening balance); False if done before."""

    def entries(self, practice_id: str, *, limit: int, cursor: str | None = None) -> Slice[Entry]:
        """The ledger, newest first."""
