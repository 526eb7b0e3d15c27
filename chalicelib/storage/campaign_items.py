"""Campaigns, batches and blocks as rows of the campaigns table, and back."""

from chalicelib.domain.campaigns import IN_DUE, Batch, BatchState, Campaign, CampaignState, Shelf
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Block, Count, CountKey
from chalicelib.domain.messages import ShownStatus
from chalicelib.domain.preferences import Need
from chalicelib.domain.quiet_hours import DEFAULT_HOURS, Hours
from chalicelib.domain.templates import Kind, Texts
from chalicelib.storage.dynamo import Item
from chalicelib.storage.moments import moment, moment_text, optional_moment, optional_moment_text

META, TEXTS, BLOCKS, BATCHES = "META", "TEXTS", "K#", "B#"
DUE, STALE = "DUE", "STALE"
"""The two lists of the sweep: campaigns under way, and blocks to be counted afresh."""


AS_THEY_ARE = (
    "practice_id",
    "id",
    "name",
    "created_by",
    "excerpt",
    "template_id",
    "template_version",
    "sender_name",
    "reply_to",
    "postal_address",
    "audience_key",
    "list_key",
    "selected",
    "cursor",
    "batches",
    "sent_by",
    "stopped_by",
    "settled",
    "pause_reason",
    "version",
)
MOMENTS = ("sent_at", "starts_at", "ready_at", "stopped_at", "finished_at")
"""Fields of a campaign that are kept as they are, and those that are times or nothing yet."""
CLAIMS = (
    "confirms_stop",
    "is_digest",
    "is_direct",
    "is_free",
    "is_test",
)
"""Kept only where they are true."""


def campaign_partition(practice_id: str, campaign_id: str) -> str:
    return f"P#{practice_id}#C#{campaign_id}"


def campaigns_of(practice_id: str, shelf: Shelf) -> str:
    """Partition of one of the lists of a practice’s campaigns."""
    return f"P#{practice_id}#CAMPAIGNS#{shelf.value}"


def read_campaign_partition(partition: str) -> tuple[str, str]:
    """Practice and campaign of a partition."""
    _, practice_id, _, campaign_id = partition.split("#")
    return practice_id, campaign_id


def campaign_item(campaign: Campaign) -> Item:
    """META, without the texts."""
    item: Item = {
        "pk": campaign_partition(campaign.practice_id, campaign.id),
        "sk": META,
        "list_pk": campaigns_of(campaign.practice_id, campaign.shelf),
        "list_sk": f"{moment_text(campaign.created_at)}#{campaign.id}",
        **{name: getattr(campaign, name) for name in AS_THEY_ARE},
        **{name: optional_moment_text(getattr(campaign, name)) for name in MOMENTS},
        **{name: True for name in CLAIMS if getattr(campaign, name)},
        "created_at": moment_text(campaign.created_at),
        "hours": [campaign.hours.opens, campaign.hours.closes],
        "footprint_key": campaign.footprint_key,
        "tells_again": campaign.tells_again,
        "exceeds_caps": campaign.exceeds_caps,
        "kind": campaign.kind.value,
        "need": campaign.need.value,
        "state": campaign.state.value,
        "shared_values": dict(campaign.shared_values),
        "colloquial_names": dict(campaign.colloquial_names),
        "created": {method.value: count for method, count in campaign.created.items()},
        "skipped": dict(campaign.skipped),
    }
    if campaign.state in IN_DUE:
        item["due_pk"] = DUE
        item["due_at"] = moment_text(campaign.starts_at or campaign.created_at)
    return item


def texts_item(campaign: Campaign) -> Item:
    """The wording, kept apart because lists do not read it and it never changes."""
    return {
        "pk": campaign_partition(campaign.practice_id, campaign.id),
        "sk": TEXTS,
        "texts": {
            language: {
                "subject": texts.subject,
                "email": texts.email,
                "text": texts.text,
                "phone": texts.phone,
            }
            for language, texts in campaign.texts.items()
        },
    }


def read_campaign(item: Item, texts: Item | None = None) -> Campaign:
    """What `campaign_item` and `texts_item` wrote."""
    wording = {} if texts is None else texts["texts"]
    kept: Item = {name: item[name] for name in AS_THEY_ARE}
    kept |= {name: optional_moment(item[name]) for name in MOMENTS}
    kept |= {name: item.get(name, False) for name in CLAIMS}
    return Campaign(
        **kept,
        created_at=moment(item["created_at"]),
        hours=Hours(*item["hours"]) if "hours" in item else DEFAULT_HOURS,
        footprint_key=item.get("footprint_key", ""),
        tells_again=item.get("tells_again", False),
        exceeds_caps=item.get("exceeds_caps", False),
        kind=Kind(item["kind"]),
        need=Need(item["need"]),
        state=CampaignState(item["state"]),
        texts={language: Texts(**parts) for language, parts in wording.items()},
        shared_values=item["shared_values"],
        colloquial_names=item["colloquial_names"],
        created={ContactMethod(method): count for method, count in item["created"].items()},
        skipped=item["skipped"],
    )


def batch_key(practice_id: str, campaign_id: str, number: int) -> tuple[str, str]:
    return campaign_partition(practice_id, campaign_id), f"{BATCHES}{number:08d}"


def batch_item(batch: Batch) -> Item:
    pk, sk = batch_key(batch.practice_id, batch.campaign_id, batch.number)
    return {
        "pk": pk,
        "sk": sk,
        "number": batch.number,
        "method": batch.method.value,
        "block": batch.block,
        "numbers": list(batch.numbers),
        "state": batch.state.value,
        "releases": batch.releases,
        "cost": batch.cost,
        "window": batch.window,
    }


def read_batch(item: Item) -> Batch:
    practice_id, campaign_id = read_campaign_partition(item["pk"])
    return Batch(
        practice_id=practice_id,
        campaign_id=campaign_id,
        number=item["number"],
        method=ContactMethod(item["method"]),
        block=item["block"],
        numbers=tuple(item["numbers"]),
        state=BatchState(item["state"]),
        due_at=optional_moment(item.get("look_at")),
        releases=item["releases"],
        cost=item["cost"],
        window=item.get("window", ""),
    )


def block_key(practice_id: str, campaign_id: str, number: int) -> tuple[str, str]:
    return campaign_partition(practice_id, campaign_id), f"{BLOCKS}{number:04d}"


def write_counts(block: Block) -> list[list[str | int | None]]:
    return [
        [
            key.day,
            None if key.method is None else key.method.value,
            key.status.value,
            key.reason,
            count.messages,
            count.credits,
        ]
        for key, count in block.counts.items()
    ]


def read_block(item: Item) -> Block:
    practice_id, campaign_id = read_campaign_partition(item["pk"])
    return Block(
        practice_id=practice_id,
        campaign_id=campaign_id,
        number=int(item["sk"].removeprefix(BLOCKS)),
        counts={
            CountKey(
                day=day,
                method=None if method is None else ContactMethod(method),
                status=ShownStatus(status),
                reason=reason,
            ): Count(messages, credits_spent)
            for day, method, status, reason, messages, credits_spent in item.get("counts", ())
        },
        as_of=optional_moment(item.get("as_of")),
        marks=item.get("marks", 0),
        is_stale="due_pk" in item,
    )
