"""Staff send one message to themselves, to read or hear it as it arrives."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.audiences import OwnAddress
from chalicelib.domain.campaigns import NAME_CHARACTERS, Campaign, CampaignState
from chalicelib.domain.contact_methods import Address, ContactMethod, read_address
from chalicelib.domain.messages import Message
from chalicelib.exchange.create import create_messages, keep_draft
from chalicelib.exchange.drafts import copy_of
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.send import send_campaign
from chalicelib.exchange.split import split_campaign

PREFIX = "[Test] "
LOOKS = 20
SECONDS_BETWEEN_LOOKS = 0.25
STAFF_LISTS = ("patient", "contact", "reads")
"""Names that a row carries for lists; a test is about nobody."""


class NoTest(Exception):
    """The test could not be made: the address is stopped, or there are no words for it."""


def send_test(
    parts: Parts, campaign: Campaign, message: Message, *, to: Address, by: str, at: datetime
) -> Campaign:
    """
    A campaign of one row with the very words of this message, paid as any other.

    Its words, kind and need are those of the campaign, and what is filled in is what this
    patient’s message says; only the address is somebody else’s.

    :raises NoTest: if nothing may be sent there; nothing was charged.
    :raises AddressNotSet: for a broadcast while the practice has no postal address.
    :raises NotEnoughCredits: if the balance does not cover it; nothing was charged.
    """
    draft = _draft(parts, campaign, message, by=by, at=at)
    made = _made(parts, draft, to=to, language=message.language, by=by, at=at)
    return send_campaign(
        parts,
        practice_id=made.practice_id,
        campaign_id=made.id,
        credits_seen=made.total,
        by=by,
        at=at,
    )


def own_number(parts: Parts, practice_id: str, user_id: str) -> str:
    """The number to which this person’s last test went; empty before the first."""
    try:
        return parts.files.get(_key(practice_id, user_id)).decode()
    except KeyError:
        return ""


def keep_own_number(parts: Parts, practice_id: str, user_id: str, typed: str) -> Address:
    """
    Remember where this person’s tests by text and phone go.

    :raises BadAddress: if it is no number; nothing is kept.
    """
    address = read_address(ContactMethod.TEXT, typed)
    if address.value != own_number(parts, practice_id, user_id):
        key = _key(practice_id, user_id)
        parts.files.put(key, address.value.encode(), content_type="text/plain")
    return address


def _key(practice_id: str, user_id: str) -> str:
    return f"{practice_id}/staff/{user_id}/number-for-tests"


def _draft(
    parts: Parts, campaign: Campaign, message: Message, *, by: str, at: datetime
) -> Campaign:
    filled = {name: said for name, said in message.values.items() if name not in STAFF_LISTS}
    copied = copy_of(parts, campaign, by=by, at=at)
    return keep_draft(
        parts,
        replace(
            copied,
            name=f"{PREFIX}{campaign.name}"[:NAME_CHARACTERS],
            texts={
                code: replace(texts, subject=f"{PREFIX}{texts.subject}")
                for code, texts in campaign.texts.items()
            },
            shared_values={**filled, **campaign.shared_values},
            is_test=True,
        ),
    )


def _made(
    parts: Parts, draft: Campaign, *, to: Address, language: str, by: str, at: datetime
) -> Campaign:
    """One row is made at once: nobody waits for a worker to see one message."""
    practice_id, campaign_id = draft.practice_id, draft.id
    create_messages(
        parts,
        practice_id=practice_id,
        campaign_id=campaign_id,
        audience=OwnAddress(to.method.value, to.value, language),
        by=by,
        at=at,
    )
    split_campaign(parts, practice_id=practice_id, campaign_id=campaign_id, has_time=lambda: True)
    for _ in range(LOOKS):
        made = campaign_of(parts, practice_id, campaign_id)
        if made.state is not CampaignState.SPLITTING:
            break
        # A worker got hold of it at the same moment, and is about to be done.
        parts.wait(SECONDS_BETWEEN_LOOKS)
    if made.created_count != 1:
        raise NoTest
    return made
