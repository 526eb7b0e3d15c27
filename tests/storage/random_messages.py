"""Random steps over messages: inserted, claimed, recorded, closed, told of."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.messages import Message, MessageStatus
from tests.storage.places import Stores
from tests.storage.random_campaigns import BLOCKS
from tests.storage.random_world import Ask, Step, World, whole

MOST = 6
"""Rows in one call; now and then more than one call of DynamoDB takes (25)."""
MANY = 30
OWNERS = ("worker-1", "worker-2", "worker-3")
CONTACTS = ("", "ana", "ben")


def insert(world: World) -> Step | None:
    if not world.campaigns:
        return None
    random = world.random
    campaign_id, block = random.choice(list(world.campaigns)), random.randrange(BLOCKS)
    most = MANY if random.random() < 0.15 else MOST
    rows = [
        Message(
            practice_id=world.practice,
            campaign_id=campaign_id,
            block=block,
            number=number,
            status=MessageStatus.SKIPPED if random.random() < 0.1 else MessageStatus.QUEUED,
            contact_id=random.choice(CONTACTS),
            patient_id=f"p{world.steps}",
            method=random.choice([None, *ContactMethod]),
            to="ana@example.com",
            window=random.choice(["", "America/New_York@FL"]),
            values={"contact_name": f"Ana “{world.steps}” Ortíz"},
            at={"created": world.now},
        )
        for number in random.sample(range(MANY), random.randint(1, most))
    ]
    return Step(
        "insert",
        rows,
        lambda stores: stores.campaigns.insert(rows),
        (_rows(world, [row.id for row in rows]),),
    )


def claim(world: World) -> Step | None:
    rows, own, at = _several(world), world.random.choice(OWNERS), world.now
    newest = {row.id: world.messages[row.id][-1] for row in rows}

    def ask(stores: Stores) -> object:
        taken = stores.campaigns.claim(rows, own=own, at=at)
        # From an older reading a row is taken all the same, but its receipts are not in it.
        return [
            row if newest[row.id] in rows and row.at["claimed"] == at else _held(row)
            for row in taken
        ]

    return _step(world, "claim", rows, ask)


def record(world: World) -> Step | None:
    """A result of a row held; sometimes by one who does not hold it (any more)."""
    random = world.random
    meant = [
        replace(
            _ended(world, row, random.choice(_RESULTS)),
            own=row.own if random.random() < 0.9 else random.choice(OWNERS),
        )
        for row in _several(world)
    ]
    return _step(world, "record", meant, lambda stores: stores.campaigns.record(meant))


def close(world: World) -> Step | None:
    states = (MessageStatus.CANCELLED, MessageStatus.SKIPPED)
    meant = [_ended(world, row, world.random.choice(states)) for row in _several(world)]
    return _step(world, "close", meant, lambda stores: stores.campaigns.close(meant))


def resolve(world: World) -> Step | None:
    states = (MessageStatus.SENT, MessageStatus.UNKNOWN)
    meant = [_ended(world, row, world.random.choice(states)) for row in _several(world)]
    return _step(world, "resolve", meant, lambda stores: stores.campaigns.resolve(meant))


def receive(world: World) -> Step | None:
    pairs = [(row, _told(world, row)) for row in _several(world)]
    after = [each for _, each in pairs]
    return _step(world, "receive", after, lambda stores: stores.campaigns.receive(pairs))


def receive_unread(world: World) -> Step | None:
    rows = _several(world)
    news = [_news(world, row) for row in rows]
    return _step(
        world, "receive_unread", rows, lambda stores: stores.campaigns.receive_unread(news)
    )


def messages_of_contact(world: World) -> Step:
    contact, limit = world.random.choice(CONTACTS[1:]), world.random.randint(1, 9)

    def ask(stores: Stores) -> object:
        return whole(
            lambda cursor: stores.campaigns.messages_of_contact(
                world.practice, contact, limit=limit, cursor=cursor
            )
        )

    return Step("messages_of_contact", (contact, limit), ask)


def all_rows(world: World) -> tuple[Step, ...]:
    """Every row of every block."""

    def rows(campaign_id: str, block: int) -> Ask:
        return lambda stores: stores.campaigns.rows(world.practice, campaign_id, block=block)

    return tuple(
        Step("rows", (campaign_id, block), rows(campaign_id, block))
        for campaign_id in world.campaigns
        for block in range(BLOCKS)
    )


_RESULTS = (
    MessageStatus.SENT,
    MessageStatus.SENT,
    MessageStatus.FAILED,
    MessageStatus.QUEUED,
    MessageStatus.SKIPPED,
)


_NEWS = (DeliveryEvent.SENT, DeliveryEvent.DELAYED, DeliveryEvent.DELIVERED)


def _several(world: World) -> list[Message]:
    most = MANY if world.random.random() < 0.1 else MOST
    return world.several(world.messages, most=most)


def _news(world: World, row: Message) -> Receipt:
    event = world.random.choice(_NEWS)
    provider_id = world.random.choice(["", f"ses-{world.steps}"])
    return Receipt(
        row.practice_id,
        row.id,
        event,
        world.now,
        provider_id=provider_id,
        channel=Channel.EMAIL,
    )


def _ended(world: World, row: Message, status: MessageStatus) -> Message:
    is_sent = status is MessageStatus.SENT
    happened = {} if status is MessageStatus.QUEUED else {status.value: world.now}
    return replace(
        row,
        status=status,
        reason="" if is_sent else world.random.choice(["", "throttled", "no_address"]),
        detail=world.random.choice(["", "", "clinic_date"]),
        held_until=world.now if status is MessageStatus.QUEUED else row.held_until,
        billed=is_sent or row.billed,
        provider_id=f"ses-{world.steps}" if is_sent else row.provider_id,
        at={**row.at, **happened},
    )


def _told(world: World, row: Message) -> Message:
    random = world.random
    event = random.choice(["delivered", "hard_bounce", "delayed", "complaint"])
    return replace(
        row,
        rank=min(6, row.rank + random.randint(0, 2)),
        flags=row.flags | set(random.sample(["opened", "clicked"], random.randint(0, 2))),
        at={event: world.now, **row.at},
        reasons={event: f"reason {world.steps}", **row.reasons},
        provider_id=row.provider_id or random.choice(["", "told"]),
    )


def _step(world: World, name: str, rows: Sequence[Message], ask: Ask) -> Step | None:
    ids = [row.id for row in rows]
    return Step(name, rows, ask, (_rows(world, ids),)) if rows else None


def _rows(world: World, ids: Sequence[str]) -> Callable[[Stores], object]:
    def look(stores: Stores) -> object:
        found = stores.campaigns.messages(world.practice, ids)
        for name, row in found.items():
            world.remember(world.messages, name, row)
        return found

    return look


def _held(row: Message) -> object:
    return row.id, row.status, row.own, row.attempt
