"""A text to one number: an answer of staff, or a confirmation that goes by itself and is free."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.campaigns import Batch, Campaign, CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Block, fold
from chalicelib.domain.merge_values import practice_values
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.ports import Changed, Parts

WORDS = "words"
ID_CHARACTERS = 26
AUTOMATIC = "automatic"
NAME = "Answer"
"""What staff’s lists call it."""


@dataclass(frozen=True)
class OneText:
    """What is to be said to whom; `id` is made of its cause, so that it is said once."""

    id: str
    to: str
    words: str
    language: str = "en"
    contact_id: str = ""
    patient_id: str = ""
    names: Mapping[str, str] | None = None
    """`contact` and `patient`, for staff’s lists."""
    by: str = AUTOMATIC
    is_free: bool = True
    confirms_stop: bool = False


def id_of(*cause: str) -> str:
    """The id of the campaign that a cause makes, the same each time it is tried."""
    return hashlib.sha256("#".join(cause).encode()).hexdigest()[:ID_CHARACTERS].upper()


def make_one(parts: Parts, practice: Practice, one: OneText, *, at: datetime) -> Campaign:
    """
    A campaign of one row, made at once: a free one is on its way, another waits for *Send*.

    The campaign itself is kept last: until then nobody sees the rest, and made again it is the
    same. Whoever comes second finds it there.
    """
    row = _row(practice, one, at=at)
    campaign = _campaign(practice, one, at=at)
    parts.campaigns.insert([row])
    parts.campaigns.add_batches([Batch(practice.id, one.id, 0, ContactMethod.TEXT, 0, (0,))])
    counts = fold([row], zone=practice.time_zone, is_released=False)
    parts.campaigns.put_block(Block(practice.id, one.id, 0, counts=counts, as_of=at))
    try:
        parts.campaigns.add(campaign)
    except Changed:
        return parts.campaigns.get(practice.id, one.id) or campaign
    if one.is_free:
        parts.queues.nudge_sweep()
    return campaign


def _row(practice: Practice, one: OneText, *, at: datetime) -> Message:
    return Message(
        practice_id=practice.id,
        campaign_id=one.id,
        block=0,
        number=0,
        status=MessageStatus.QUEUED,
        patient_id=one.patient_id,
        contact_id=one.contact_id,
        method=ContactMethod.TEXT,
        to=one.to,
        language=one.language,
        values=one.names or {},
        at={"created": at},
        is_free=one.is_free,
        campaign_name=NAME,
    )


def _campaign(practice: Practice, one: OneText, *, at: datetime) -> Campaign:
    """Its words stand as a detail, so that a bracket in them is a bracket."""
    words = {one.language: Texts(text=f"{{{{ {WORDS} }}}}")}
    return Campaign(
        practice_id=practice.id,
        id=one.id,
        kind=Kind.PERSONALIZED,
        need=Need.APPOINTMENT,
        name=NAME,
        state=CampaignState.SENDING if one.is_free else CampaignState.READY,
        created_by=one.by,
        created_at=at,
        texts={"en": Texts(text=f"{{{{ {WORDS} }}}}"), **words},
        shared_values={**practice_values(practice), WORDS: one.words},
        sender_name=practice.name,
        reply_to=practice.reply_to_email,
        selected=1,
        cursor=1,
        created={ContactMethod.TEXT: 1},
        batches=1,
        ready_at=at,
        sent_by=one.by if one.is_free else "",
        sent_at=at if one.is_free else None,
        starts_at=at if one.is_free else None,
        is_direct=True,
        is_free=one.is_free,
        confirms_stop=one.confirms_stop,
        version=1,
    )
