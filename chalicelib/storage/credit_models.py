"""The rows behind the credits: balance, ledger entries, purchases, and a campaign’s state."""

from dataclasses import dataclass
from typing import Any, TypeVar

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model

from chalicelib.storage.dynamo import Client

Row = TypeVar("Row", bound=Model)


class BalanceRow(Model):
    """One row a practice; integers ≥ 0."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    available = NumberAttribute()
    reserved = NumberAttribute()
    spent = NumberAttribute()
    owed = NumberAttribute()
    entries = NumberAttribute()


class EntryRow(Model):
    """One line of the ledger; its key is its cause."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    list_pk = UnicodeAttribute()
    list_sk = UnicodeAttribute()
    practice_id = UnicodeAttribute()
    kind = UnicodeAttribute()
    cause_id = UnicodeAttribute()
    caused_at = UnicodeAttribute()
    recorded_at = UnicodeAttribute()
    actor = UnicodeAttribute()
    d_available = NumberAttribute()
    d_reserved = NumberAttribute()
    d_spent = NumberAttribute()
    d_owed = NumberAttribute()


class PurchaseRow(Model):
    """One purchase."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    list_pk = UnicodeAttribute()
    list_sk = UnicodeAttribute()
    practice_id = UnicodeAttribute()
    id = UnicodeAttribute()
    state = UnicodeAttribute()
    credits = NumberAttribute()
    free = NumberAttribute()
    price_cents = NumberAttribute()
    bought_by = UnicodeAttribute()
    bought_at = UnicodeAttribute()
    changed_at = UnicodeAttribute()


class CampaignRow(Model):
    """What the credits change of a campaign, in the same transaction as the balance."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    state = UnicodeAttribute()
    version = NumberAttribute()
    settled = NumberAttribute()
    sent_by = UnicodeAttribute()
    sent_at = UnicodeAttribute()
    starts_at = UnicodeAttribute()
    finished_at = UnicodeAttribute()
    due_pk = UnicodeAttribute()
    due_at = UnicodeAttribute()


@dataclass(frozen=True)
class CreditModels:
    """The models of one deployment, all on one client."""

    balance: type[BalanceRow]
    entry: type[EntryRow]
    purchase: type[PurchaseRow]
    campaign: type[CampaignRow]
    connection: Connection


def credit_models(client: Client, *, credits_table: str, campaigns_table: str) -> CreditModels:
    """
    Models bound to these tables, sharing one client.

    PynamoDB makes a session and a client for each model, which costs 100 ms and 10 MB a piece at
    a cold start; its connections take ours instead.
    """
    region = client.meta.region_name
    balance = _bound(BalanceRow, table=credits_table, region=region, client=client)
    return CreditModels(
        balance=balance,
        entry=_bound(EntryRow, table=credits_table, region=region, client=client),
        purchase=_bound(PurchaseRow, table=credits_table, region=region, client=client),
        campaign=_bound(CampaignRow, table=campaigns_table, region=region, client=client),
        connection=_connection(balance),
    )


def _bound(model: type[Row], *, table: str, region: str, client: Client) -> type[Row]:
    meta = type("Meta", (), {"table_name": table, "region": region})
    bound: type[Row] = type(model.__name__, (model,), {"Meta": meta})
    _connection(bound)._client = client
    return bound


def _connection(model: type[Any]) -> Connection:
    held: Connection = model._get_connection().connection
    return held
