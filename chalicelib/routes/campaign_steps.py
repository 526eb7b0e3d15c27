"""The first two steps of a campaign that is kept: its words, its patients or its addresses."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.audiences import (
    Audience,
    PastedAddresses,
)
from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.patients import ID_CHARACTERS
from chalicelib.domain.templates import Kind
from chalicelib.exchange.check_addresses import (
    CHECKED_AT_ONCE,
    check_addresses,
    not_addresses,
)
from chalicelib.exchange.choose_patients import choose_patients
from chalicelib.exchange.drafts import REMAKEABLE, audience_of, make_messages_of
from chalicelib.exchange.find import NoSuchCampaign, campaign_of
from chalicelib.routes.campaign_lists import save_message_step, show_message_step
from chalicelib.routes.chosen_audience import chosen_addresses, chosen_audience
from chalicelib.routes.days import read_day
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import Form
from chalicelib.web.presenters.addresses_step import (
    ChoosingAddresses,
    addresses_step_page,
    choosing_addresses_of,
)
from chalicelib.web.presenters.patients_step import Choosing, choosing_of, patients_step_page

steps = StaffDoor(__name__)
AS_BEFORE = "as_before"
"""Messages that are sent again keep whom they are for, one by one."""
ADDRESS_AUDIENCES = ("everyone", "everyone_with_email", "addresses")
VISITS_LISTED = 60
DAYS_OF_VISITS = 14
"""Providers and locations to choose from are those of the day’s first visits, or the next ones."""


@steps.get("/campaigns/{campaign_id}/message", right="create")
def show_words(visit: Visit, campaign_id: str) -> Page:
    campaign = _unsent(visit, campaign_id)
    return show_message_step(visit, campaign.kind, campaign=campaign)


@steps.post("/campaigns/{campaign_id}/message", right="create")
def save_words(visit: Visit, campaign_id: str) -> Page | Response:
    campaign = _unsent(visit, campaign_id)
    return save_message_step(visit, campaign.kind, campaign=campaign)


@steps.get("/campaigns/{campaign_id}/patients", right="create")
def show_patients(visit: Visit, campaign_id: str) -> Page:
    campaign = _unsent(visit, campaign_id, kind=Kind.PERSONALIZED)
    handed_over = _choosing(visit.query)
    before = campaign_of_or_none(visit, handed_over.replaces) or campaign
    chosen = replace(handed_over, is_digest=before.is_digest)
    choosing = choosing_of(_before(visit, campaign, handed_over), otherwise=chosen)
    return _patients_page(visit, campaign, choosing)


@steps.post("/campaigns/{campaign_id}/patients", right="create")
def make_for_patients(visit: Visit, campaign_id: str) -> Page | Response:
    campaign = _unsent(visit, campaign_id, kind=Kind.PERSONALIZED)
    form, choosing = visit.form, _choosing(visit.form)
    if form.typed("do") == "search":
        return _patients_page(visit, campaign, choosing)
    as_before = choosing.audience == AS_BEFORE
    audience = _before(visit, campaign, choosing) if as_before else chosen_audience(form, choosing)
    if audience is None:
        return _patients_page(visit, campaign, choosing)
    return _make(
        visit,
        campaign,
        audience,
        replaces=choosing.replaces,
        is_digest=choosing.is_digest,
        tells_again=choosing.tells_again,
    )


@steps.get("/campaigns/{campaign_id}/addresses", right="create")
def show_addresses(visit: Visit, campaign_id: str) -> Page:
    campaign = _unsent(visit, campaign_id, kind=Kind.BROADCAST)
    replaces = _id(visit.query, "replaces")
    before = campaign_of_or_none(visit, replaces) or campaign
    choosing = choosing_addresses_of(audience_of(visit.parts, before), replaces=replaces)
    return addresses_step_page(visit.frame, campaign=campaign, choosing=choosing)


@steps.post("/campaigns/{campaign_id}/addresses", right="create")
def make_for_addresses(visit: Visit, campaign_id: str) -> Page | Response:
    campaign = _unsent(visit, campaign_id, kind=Kind.BROADCAST)
    form = visit.form
    chosen = form.choice("audience", among=ADDRESS_AUDIENCES, problem="Choose who gets the email")
    choosing = ChoosingAddresses(chosen, form.typed("addresses"), _id(form, "replaces"))
    audience = chosen_addresses(form, choosing)
    if audience is None:
        return addresses_step_page(
            visit.frame, campaign=campaign, choosing=choosing, errors=form.errors
        )
    is_short = isinstance(audience, PastedAddresses) and len(audience.addresses) <= CHECKED_AT_ONCE
    if form.typed("do") != "check" or not is_short:
        # A list of thousands is counted where the messages are made; the next page shows it.
        return _make(visit, campaign, audience, replaces=choosing.replaces)
    return addresses_step_page(
        visit.frame,
        campaign=campaign,
        choosing=choosing,
        checked=check_addresses(visit.parts, campaign, audience=audience, at=visit.at),
        invalid=not_addresses(choosing.pasted),
    )


def _before(visit: Visit, campaign: Campaign, choosing: Choosing) -> Audience | None:
    """Whom the messages were for that this draft changes."""
    before = campaign_of_or_none(visit, choosing.replaces) or campaign
    return audience_of(visit.parts, before)


def _make(
    visit: Visit, campaign: Campaign, audience: Audience, *, replaces: str, **how: bool
) -> Response:
    made = make_messages_of(
        visit.parts,
        practice_id=visit.practice_id,
        campaign_id=campaign.id,
        audience=audience,
        replaces=replaces,
        by=visit.by,
        at=visit.at,
        **how,
    )
    return see_other(urls.campaign_preview(made.id))


def _unsent(visit: Visit, campaign_id: str, *, kind: Kind | None = None) -> Campaign:
    """
    A campaign whose words and patients can still be changed.

    :raises NoSuchCampaign: if there is none, or its patients are addresses, or the reverse.
    :raises WrongState: if it was sent or discarded.
    """
    campaign = campaign_of(visit.parts, visit.practice_id, campaign_id)
    if kind not in (None, campaign.kind):
        raise NoSuchCampaign
    campaign.must_be(CampaignState.DRAFT, *REMAKEABLE)
    return campaign


def campaign_of_or_none(visit: Visit, campaign_id: str) -> Campaign | None:
    """The campaign that is being replaced, if it is still there."""
    return visit.parts.campaigns.get(visit.practice_id, campaign_id) if campaign_id else None


def _patients_page(visit: Visit, campaign: Campaign, choosing: Choosing) -> Page:
    found = choose_patients(visit.parts, visit.practice, need=campaign.need, search=choosing.search)
    return patients_step_page(
        visit.frame,
        campaign=campaign,
        choosing=choosing,
        found=found,
        visits=_visits(visit, choosing),
        errors=visit.form.errors,
    )


def _visits(visit: Visit, choosing: Choosing) -> tuple[Appointment, ...]:
    zone = visit.practice.time_zone
    day = read_day(choosing.date)
    first = day or visit.at.astimezone(zone).date()
    last = first + timedelta(days=1 if day else DAYS_OF_VISITS)
    return visit.parts.records.appointments_between(
        visit.practice_id,
        start=datetime.combine(first, time(), zone),
        end=datetime.combine(last, time(), zone),
        limit=VISITS_LISTED,
    ).items


def _choosing(form: Form) -> Choosing:
    appointments = _ids(form, "appointments")
    handed_over = "appointments" if appointments or form.text("date") else "patients"
    # A list of the schedule holds for its own day; another day has other appointments.
    is_same_day = form.text("appointments_of") in ("", form.text("date"))
    return Choosing(
        audience=form.text("audience") or handed_over,
        chosen=_ids(form, "patients"),
        search=form.text("search"),
        date=form.text("date"),
        provider=form.text("provider"),
        location=form.text("location"),
        appointments=appointments if is_same_day and read_day(form.text("date")) else (),
        recall_due_before=form.text("recall_due_before"),
        tells_again=form.text("tells_again") == "yes",
        replaces=_id(form, "replaces"),
        is_digest=form.has("digest"),
    )


def _ids(form: Form, name: str) -> tuple[str, ...]:
    """Ids that came one by one, or together with commas."""
    pieces = (piece.strip() for value in form.all(name) for piece in value.split(","))
    return tuple(dict.fromkeys(each for each in pieces if 0 < len(each) <= ID_CHARACTERS))


def _id(form: Form, name: str) -> str:
    return form.typed(name)[:ID_CHARACTERS]
