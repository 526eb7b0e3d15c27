"""What may change together with the credits, and only if nothing else changed it first."""

from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.credits import Entry, Purchase, PurchaseState
from chalicelib.storage.campaign_items import META, campaign_item, campaign_partition
from chalicelib.storage.credit_items import BALANCE, credits_partition, purchase_sort
from chalicelib.storage.credit_models import CreditModels
from chalicelib.storage.credit_transactions import Part, changing
from chalicelib.storage.moments import moment_text


def balance_part(
    models: CreditModels,
    entry: Entry,
    *,
    at_least: Mapping[str, int] | None = None,
    exactly: Mapping[str, int] | None = None,
    lines: int = 1,
) -> Part:
    """The balance moved by a ledger entry, if it holds `at_least` so much, or `exactly` that."""
    row = models.balance
    changes = {
        "available": entry.available,
        "reserved": entry.reserved,
        "spent": entry.spent,
        "owed": entry.owed,
        "entries": lines,
    }
    actions = [getattr(row, name).add(change) for name, change in changes.items()]
    condition = None
    for name, least in (at_least or {}).items():
        condition = getattr(row, name) >= least
    for name, seen in (exactly or {}).items():
        condition = getattr(row, name) == seen
        if seen == 0:
            condition = condition | row.pk.does_not_exist()
    key = row(credits_partition(entry.practice_id), BALANCE)
    return changing(key, actions=actions, condition=condition)


def campaign_part(models: CreditModels, campaign: Campaign, *names: str) -> Part:
    """The campaign moved to its next version, if it is still the one that was read."""
    row = models.campaign
    item = campaign_item(campaign)
    key = row(campaign_partition(campaign.practice_id, campaign.id), META)
    actions = [getattr(row, name).set(item[name]) for name in (*names, "version")]
    for name in ("due_pk", "due_at"):
        attribute = getattr(row, name)
        actions.append(attribute.set(item[name]) if name in item else attribute.remove())
    return changing(key, actions=actions, condition=row.version == campaign.version - 1)


def purchase_part(
    models: CreditModels,
    purchase: Purchase,
    *,
    state: PurchaseState,
    allowed: tuple[PurchaseState, ...],
    at: datetime,
) -> Part:
    """The purchase moved to a state, if it is in one from which that is allowed."""
    row = models.purchase
    key = row(credits_partition(purchase.practice_id), purchase_sort(purchase.id))
    actions = [row.state.set(state.value), row.changed_at.set(moment_text(at))]
    condition = row.state.is_in(*[each.value for each in allowed])
    return changing(key, actions=actions, condition=condition)
