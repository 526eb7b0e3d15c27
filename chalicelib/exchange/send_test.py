"""Staff send one email to themselves, to see it as it arrives."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.audiences import PastedAddresses
from chalicelib.domain.campaigns import NAME_CHARACTERS, Campaign, CampaignState
from chalicelib.domain.messages import Message
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import SUBJECT_CHARACTERS, Kind, Texts
from chalicelib.exchange.create import create_messages, draft_campaign, keep_draft
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.look import preview_of
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.send import send_campaign
from chalicelib.exchange.split import split_campaign

PREFIX = "[Test] "
LOOKS = 20
SECONDS_BETWEEN_LOOKS = 0.25


class NoTest(Exception):
    """The test could not be made: the address is stopped, or no address at all."""


def send_test(
    parts: Parts, campaign: Campaign, message: Message, *, to: str, by: str, at: datetime
) -> Campaign:
    """
    A broadcast of one row with the very words of this message, paid as any other.

    :raises NoTest: if this address gets no email; nothing was charged.
    :raises AddressNotSet: while the practice has no postal address.
    :raises NotEnoughCredits: if there is not one credit left.
    """
    made = _made(parts, _draft(parts, campaign, message, by=by, at=at), to=to, by=by, at=at)
    return send_campaign(
        parts,
        practice_id=made.practice_id,
        campaign_id=made.id,
        credits_seen=made.total,
        by=by,
        at=at,
    )


def _draft(
    parts: Parts, campaign: Campaign, message: Message, *, by: str, at: datetime
) -> Campaign:
    seen = preview_of(parts, campaign, message)
    # The footer of a broadcast is laid on anew, with a link of the test’s own.
    body = seen.email_text.partition("\n--\n")[0].strip()
    draft = draft_campaign(
        parts,
        practice_id=campaign.practice_id,
        kind=Kind.BROADCAST,
        need=Need.ANNOUNCEMENT,
        name=f"{PREFIX}{campaign.name}"[:NAME_CHARACTERS],
        by=by,
        at=at,
        texts={
            "en": Texts(subject=f"{PREFIX}{seen.subject}"[:SUBJECT_CHARACTERS], email=body),
        },
    )
    return keep_draft(parts, replace(draft, reply_to=campaign.reply_to))


def _made(parts: Parts, draft: Campaign, *, to: str, by: str, at: datetime) -> Campaign:
    """One row is made at once: nobody waits for a worker to see one email."""
    practice_id, campaign_id = draft.practice_id, draft.id
    create_messages(
        parts,
        practice_id=practice_id,
        campaign_id=campaign_id,
        audience=PastedAddresses((to,)),
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
