"""Random steps over messages: inserted, claimed, recorded, closed, told of."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.exchange.ports import Slice, TakenUp
from chalicelib.exchange.receive import with_receipts
from tests.storage.places import Stores
from tests.storage.random_campaigns import BLOCKS
from tests.storage.random_world import BEGINNING, Ask, Step, World, whole

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


def taken_up(world: World) -> Step:
    """A contact’s list from a moment on, each page from where the one before it ended."""
    random = world.random
    contact, limit = random.choice(CONTACTS[1:]), random.randint(1, 9)
    since, until = (
        random.choice([None, world.now - timedelta(seconds=random.randint(0, 200))])
        for _ in range(2)
    )

    def ask(stores: Stores) -> object:
        found: list[TakenUp] = []
        while True:
            page = stores.campaigns.taken_up(
                world.practice,
                contact,
                since=since,
                until=until,
                before=found[-1] if found else None,
                limit=limit,
            )
            found += page
            if len(page) < limit:
                return found

    return Step("taken_up", (contact, since, until, limit), ask)


def troubled(world: World) -> Step | None:
    """What is in trouble by the rows’ own status is what the lists of trouble find."""
    limit = world.random.randint(1, 9)
    if world.campaigns and world.random.random() < 0.5:
        return _troubled_of(world, world.random.choice(list(world.campaigns)), limit=limit)
    return _troubled_by(world, world.random.choice(list(ContactMethod)), limit=limit)


def all_troubled(world: World) -> tuple[Step, ...]:
    """Both lists, whole."""
    return (
        *(_troubled_of(world, campaign_id, limit=99) for campaign_id in world.campaigns),
        *(_troubled_by(world, method, limit=99) for method in ContactMethod),
    )


def _troubled_of(world: World, campaign_id: str, *, limit: int) -> Step:
    def ask(stores: Stores) -> object:
        return _flat(
            lambda cursor: stores.campaigns.troubled(
                world.practice, campaign_id, limit=limit, cursor=cursor
            )
        )

    return Step("troubled", (campaign_id, limit), ask)


def _troubled_by(world: World, method: ContactMethod, *, limit: int) -> Step:
    def ask(stores: Stores) -> object:
        return _flat(
            lambda cursor: stores.campaigns.troubled_by(
                world.practice,
                method,
                since=BEGINNING,
                until=world.now,
                limit=limit,
                cursor=cursor,
            )
        )

    return Step("troubled", (method, limit), ask)


def _flat(pages: Callable[[str | None], Slice[Message]]) -> list[Message]:
    """Pages may part where they like, and one claimed twice may stand where it stood before."""
    found: list[Message] = []
    cursor: str | None = None
    while True:
        page = pages(cursor)
        found += page.items
        cursor = page.next
        if cursor is None:
            return sorted(found, key=lambda row: row.id)


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
    told = [
        Receipt(
            row.practice_id,
            row.id,
            random.choice(list(DeliveryEvent)),
            world.now,
            reason=random.choice(["", f"reason {world.steps}"]),
            provider_id=random.choice(["", "told"]),
        )
        for _ in range(random.randint(1, 3))
    ]
    return with_receipts(row, told)


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
