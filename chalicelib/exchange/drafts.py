"""A message half made: its words are kept, and what was made of older words gives way to it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.audience_file import read_audience
from chalicelib.domain.audiences import Audience
from chalicelib.domain.campaigns import Campaign, CampaignState, WrongState
from chalicelib.domain.merge_values import practice_values
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind
from chalicelib.exchange.check_audience import check_audience
from chalicelib.exchange.create import (
    Inline,
    create_messages,
    draft_campaign,
    keep_draft,
)
from chalicelib.exchange.discard import discard_campaign
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.move_resends import move_resends
from chalicelib.exchange.ports import Parts

REMAKEABLE = (CampaignState.SPLITTING, CampaignState.READY, CampaignState.REFUSED)
"""Made and not sent: it may be made again, differently."""


def save_words(
    parts: Parts,
    *,
    practice_id: str,
    campaign_id: str | None,
    kind: Kind,
    need: Need,
    name: str,
    words: Inline,
    shared_values: Mapping[str, str],
    by: str,
    at: datetime,
) -> Campaign:
    """
    Keep the words as a new draft, or in the draft they belong to.

    What was made already stays as it is until the new draft is made: see `make_again`.

    :raises TemplateTroubles: if the words would not work; nothing was kept.
    :raises MissingShared: if a detail that staff fill in is empty.
    :raises NoSuchCampaign: if there is none; :raises WrongState: if it was sent.
    :raises Changed: if somebody else saved it meanwhile.
    """
    written = draft_campaign(
        parts,
        practice_id=practice_id,
        kind=kind,
        need=need,
        name=name,
        by=by,
        at=at,
        texts=words,
        shared_values=shared_values,
    )
    held = None if campaign_id is None else campaign_of(parts, practice_id, campaign_id)
    return _keep(parts, written, held=held)


def _keep(parts: Parts, written: Campaign, *, held: Campaign | None) -> Campaign:
    if held is None:
        return keep_draft(parts, written)
    held.must_be(CampaignState.DRAFT, *REMAKEABLE)
    if held.state is not CampaignState.DRAFT:
        return keep_draft(parts, written)
    kept = replace(
        written, id=held.id, kind=held.kind, created_at=held.created_at, version=held.version
    ).changed()
    parts.campaigns.save(kept)
    return kept


def make_messages_of(
    parts: Parts,
    *,
    practice_id: str,
    campaign_id: str,
    audience: Audience,
    replaces: str,
    by: str,
    at: datetime,
    is_digest: bool = False,
    tells_again: bool = False,
) -> Campaign:
    """
    Make the messages of a draft; of one that was made before, a copy for this audience.

    `replaces` names the campaign whose words this draft changed; that one is discarded before the
    new one is made. Raises what `create_messages` raises.
    """
    held = campaign_of(parts, practice_id, campaign_id)
    held.must_be(CampaignState.DRAFT, *REMAKEABLE)
    is_draft = held.state is CampaignState.DRAFT
    draft = held if is_draft else keep_draft(parts, copy_of(parts, held, by=by, at=at))
    check_audience(audience, kind=draft.kind)
    old = replaces if is_draft else held.id
    if old and old != draft.id and parts.campaigns.get(practice_id, old) is not None:
        move_resends(parts, practice_id, from_id=old, to_id=draft.id)
        # First, or the new one would yield to it. Sent meanwhile: then it stays, and has told them.
        with suppress(WrongState):
            discard_campaign(parts, practice_id=practice_id, campaign_id=old, by=by, at=at)
    return create_messages(
        parts,
        practice_id=practice_id,
        campaign_id=draft.id,
        audience=audience,
        by=by,
        at=at,
        is_digest=is_digest,
        tells_again=tells_again,
    )


def audience_of(parts: Parts, campaign: Campaign) -> Audience | None:
    """Whom it was made for, as staff chose it; None for a draft without anybody."""
    if not campaign.audience_key:
        return None
    return read_audience(parts.files.get(campaign.audience_key))


def copy_of(parts: Parts, held: Campaign, *, by: str, at: datetime) -> Campaign:
    """The same words, not yet for anybody, with the practice’s details as they are now."""
    practice = parts.records.practice(held.practice_id)
    return replace(
        held,
        id=parts.new_id(),
        state=CampaignState.DRAFT,
        created_by=by,
        created_at=at,
        shared_values={**held.shared_values, **practice_values(practice)},
        sender_name=practice.name,
        reply_to=practice.reply_to_email,
        postal_address=practice.postal_address,
        audience_key="",
        list_key="",
        footprint_key="",
        tells_again=False,
        exceeds_caps=False,
        selected=0,
        cursor=0,
        created={},
        skipped={},
        batches=0,
        ready_at=None,
        sent_by="",
        sent_at=None,
        starts_at=None,
        stopped_by="",
        stopped_at=None,
        finished_at=None,
        settled=0,
        pause_reason="",
        version=0,
    )
