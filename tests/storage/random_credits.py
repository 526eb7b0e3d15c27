"""Random steps over purchases, reservations and the ledger."""

from dataclasses import replace

from chalicelib.domain.campaigns import CampaignState
from chalicelib.domain.credits import Entry, EntryKind, Purchase, PurchaseState
from chalicelib.exchange.send import _entry as reservation
from chalicelib.exchange.settle import _entries as settling
from tests.storage.places import Stores
from tests.storage.random_world import Ask, Step, World, whole


def add_purchase(world: World) -> Step:
    random = world.random
    is_new = not world.purchases or random.random() < 0.9
    number = len(world.purchases) if is_new else random.randrange(len(world.purchases))
    purchase = Purchase(
        practice_id=world.practice,
        id=f"{world.practice}.{number}",
        state=PurchaseState.PENDING,
        credits=random.randint(1, 60),
        free=random.choice([0, 5]),
        price_cents=4_000,
        bought_by="riley",
        bought_at=world.now,
        changed_at=world.now,
    )
    return Step(
        "add_purchase",
        purchase,
        lambda stores: stores.credits.add_purchase(purchase),
        (_purchase(world, purchase.id),),
    )


def told(world: World) -> Step | None:
    """Paid, declined or refunded, as the payment page says; perhaps of what nobody bought."""
    purchase = world.some(world.purchases)
    if purchase is None:
        return None
    if world.random.random() < 0.05:
        purchase = replace(purchase, id=f"{world.practice}.nobody", bought_at=world.now)
    paid, taken, at = _line(world, purchase, 1), _line(world, purchase, -1), world.now
    verbs: dict[str, Ask] = {
        "complete": lambda stores: stores.credits.complete(purchase, entry=paid),
        "fail": lambda stores: stores.credits.fail(purchase, at=at),
        "refund": lambda stores: stores.credits.refund(purchase, entry=taken),
    }
    name = world.random.choices(list(verbs), weights=(5, 2, 2))[0]
    return Step(name, purchase, verbs[name], (_ledger(world), _purchase(world, purchase.id)))


def adjust(world: World) -> Step:
    """A new one, or one that was made before."""
    name = f"reason {world.random.randint(0, world.steps // 4)}"
    entry = world.entries.setdefault(
        name,
        Entry(
            practice_id=world.practice,
            kind=EntryKind.ADJUSTMENT,
            cause_id=name,
            caused_at=world.now,
            recorded_at=world.now,
            actor="setup",
            available=world.random.randint(1, 20),
        ),
    )
    again = replace(entry, recorded_at=world.now)
    return Step("adjust", again, lambda stores: stores.credits.adjust(again), (_ledger(world),))


def reserve(world: World) -> Step | None:
    read = world.some(world.campaigns)
    if read is None:
        return None
    sent = read.changed(
        state=world.random.choice([CampaignState.SENDING, CampaignState.SCHEDULED]),
        sent_by="riley",
        sent_at=world.now,
        starts_at=world.now,
    )
    entry = reservation(sent, by="riley", at=world.now)
    return Step(
        "reserve",
        (sent, entry),
        lambda stores: stores.credits.reserve(sent, entry=entry),
        (_ledger(world), _campaign(world, sent.id)),
    )


def settle(world: World) -> Step | None:
    read = world.some(world.campaigns)
    if read is None:
        return None
    spent = world.random.choice([read.total, world.random.randint(0, read.total)])
    done = read.changed(state=CampaignState.DONE, settled=spent, finished_at=world.now)
    entries = settling(read, spent=spent, at=world.now)
    return Step(
        "settle",
        (done, entries),
        lambda stores: stores.credits.settle(done, entries=entries),
        (_ledger(world), _campaign(world, done.id)),
    )


def ledger_lists(world: World) -> Step:
    """Every page of both lists."""
    limit = world.random.randint(1, 9)

    def ask(stores: Stores) -> object:
        credits = stores.credits
        return (
            whole(lambda at: credits.entries(world.practice, limit=limit, cursor=at)),
            whole(lambda at: credits.purchases(world.practice, limit=limit, cursor=at)),
        )

    return Step("entries and purchases", limit, ask)


def _line(world: World, purchase: Purchase, sign: int) -> Entry:
    return Entry(
        practice_id=purchase.practice_id,
        kind=EntryKind.PURCHASE if sign > 0 else EntryKind.REFUND,
        cause_id=purchase.id,
        caused_at=purchase.bought_at,
        recorded_at=world.now,
        actor="payment",
        available=sign * purchase.total,
    )


def _ledger(world: World) -> Ask:
    """The balance, which counts the lines of the ledger; its lists are compared at the end."""
    return lambda stores: stores.credits.balance(world.practice)


def _purchase(world: World, purchase_id: str) -> Ask:
    def look(stores: Stores) -> object:
        found = stores.credits.purchase(world.practice, purchase_id)
        world.remember(world.purchases, purchase_id, found)
        return found

    return look


def _campaign(world: World, campaign_id: str) -> Ask:
    def look(stores: Stores) -> object:
        found = stores.campaigns.get(world.practice, campaign_id)
        world.remember(world.campaigns, campaign_id, found)
        return found

    return look
