"""Keys of the credits table, and its rows as the domain knows them."""

from chalicelib.domain.credits import Balance, Entry, EntryKind, Purchase, PurchaseState
from chalicelib.storage.dynamo import Item
from chalicelib.storage.moments import moment, moment_text

BALANCE = "BALANCE"
UNPAID = "UNPAID"
"""The list of what waits to be paid, of all practices, for the sweep."""


def credits_partition(practice_id: str) -> str:
    return f"P#{practice_id}#CREDITS"


def ledger_of(practice_id: str) -> str:
    """Partition of the list of a practice’s ledger entries."""
    return f"P#{practice_id}#LEDGER"


def purchases_of(practice_id: str) -> str:
    """Partition of the list of a practice’s purchases."""
    return f"P#{practice_id}#PURCHASES"


def entry_sort(entry: Entry) -> str:
    """Made of what caused it, and of nothing that differs when it is tried again."""
    return f"E#{moment_text(entry.caused_at)}#{entry.kind.value}#{entry.cause_id}"


def unpaid_of(practice_id: str) -> str:
    """Partition of what waits to be paid; a row is there only as long as it waits."""
    return f"P#{practice_id}#UNPAID"


def unpaid_item(entry: Entry) -> Item:
    place = f"{moment_text(entry.caused_at)}#{entry.cause_id}"
    return {
        **entry_item(entry),
        "pk": unpaid_of(entry.practice_id),
        "sk": place,
        "list_pk": UNPAID,
        "list_sk": place,
    }


def unpaid_key(entry: Entry) -> tuple[str, str]:
    item = unpaid_item(entry)
    return item["pk"], item["sk"]


def purchase_sort(purchase_id: str) -> str:
    return f"BUY#{purchase_id}"


def entry_item(entry: Entry) -> Item:
    return {
        "pk": credits_partition(entry.practice_id),
        "sk": entry_sort(entry),
        "list_pk": ledger_of(entry.practice_id),
        "list_sk": f"{moment_text(entry.recorded_at)}#{entry.kind.value}#{entry.cause_id}",
        "practice_id": entry.practice_id,
        "kind": entry.kind.value,
        "cause_id": entry.cause_id,
        "caused_at": moment_text(entry.caused_at),
        "recorded_at": moment_text(entry.recorded_at),
        "actor": entry.actor,
        "d_available": entry.available,
        "d_reserved": entry.reserved,
        "d_spent": entry.spent,
        "d_owed": entry.owed,
    }


def read_entry(item: Item) -> Entry:
    return Entry(
        practice_id=item["practice_id"],
        kind=EntryKind(item["kind"]),
        cause_id=item["cause_id"],
        caused_at=moment(item["caused_at"]),
        recorded_at=moment(item["recorded_at"]),
        actor=item["actor"],
        available=item["d_available"],
        reserved=item["d_reserved"],
        spent=item["d_spent"],
        owed=item["d_owed"],
    )


def purchase_item(purchase: Purchase) -> Item:
    return {
        "pk": credits_partition(purchase.practice_id),
        "sk": purchase_sort(purchase.id),
        "list_pk": purchases_of(purchase.practice_id),
        "list_sk": f"{moment_text(purchase.bought_at)}#{purchase.id}",
        "practice_id": purchase.practice_id,
        "id": purchase.id,
        "state": purchase.state.value,
        "credits": purchase.credits,
        "free": purchase.free,
        "price_cents": purchase.price_cents,
        "bought_by": purchase.bought_by,
        "bought_at": moment_text(purchase.bought_at),
        "changed_at": moment_text(purchase.changed_at),
    }


def read_purchase(item: Item) -> Purchase:
    return Purchase(
        practice_id=item["practice_id"],
        id=item["id"],
        state=PurchaseState(item["state"]),
        credits=item["credits"],
        free=item["free"],
        price_cents=item["price_cents"],
        bought_by=item["bought_by"],
        bought_at=moment(item["bought_at"]),
        changed_at=moment(item["changed_at"]),
    )


def read_balance(item: Item | None) -> Balance:
    if item is None:
        return Balance()
    return Balance(
        available=item["available"],
        reserved=item["reserved"],
        spent=item["spent"],
        owed=item["owed"],
        entries=item["entries"],
    )
