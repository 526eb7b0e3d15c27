"""What the two tabs of campaigns have in common: their list and their first step."""

from dataclasses import replace

from chalicelib.domain.campaigns import NAME_CHARACTERS, Campaign, CampaignState, Shelf
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import LANGUAGES, PRACTICE_FIELDS, Kind, Texts
from chalicelib.exchange.create import Inline, MissingShared
from chalicelib.exchange.drafts import save_words
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.list_campaigns import gone_so_far, list_campaigns
from chalicelib.exchange.save_template import NoSuchTemplate, TemplateTroubles
from chalicelib.routes.door import Page, Response, Visit, see_other
from chalicelib.routes.own_details import read_own_details
from chalicelib.web import urls
from chalicelib.web.forms import FieldError, Form
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.campaign_list import ROWS, SHOWN, campaign_list_page
from chalicelib.web.presenters.message_step import (
    Starts,
    Written,
    field_errors,
    is_delicate,
    message_step_page,
    missing_values,
)
from chalicelib.web.presenters.trail import read_trail
from chalicelib.web.presenters.used_messages import used_messages_page

CARRIED = (
    "patients",
    "date",
    "provider",
    "location",
    "appointments",
    "recall_due_before",
)
"""What the schedule or a patient’s record may hand over to the second step."""
USED = frozenset({CampaignState.SENDING, CampaignState.DONE, CampaignState.STOPPED})
USED_ROWS = 15
START_CHARACTERS = 80
"""A word and an id; longer ones name nothing."""


def show_list(visit: Visit, kind: Kind) -> Page:
    """The tab’s own page."""
    show = visit.query.text("show")
    show = show if show in SHOWN else ""
    trail = read_trail(visit.query.text("after"))
    found = list_campaigns(
        visit.parts,
        visit.practice_id,
        shelf=Shelf(kind.value),
        states=SHOWN[show][1],
        limit=ROWS,
        cursor=trail.cursor,
    )
    return campaign_list_page(
        visit.frame,
        practice=visit.practice,
        held=visit.parts.credits.balance(visit.practice_id),
        kind=kind,
        show=show,
        found=found,
        gone=gone_so_far(visit.parts, found.items),
        trail=trail,
        at=visit.at,
    )


def show_used(visit: Visit, kind: Kind) -> Page:
    """What was sent before, to begin again with its words."""
    trail = read_trail(visit.query.text("after"))
    found = list_campaigns(
        visit.parts,
        visit.practice_id,
        shelf=Shelf(kind.value),
        states=USED,
        limit=ROWS,
        cursor=trail.cursor,
    )
    return used_messages_page(
        visit.frame, practice=visit.practice, kind=kind, found=found, trail=trail, at=visit.at
    )


def show_message_step(visit: Visit, kind: Kind, *, campaign: Campaign | None = None) -> Page:
    """The first step, with the words of the campaign, of a template or of a message used."""
    start = visit.query.text("start")
    if start:
        written = started(visit, start)
    else:
        written = Written() if campaign is None else written_of(campaign)
    asked_for = replace(written, need=written.need or visit.query.text("need"))
    return _page(visit, kind, campaign=campaign, written=asked_for, carried=carried(visit.query))


def save_message_step(
    visit: Visit, kind: Kind, *, campaign: Campaign | None = None
) -> Page | Response:
    """Keep what was typed, and go on to the second step; or show what is wrong with it."""
    form = visit.form
    form.text("name", required="Enter a name", at_most=NAME_CHARACTERS)
    form.choice("need", among=list(Need), problem="Choose what the message is about")
    written, errors = read_written(form), form.errors
    if not errors:
        try:
            saved = _saved(visit, kind, written, campaign=campaign)
            return _go_on(visit, saved, before=campaign)
        except TemplateTroubles as troubles:
            errors = field_errors(troubles.troubles)
        except MissingShared as missing:
            errors = missing_values(missing.fields)
    return _page(
        visit, kind, campaign=campaign, written=written, carried=carried(form), errors=errors
    )


def _saved(visit: Visit, kind: Kind, written: Written, *, campaign: Campaign | None) -> Campaign:
    return save_words(
        visit.parts,
        practice_id=visit.practice_id,
        campaign_id=None if campaign is None else campaign.id,
        kind=kind,
        need=Need(written.need),
        name=written.name.strip(),
        words=Inline(
            written.texts,
            extra_fields=written.extra_fields,
            acknowledged_email_fields=written.is_acknowledged,
        ),
        shared_values=written.values,
        by=visit.by,
        at=visit.at,
    )


def read_written(form: Form) -> Written:
    """Everything that stands in the fields of the first step."""
    texts = read_texts(form)
    own = read_own_details(form, texts=texts.values())
    return Written(
        name=form.typed("name"),
        need=form.typed("need"),
        texts=texts,
        extra_fields=tuple(own.values),
        values=own.values,
        unnamed=own.unnamed,
        is_acknowledged=form.has("acknowledged_email_fields"),
    )


def read_texts(form: Form) -> dict[str, Texts]:
    """The words of each language that has some."""
    texts = {
        code: Texts(
            subject=form.typed(f"{code}_subject").strip(),
            email=form.typed(f"{code}_email").strip(),
            text=form.typed(f"{code}_text").strip(),
            phone=form.typed(f"{code}_phone").strip(),
        )
        for code in LANGUAGES
    }
    return {code: held for code, held in texts.items() if held != Texts()}


def carried(form: Form) -> tuple[tuple[str, str], ...]:
    """What was handed over, to be handed on."""
    pairs = ((name, ",".join(form.all(name))) for name in CARRIED)
    return tuple((name, value) for name, value in pairs if value)


def written_of(campaign: Campaign) -> Written:
    """The words of a campaign as fields."""
    values = {
        name: value for name, value in campaign.shared_values.items() if name not in PRACTICE_FIELDS
    }
    return Written(
        name=campaign.name,
        need=campaign.need.value,
        texts=campaign.texts,
        extra_fields=tuple(values),
        values=values,
        is_acknowledged=is_delicate(campaign.texts),
    )


def started(visit: Visit, start: str) -> Written:
    """
    The words to start from: `template:<id>` or `used:<campaign id>`.

    :raises NoSuchTemplate: if there is none such; :raises NoSuchCampaign: likewise.
    """
    what, _, which = start[:START_CHARACTERS].partition(":")
    if what == "used":
        used = campaign_of(visit.parts, visit.practice_id, which)
        return replace(written_of(used), started_from=f"Started from {used.name}.")
    template = visit.parts.records.template(visit.practice_id, which) if which else None
    if template is None:
        raise NoSuchTemplate
    return Written(
        name=template.name,
        need=template.need.value,
        texts=template.texts,
        extra_fields=template.extra_fields,
        is_acknowledged=is_delicate(template.texts),
        started_from=f"Started from the template {template.name}.",
    )


def _page(
    visit: Visit,
    kind: Kind,
    *,
    campaign: Campaign | None,
    written: Written,
    carried: tuple[tuple[str, str], ...],
    errors: tuple[FieldError, ...] = (),
) -> Page:
    used = list_campaigns(
        visit.parts, visit.practice_id, shelf=Shelf(kind.value), states=USED, limit=USED_ROWS
    )
    templates = visit.parts.records.templates(visit.practice_id)
    return message_step_page(
        visit.frame,
        practice=visit.practice,
        kind=kind,
        campaign_id="" if campaign is None else campaign.id,
        written=written,
        starts=Starts(templates=templates, used=used.items),
        carried=carried,
        at=visit.at,
        errors=errors,
    )


def _go_on(visit: Visit, saved: Campaign, *, before: Campaign | None) -> Response:
    if visit.form.has("save"):
        kept = Notice(tone="good", heading="Done", text="Saved as a draft.")
        return see_other(urls.campaigns(saved.kind.value), notice=kept)
    handed_on = dict(carried(visit.form))
    if before is not None and before.id != saved.id:
        # What was made of the older words gives way once the new messages are made.
        handed_on["replaces"] = before.id
    if saved.kind is Kind.PERSONALIZED:
        return see_other(urls.campaign_patients(saved.id, **handed_on))
    return see_other(urls.campaign_addresses(saved.id, replaces=handed_on.get("replaces", "")))
