"""Random steps over campaigns, their batches and their blocks."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.campaigns import Batch, Campaign, CampaignState, Shelf
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Block, Count, CountKey
from chalicelib.domain.messages import ShownStatus
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Texts
from tests.storage.places import Stores
from tests.storage.random_world import Ask, Step, World, whole

BLOCKS = 2


def add_campaign(world: World) -> Step:
    random = world.random
    is_new = not world.campaigns or random.random() < 0.9
    name = f"C{len(world.campaigns)}" if is_new else random.choice(list(world.campaigns))
    campaign = Campaign(
        practice_id=world.practice,
        id=name,
        kind=random.choice(list(Kind)),
        need=random.choice(list(Need)),
        name="Well visits due",
        state=random.choice([CampaignState.SPLITTING, CampaignState.READY]),
        created_by="riley",
        created_at=world.now,
        texts={"en": Texts("Subject", "Email", "Text", "Phone")},
        created={ContactMethod.TEXT: random.randint(1, 9)},
        is_test=random.random() < 0.2,
        version=1,
    )
    return _campaign_step(world, "add", campaign)


def save_campaign(world: World) -> Step | None:
    read = world.some(world.campaigns)
    if read is None:
        return None
    changed = read.changed(
        state=world.random.choice(list(CampaignState)),
        name=f"step {world.steps}",
        cursor=world.random.randint(0, 5),
        starts_at=world.random.choice([None, world.now, world.now + timedelta(days=1)]),
    )
    return _campaign_step(world, "save", changed)


def list_campaigns(world: World) -> Step:
    random = world.random
    shelf = random.choice(list(Shelf))
    since, until = (
        random.choice([None, world.now - timedelta(seconds=random.randint(0, 200))])
        for _ in range(2)
    )
    limit = random.randint(1, 7)

    def ask(stores: Stores) -> object:
        return whole(
            lambda cursor: stores.campaigns.of_practice(
                world.practice, shelf=shelf, since=since, until=until, limit=limit, cursor=cursor
            )
        )

    return Step("of_practice", (shelf, since, until, limit), ask)


def add_batches(world: World) -> Step | None:
    if not world.campaigns:
        return None
    random = world.random
    campaign_id = random.choice(list(world.campaigns))
    numbers = random.sample(range(8), random.randint(1, 4))
    batches = [
        Batch(
            world.practice,
            campaign_id,
            number,
            random.choice(list(ContactMethod)),
            random.randrange(BLOCKS),
            tuple(random.sample(range(30), random.randint(1, 5))),
            window=random.choice(["", "America/New_York@|America/Chicago@"]),
        )
        for number in numbers
    ]
    return Step(
        "add_batches",
        batches,
        lambda stores: stores.campaigns.add_batches(batches),
        (_batches(world, campaign_id),),
    )


def move_batch(world: World) -> Step | None:
    """Release, postpone or settle one, perhaps one that nobody ever made."""
    batch = world.some(world.batches)
    if batch is None:
        return None
    random = world.random
    batch = replace(batch, number=99) if random.random() < 0.05 else batch
    due, cost, at = world.now + timedelta(minutes=15), random.randint(0, 50), world.now
    verbs: dict[str, Ask] = {
        "release": lambda stores: stores.campaigns.release(batch, due_at=due),
        "postpone": lambda stores: stores.campaigns.postpone(batch, due_at=due),
        "settle_batch": lambda stores: stores.campaigns.settle_batch(batch, cost=cost, at=at),
    }
    name = random.choice(list(verbs))
    looks = (_batches(world, batch.campaign_id), _blocks(world, batch.campaign_id))
    return Step(name, batch, verbs[name], looks)


def whole_batch(world: World) -> Step | None:
    batch = world.some(world.batches)
    if batch is None:
        return None
    told = (batch.block, batch.numbers) if world.random.random() < 0.7 else (0, ())

    def ask(stores: Stores) -> object:
        return stores.campaigns.whole_batch(
            world.practice, batch.campaign_id, number=batch.number, block=told[0], numbers=told[1]
        )

    return Step("whole_batch", (batch, told), ask)


def mark_stale(world: World) -> Step | None:
    if not world.campaigns:
        return None
    campaign_id = world.random.choice(list(world.campaigns))
    block, at = world.random.randrange(BLOCKS), world.now
    return Step(
        "mark_stale",
        (campaign_id, block),
        lambda stores: stores.campaigns.mark_stale(world.practice, campaign_id, block=block, at=at),
        (_blocks(world, campaign_id),),
    )


def put_block(world: World) -> Step | None:
    read = world.some(world.blocks)
    if read is None:
        return None
    key = CountKey("2026-11-23", ContactMethod.TEXT, ShownStatus.SENT)
    counts = {key: Count(world.random.randint(1, 9), world.random.randint(0, 27))}
    block = replace(read, counts=counts, as_of=world.now)
    return Step(
        "put_block",
        block,
        lambda stores: stores.campaigns.put_block(block),
        (_blocks(world, block.campaign_id),),
    )


def sweep_lists(world: World) -> tuple[Step, ...]:
    """What the sweep would see of this practice."""

    def stale(stores: Stores) -> object:
        found = stores.campaigns.stale_blocks(limit=100_000)
        return [each for each in found if each.practice_id == world.practice]

    def awake(stores: Stores) -> object:
        # Two campaigns may be due at the same moment, and then either may come first.
        found = stores.campaigns.awake(limit=100_000)
        return {each for each in found if each[0] == world.practice}

    return Step("stale_blocks", "", stale), Step("awake", "", awake)


def _campaign_step(world: World, verb: str, campaign: Campaign) -> Step:
    def look(stores: Stores) -> object:
        found = stores.campaigns.get(campaign.practice_id, campaign.id)
        world.remember(world.campaigns, campaign.id, found)
        return found

    def ask(stores: Stores) -> object:
        return getattr(stores.campaigns, verb)(campaign)

    return Step(verb, campaign, ask, (look,))


def _batches(world: World, campaign_id: str) -> Ask:
    def look(stores: Stores) -> object:
        found = stores.campaigns.batches(world.practice, campaign_id)
        for each in found:
            world.remember(world.batches, f"{campaign_id} {each.number}", each)
        return found

    return look


def _blocks(world: World, campaign_id: str) -> Ask:
    def look(stores: Stores) -> object:
        found: tuple[Block, ...] = stores.campaigns.blocks(world.practice, campaign_id)
        for each in found:
            world.remember(world.blocks, f"{campaign_id} {each.number}", each)
        return found

    return look
