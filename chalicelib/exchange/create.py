"""Staff have written a message and chosen a group: a campaign begins, and nothing is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.audience_file import write_audience
from chalicelib.domain.audiences import Audience
from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.merge_values import practice_values
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.check_audience import WrongKind, check_audience
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.save_template import NoSuchTemplate, check_texts

EXCERPT_CHARACTERS = 80


class NamesNoTemplate(NoSuchTemplate):
    """A campaign is to begin from a template that this practice does not have."""


class MissingShared(ValueError):
    """A detail that staff fill in once for a broadcast was left empty."""

    def __init__(self, *, fields: tuple[str, ...]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


@dataclass(frozen=True)
class Inline:
    """Words typed into the message itself, with what else a template would have kept of them."""

    texts: Mapping[str, Texts]
    extra_fields: tuple[str, ...] = ()
    acknowledged_email_fields: bool = False


def create_campaign(
    parts: Parts,
    *,
    practice_id: str,
    kind: Kind,
    need: Need,
    name: str,
    audience: Audience,
    by: str,
    at: datetime,
    template_id: str | None = None,
    texts: Mapping[str, Texts] | None = None,
    shared_values: Mapping[str, str] | None = None,
    tells_again: bool = False,
    is_digest: bool = False,
) -> Campaign:
    """
    Freeze wording and audience, and have every message made and priced in the background.

    :raises NamesNoTemplate: if the template is not there.
    :raises WrongKind: if template or audience do not fit the kind.
    :raises EmptyAudience: if nobody was chosen; :raises AudienceTooLarge: if too many were.
    :raises TemplateTroubles: if inline texts would not work.
    :raises MissingShared: if a broadcast’s own details are not all filled in.
    """
    draft = draft_campaign(
        parts,
        practice_id=practice_id,
        kind=kind,
        need=need,
        name=name,
        by=by,
        at=at,
        template_id=template_id,
        texts=texts,
        shared_values=shared_values,
    )
    check_audience(audience, kind=kind)
    draft = replace(draft, version=0, tells_again=tells_again, is_digest=is_digest)
    return _begin(parts, draft, audience=audience, at=at)


def draft_campaign(
    parts: Parts,
    *,
    practice_id: str,
    kind: Kind,
    need: Need,
    name: str,
    by: str,
    at: datetime,
    template_id: str | None = None,
    texts: Mapping[str, Texts] | Inline | None = None,
    shared_values: Mapping[str, str] | None = None,
) -> Campaign:
    """A campaign with its wording and without anybody yet; not kept. Raises as above."""
    practice = parts.records.practice(practice_id)
    wording, version, extra = _wording(
        parts, practice_id=practice_id, kind=kind, template_id=template_id, texts=texts
    )
    return Campaign(
        practice_id=practice_id,
        id=parts.new_id(),
        kind=kind,
        need=need,
        name=name,
        state=CampaignState.DRAFT,
        created_by=by,
        created_at=at,
        texts=wording,
        excerpt=_excerpt(wording),
        template_id=template_id or "",
        template_version=version,
        shared_values=_shared(shared_values or {}, extra=extra, practice=practice),
        colloquial_names=practice.colloquial_names,
        sender_name=practice.name,
        reply_to=practice.reply_to_email,
        postal_address=practice.postal_address,
        hours=practice.hours,
    )


def _shared(
    typed: Mapping[str, str], *, extra: tuple[str, ...], practice: Practice
) -> Mapping[str, str]:
    missing = tuple(field for field in extra if not typed.get(field, "").strip())
    if missing:
        raise MissingShared(fields=missing)
    return {**typed, **practice_values(practice)}


def _excerpt(texts: Mapping[str, Texts]) -> str:
    """How the wording begins, for lists: the text message, else the email, else the call."""
    english = texts.get("en", Texts())
    first = " ".join((english.text or english.email or english.phone).split())
    return first if len(first) <= EXCERPT_CHARACTERS else f"{first[:EXCERPT_CHARACTERS]}…"


def keep_draft(parts: Parts, draft: Campaign) -> Campaign:
    """Keep a draft for the next step."""
    kept = draft.changed()
    parts.campaigns.add(kept)
    return kept


def create_messages(
    parts: Parts,
    *,
    practice_id: str,
    campaign_id: str,
    audience: Audience,
    by: str,
    at: datetime,
    is_digest: bool = False,
    tells_again: bool = False,
) -> Campaign:
    """
    The draft has its audience: make and price every message, or one for each household.

    :raises NoSuchCampaign: if there is none; :raises WrongState: if it is no draft any more.
    """
    draft = campaign_of(parts, practice_id, campaign_id)
    draft.must_be(CampaignState.DRAFT)
    check_audience(audience, kind=draft.kind)
    begun = replace(draft, created_by=by, is_digest=is_digest, tells_again=tells_again)
    return _begin(parts, begun, audience=audience, at=at)


def create_copy(
    parts: Parts, draft: Campaign, *, audience: Audience, by: str, at: datetime
) -> Campaign:
    """A copy that is not kept yet gets its audience and is made, in one step. Raises as above."""
    check_audience(audience, kind=draft.kind)
    return _begin(parts, replace(draft, created_by=by, version=0), audience=audience, at=at)


def _begin(parts: Parts, draft: Campaign, *, audience: Audience, at: datetime) -> Campaign:
    key = f"{draft.practice_id}/campaigns/{draft.id}/audience-{parts.new_id()}.json"
    parts.files.put(key, write_audience(audience), content_type="application/json")
    campaign = draft.changed(state=CampaignState.SPLITTING, audience_key=key)
    if draft.version == 0:
        parts.campaigns.add(campaign)
    else:
        parts.campaigns.save(campaign)
    parts.audit.add(
        campaign.practice_id,
        actor=campaign.created_by,
        act="created_again" if campaign.tells_again else "created",
        subject=campaign.id,
        at=at,
    )
    parts.queues.split(campaign.practice_id, campaign.id)
    return campaign


def _wording(
    parts: Parts,
    *,
    practice_id: str,
    kind: Kind,
    template_id: str | None,
    texts: Mapping[str, Texts] | Inline | None,
) -> tuple[Mapping[str, Texts], int, tuple[str, ...]]:
    if template_id is None:
        inline = texts if isinstance(texts, Inline) else Inline(dict(texts or {}))
        check_texts(
            parts,
            kind=kind,
            texts=inline.texts,
            extra_fields=inline.extra_fields,
            acknowledged_email_fields=inline.acknowledged_email_fields,
        )
        return inline.texts, 0, inline.extra_fields
    template = parts.records.template(practice_id, template_id)
    if template is None:
        raise NamesNoTemplate
    if template.kind is not kind:
        raise WrongKind
    return template.texts, template.version, template.extra_fields
