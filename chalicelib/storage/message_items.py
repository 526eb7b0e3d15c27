"""Messages as rows of the campaigns table, and back; at most about 1 KB each."""

from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.delivery import BAD_NEWS, Receipt
from chalicelib.domain.messages import (
    BLOCK_DIGITS,
    NUMBER_DIGITS,
    AlsoNamed,
    Message,
    MessageStatus,
    last_event,
    message_id,
    read_message_id,
)
from chalicelib.storage.dynamo import Item, Plain
from chalicelib.storage.message_names import repeats, with_repeats, without_repeats
from chalicelib.storage.moments import moment, moment_text, optional_moment, optional_moment_text

AT, WHY, FLAG = "at_", "why_", "flag_"
"""
Times, reasons and flags are attributes of their own, so that two receipts at once both stay.
"""
HAPPENED = (AT, WHY, FLAG)


def block_partition(practice_id: str, campaign_id: str, block: int) -> str:
    return f"P#{practice_id}#C#{campaign_id}#{block:0{BLOCK_DIGITS}d}"


def message_key(practice_id: str, campaign_id: str, block: int, number: int) -> tuple[str, str]:
    return block_partition(practice_id, campaign_id, block), f"{number:0{NUMBER_DIGITS}d}"


def key_of(message: Message) -> tuple[str, str]:
    return message_key(message.practice_id, message.campaign_id, message.block, message.number)


def key_of_id(practice_id: str, text: str) -> tuple[str, str]:
    """:raises NoSuchMessage: if the text cannot be a message’s id."""
    campaign_id, block, number = read_message_id(text)
    return message_key(practice_id, campaign_id, block, number)


def id_of_key(pk: str, sk: str) -> str:
    """The message’s id, from the key of its row."""
    _, _, _, campaign_id, block = pk.split("#")
    return message_id(campaign_id, block=int(block), number=int(sk))


def contact_partition(practice_id: str, contact_id: str) -> str:
    """Partition of the list of a contact’s messages."""
    return f"P#{practice_id}#CONTACT#{contact_id}"


def contact_sort(message: Message, *, at: datetime) -> str:
    return f"{moment_text(at)}#{message.id}"


def trouble_of(practice_id: str, campaign_id: str) -> str:
    """Partition of the list of a campaign’s messages that ran into trouble."""
    return f"P#{practice_id}#C#{campaign_id}#TROUBLE"


def trouble_by(practice_id: str, method: ContactMethod) -> str:
    """Partition of the list of all messages by that method that ran into trouble."""
    return f"P#{practice_id}#TROUBLE#{method.value}"


def trouble_keys(message: Message) -> Mapping[str, Plain]:
    """
    What puts a message into both lists of trouble.

    It stays there for good, also if it arrived after all: whoever reads them looks at its status.
    """
    if message.method is None or not message.at:
        return {}
    taken_up = message.at.get("claimed") or max(message.at.values())
    return {
        "trouble_of": trouble_of(message.practice_id, message.campaign_id),
        "trouble_by": trouble_by(message.practice_id, message.method),
        "trouble_at": f"{moment_text(taken_up)}#{message.id}",
    }


def message_item(message: Message) -> Item:
    """A new row; what is empty is left out."""
    pk, sk = key_of(message)
    item: Item = {
        "pk": pk,
        "sk": sk,
        "status": message.status.value,
        "attempt": message.attempt,
        "rank": message.rank,
        "language": message.language,
        "values": without_repeats(message.values),
        "named": repeats(message.values),
        "campaign": message.campaign_name,
        "reason": message.reason,
        "detail": message.detail,
        "patient_id": message.patient_id,
        "contact_id": message.contact_id,
        "appointment_id": message.appointment_id,
        "appointment_at": optional_moment_text(message.appointment_at),
        "method": None if message.method is None else message.method.value,
        "to": message.to,
        "origin": message.origin,
        "window": message.window,
        "also_named": [
            [each.patient_id, each.appointment_id, optional_moment_text(each.appointment_at)]
            for each in message.also_named
        ]
        or None,
        "is_free": message.is_free or None,
    }
    item |= {f"{AT}{event}": moment_text(at) for event, at in message.at.items()}
    return {name: value for name, value in item.items() if value not in ("", None)}


def read_message(item: Item) -> Message:
    """What is kept of a message."""
    _, practice_id, _, campaign_id, block = item["pk"].split("#")
    method = item.get("method")
    flags, at, reasons = _happened(item)
    return Message(
        practice_id=practice_id,
        campaign_id=campaign_id,
        block=int(block),
        number=int(item["sk"]),
        status=MessageStatus(item["status"]),
        reason=item.get("reason", ""),
        detail=item.get("detail", ""),
        patient_id=item.get("patient_id", ""),
        contact_id=item.get("contact_id", ""),
        appointment_id=item.get("appointment_id", ""),
        appointment_at=optional_moment(item.get("appointment_at")),
        method=None if method is None else ContactMethod(method),
        to=item.get("to", ""),
        origin=item.get("origin", ""),
        window=item.get("window", ""),
        held_until=optional_moment(item.get("held_until")),
        language=item["language"],
        values=with_repeats(item["values"], item.get("named", "")),
        also_named=tuple(
            AlsoNamed(patient_id, visit, optional_moment(start))
            for patient_id, visit, start in item.get("also_named", ())
        ),
        own=item.get("own", ""),
        attempt=item["attempt"],
        billed=item.get("billed", False),
        rank=item["rank"],
        flags=flags,
        at=at,
        reasons=reasons,
        provider_id=item.get("provider_id", ""),
        is_free=item.get("is_free", False),
        campaign_name=item.get("campaign", ""),
    )


def _happened(item: Item) -> tuple[frozenset[str], dict[str, datetime], dict[str, str]]:
    """Flags, times and reasons, in one walk: a batch reads fifty rows of twenty attributes."""
    flags: list[str] = []
    at: dict[str, datetime] = {}
    reasons: dict[str, str] = {}
    for name, value in item.items():
        if not name.startswith(HAPPENED):
            continue
        if name.startswith(AT):
            at[name[len(AT) :]] = moment(value)
        elif name.startswith(WHY):
            reasons[name[len(WHY) :]] = value
        else:
            flags.append(name[len(FLAG) :])
    return frozenset(flags), at, reasons


def news_unread(receipt: Receipt) -> Mapping[str, Plain]:
    """What news that say all write of a row that nobody has read."""
    event = f"{AT}{receipt.event.value}"
    changes: dict[str, Plain] = {"rank": receipt.rank, event: moment_text(receipt.at)}
    if receipt.provider_id:
        changes["provider_id"] = receipt.provider_id
    return changes


def news(before: Message, after: Message) -> Mapping[str, Plain]:
    """What news write of a row that was read."""
    changes: dict[str, Plain] = {"rank": after.rank}
    for event in after.at.keys() - before.at.keys():
        changes[f"{AT}{event}"] = moment_text(after.at[event])
    for event in after.reasons.keys() - before.reasons.keys():
        changes[f"{WHY}{event}"] = after.reasons[event]
    for flag in after.flags - before.flags:
        changes[f"{FLAG}{flag}"] = True
    if after.provider_id != before.provider_id:
        changes["provider_id"] = after.provider_id
    return {**changes, **trouble_keys(after)} if last_event(after) in BAD_NEWS else changes
