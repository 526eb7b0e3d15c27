"""Addresses to correct as a page: each with its reason, its patients, and a field to mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.contact_methods import Address, shown
from chalicelib.domain.practices import Practice
from chalicelib.domain.resends import RESENDS_AT_ONCE
from chalicelib.domain.stops import StopKind
from chalicelib.exchange.addresses_to_correct import AddressToCorrect
from chalicelib.exchange.resend import Corrected
from chalicelib.web import moments, urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.addresses_to_correct import (
    AddressesToCorrectPage,
    AddressRow,
    CorrectedRow,
)
from chalicelib.web.pages.page import Frame, Pager
from chalicelib.web.words import METHODS, STOPS, listed

ADVICE: Mapping[StopKind, str] = {
    StopKind.HARD_BOUNCE: "Ask for a new address.",
    StopKind.NOT_FOR_TEXTS: "Ask for a number that takes texts.",
    StopKind.NOT_FOR_CALLS: "Ask for a new number.",
    StopKind.COMPLAINT: "Ask how to reach them instead.",
}
ASKED_TO_STOP = "They chose it and then asked us to stop. Ask how to reach them instead."


@dataclass(frozen=True)
class Trial:
    """A correction that could not be kept: what was typed where, and what is wrong with it."""

    field: str
    typed: str
    problem: str


def addresses_page(
    frame: Frame,
    *,
    practice: Practice,
    found: Sequence[AddressToCorrect],
    again: Sequence[Corrected],
    action: str,
    pager: Pager | None,
    at: datetime,
    trial: Trial | None = None,
) -> AddressesToCorrectPage:
    """`action` is this very page of the list."""
    rows = {_key(each): each for each in found}
    return AddressesToCorrectPage(
        frame=frame,
        action=action,
        resend_action=urls.resend_corrected(),
        corrected=tuple(_corrected(each) for each in again),
        rows=tuple(
            _row(each, practice=practice, at=at, field=field, trial=trial)
            for field, each in rows.items()
        ),
        pager=pager,
        # Somebody else may have corrected it meanwhile: then its row is gone.
        errors=(
            (FieldError(trial.field if trial.field in rows else "", trial.problem),)
            if trial
            else ()
        ),
    )


def field_of(contact_id: str, *, method: str) -> str:
    """The id of the field in which an address is corrected."""
    return f"{method}-{contact_id}"


def _corrected(group: Corrected) -> CorrectedRow:
    named = (message.values.get("patient") or message.to for message in group.messages)
    return CorrectedRow(
        campaign_id=group.campaign.id,
        campaign=group.campaign.name,
        href=urls.campaign(group.campaign.id),
        people=tuple(named),
        message_ids=tuple(message.id for message in group.messages[:RESENDS_AT_ONCE]),
        made_href=urls.campaign_preview(group.made.id) if group.made else "",
    )


def _key(each: AddressToCorrect) -> str:
    return field_of(each.contact.id, method=each.method.value)


def _row(
    each: AddressToCorrect, *, practice: Practice, at: datetime, field: str, trial: Trial | None
) -> AddressRow:
    return AddressRow(
        address=shown(Address(each.method, each.stop.address)),
        href=urls.contact(each.contact.id, back=urls.addresses_to_correct()),
        contact=each.contact.name,
        patients=listed(tuple(patient.name for patient in each.patients)) or "–",
        reason=STOPS[each.stop.kind.value],
        advice=ADVICE.get(each.stop.kind, ASKED_TO_STOP),
        at=moments.moment(each.stop.at, zone=practice.time_zone, now=at),
        contact_id=each.contact.id,
        method=each.method.value,
        label=f"New {METHODS[each.method.value].lower()} of {each.contact.name}",
        field=field,
        typed=trial.typed if trial and trial.field == field else "",
        is_correctable=each.is_wrong,
    )
