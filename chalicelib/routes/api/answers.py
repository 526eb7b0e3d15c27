"""Patients, templates, campaigns and the rest as the JSON API shows them: plain values only."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.credits import Balance, CreditPlan, Entry, Purchase
from chalicelib.domain.imports import Import, Rejected
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.domain.templates import LANGUAGES, Template, Texts
from chalicelib.exchange.patient_details import ContactDetails, PatientDetails
from chalicelib.exchange.ports import Slice
from chalicelib.exchange.start_import import Upload

Item = TypeVar("Item")
Json = dict[str, object]


def listed(part: Slice[Item], show: Callable[[Item], Json]) -> Json:
    """A page of a list."""
    return {"items": [show(item) for item in part.items], "next": part.next}


def moment(at: datetime | None) -> str | None:
    """A time with its offset."""
    return None if at is None else at.isoformat()


def patient(details: PatientDetails) -> Json:
    held = details.patient
    return {
        "id": held.id,
        "first_name": held.first_name,
        "last_name": held.last_name,
        "date_of_birth": held.date_of_birth.isoformat() if held.date_of_birth else None,
        "language": held.language,
        "recall_due": held.recall_due.isoformat() if held.recall_due else None,
        "recall_reason": held.recall_reason or None,
        "contacts": [_contact(each) for each in details.contacts],
    }


def preferences(said: Preferences) -> Json:
    return {
        "preferred_method": said.preferred_method,
        "needs": {need.value: said.needs.get(need) for need in Need},
        "do_not_contact": said.do_not_contact,
    }


def defaults(held: Mapping[Need, Choice]) -> Json:
    return {need.value: held.get(need) for need in Need}


def template(held: Template) -> Json:
    return {
        "id": held.id,
        "version": held.version,
        "name": held.name,
        "need": held.need.value,
        "kind": held.kind.value,
        "texts": {
            language: _texts(held.texts[language])
            for language in LANGUAGES
            if language in held.texts
        },
        "extra_fields": list(held.extra_fields),
        "saved_by": held.saved_by,
        "saved_at": moment(held.saved_at),
    }


def upload(held: Upload) -> Json:
    return {
        "id": held.id,
        "url": held.url,
        "fields": dict(held.fields),
        "limit_bytes": held.limit_bytes,
    }


def load(held: Import) -> Json:
    return {
        "id": held.id,
        "kind": held.kind.value,
        "state": held.state.value,
        "rows": held.rows,
        "imported": held.imported,
        "unchanged": held.unchanged,
        "rejected_rows": held.rejected_rows,
        "rejected": [_rejected(each) for each in held.rejected],
        "unknown_columns": list(held.unknown_columns),
        "problem": held.problem or None,
        "started_at": moment(held.started_at),
        "finished_at": moment(held.finished_at),
    }


def balance(held: Balance, *, low_at: int) -> Json:
    return {
        "available": held.available,
        "reserved": held.reserved,
        "spent": held.spent,
        "owed": held.owed,
        "low_at": low_at,
    }


def plan(offer: CreditPlan) -> Json:
    return {
        "id": offer.id,
        "credits": offer.credits,
        "free": offer.free,
        "price_cents": offer.price_cents,
    }


def purchase(held: Purchase) -> Json:
    return {
        "id": held.id,
        "state": held.state.value,
        "credits": held.credits,
        "free": held.free,
        "price_cents": held.price_cents,
        "bought_by": held.bought_by,
        "bought_at": moment(held.bought_at),
        "changed_at": moment(held.changed_at),
    }


def entry(line: Entry) -> Json:
    return {
        "kind": line.kind.value,
        "cause_id": line.cause_id,
        "caused_at": moment(line.caused_at),
        "recorded_at": moment(line.recorded_at),
        "actor": line.actor,
        "available": line.available,
        "reserved": line.reserved,
        "spent": line.spent,
        "owed": line.owed,
    }


def _contact(details: ContactDetails) -> Json:
    held = details.contact
    return {
        "id": held.id,
        "name": held.name,
        "relationship": details.link.relationship or None,
        "may_receive": details.link.may_receive,
        "language": held.language or None,
        "zone": held.zone or None,
        "methods": {method.value: held.methods.get(method) for method in ContactMethod},
        "stopped": {
            method.value: [stop.kind.value for stop in stops]
            for method, stops in details.stops.items()
        },
        "differs_from_file": [method.value for method in details.differs_from_file],
        "preferences": preferences(held.preferences),
        "choices": {
            need.value: {"choice": chosen[0].value, "origin": chosen[1].value} if chosen else None
            for need, chosen in details.choices.items()
        },
    }


def _texts(texts: Texts) -> Json:
    return {
        "subject": texts.subject,
        "email": texts.email,
        "text": texts.text,
        "phone": texts.phone,
    }


def _rejected(each: Rejected) -> Json:
    said: Json = {"row": each.row, "column": each.column, "problem": each.problem}
    return {**said, "value_hint": each.value_hint} if each.value_hint else said
