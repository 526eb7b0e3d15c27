"""A practice with credits and a campaign, on a line to its tables where troubles can be made."""

from dataclasses import dataclass, replace

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.credits import Balance
from chalicelib.storage.credit_models import CreditModels
from tests.storage.places import Stores, Tables, checked_client, real_stores
from tests.storage.test_credits import bought, ready_campaign, reservation, sending
from tests.storage.wire import Wire


@dataclass(frozen=True)
class Line:
    """The stores of a practice, and the wire to their tables."""

    stores: Stores
    wire: Wire
    models: CreditModels
    practice: str
    campaign: Campaign
    """Ready to be sent, for 30 credits of 1,000."""

    def reserve(self) -> None:
        self.stores.credits.reserve(sending(self.campaign), entry=reservation(self.campaign))

    @property
    def balance(self) -> Balance:
        return self.stores.credits.balance(self.practice)


def open_line(tables: Tables, practice: str) -> Line:
    """One of its own, because its client keeps what is done to it."""
    own = replace(tables, client=checked_client(tables.client.meta.endpoint_url))
    stores = real_stores(own)
    bought(stores, practice)
    campaign = ready_campaign(stores, practice, texts=10)
    return Line(stores, Wire(own.client), own.models, practice, campaign)
