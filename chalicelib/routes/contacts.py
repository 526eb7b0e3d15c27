"""Correcting a contact in place, and noting that somebody asked us to stop."""

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.stops import StopKind
from chalicelib.exchange.contact_details import ContactRecord, contact_record
from chalicelib.exchange.correct_contact import BadContact, NoAddress, use_again
from chalicelib.exchange.lift_stop import NobodysWish, lift_stop
from chalicelib.exchange.ports import Changed
from chalicelib.exchange.record_stop import NothingToStop, Scope, Told, record_stop
from chalicelib.exchange.save_contact import Corrected, Said, save_contact
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError, Form
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.contacts import contact_errors, contact_page

pages = StaffDoor(__name__)
CHANGED = FieldError("", "Somebody changed this record meanwhile. Check it and save it again")
CHOOSE_STOP = FieldError("stop", "Choose what to stop")


@pages.get("/contacts/{contact_id}", right="view")
def show_contact(visit: Visit, contact_id: str) -> Page:
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    return contact_page(
        visit.frame,
        record=record,
        practice=visit.practice,
        back=_back(visit, record),
        at=visit.at,
    )


@pages.post("/contacts/{contact_id}", right="view")
def change_contact(visit: Visit, contact_id: str) -> Page | Response:
    form = visit.form
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    version = form.whole_number("version")
    corrected = _corrected(form, may_choose=visit.may("create"))
    if not form.is_valid:
        return _again(visit, record, form.errors)
    try:
        save_contact(
            visit.parts,
            practice_id=visit.practice_id,
            contact_id=contact_id,
            version_seen=version,
            corrected=corrected,
            by=visit.by,
            at=visit.at,
        )
    except BadContact as bad:
        return _again(visit, record, contact_errors(bad))
    except Changed:
        return _again(visit, record, (CHANGED,))
    return see_other(_back(visit, record), notice=_done("The record is corrected."))


@pages.post("/contacts/{contact_id}/stops", right="view")
def stop_contact(visit: Visit, contact_id: str) -> Page | Response:
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    scopes = [scope for scope in Scope if scope.value in visit.form.all("stop")]
    try:
        record_stop(
            visit.parts,
            practice_id=visit.practice_id,
            contact_id=contact_id,
            scopes=scopes,
            told=Told(visit.by, visit.at),
        )
    except NothingToStop:
        return contact_page(
            visit.frame,
            record=record,
            practice=visit.practice,
            back=_back(visit, record),
            at=visit.at,
            errors=(CHOOSE_STOP,),
        )
    said = _done("The stop is recorded. Ask how you may reach them instead.")
    return see_other(urls.contact(contact_id, back=_back(visit, record)), notice=said)


@pages.post("/contacts/{contact_id}/stops/lift", right="create")
def begin_again(visit: Visit, contact_id: str) -> Response:
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    method = _method(visit.form)
    try:
        lift_stop(
            visit.parts,
            practice_id=visit.practice_id,
            contact_id=contact_id,
            method=method,
            kind=StopKind(visit.form.choice("kind", among=[kind.value for kind in StopKind])),
            told=Told(visit.by, visit.at),
        )
    except (ValueError, NobodysWish) as error:
        raise NoAddress from error
    said = _done("They hear from you there again, from the next message on.")
    return see_other(urls.contact(contact_id, back=_back(visit, record)), notice=said)


@pages.post("/contacts/{contact_id}/use-again", right="view")
def use_address_again(visit: Visit, contact_id: str) -> Response:
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    use_again(
        visit.parts,
        practice_id=visit.practice_id,
        contact_id=contact_id,
        method=_method(visit.form),
        by=visit.by,
        at=visit.at,
    )
    said = _done("The address is used again, from the next message on.")
    return see_other(urls.contact(contact_id, back=_back(visit, record)), notice=said)


def _corrected(form: Form, *, may_choose: bool) -> Corrected:
    return Corrected(
        name=form.text("name", required="Enter the name"),
        language=form.text("language"),
        methods={method: form.text(method.value) for method in ContactMethod},
        said=_said(form) if may_choose else None,
    )


def _said(form: Form) -> Said:
    return Said(
        preferred_method=_choice(form, "preferred_method"),
        needs={need: _choice(form, f"need_{need.value}") for need in Need},
        do_not_contact=form.has("do_not_contact"),
    )


def _choice(form: Form, name: str) -> Choice | None:
    chosen = form.choice(name, among=("", *(choice.value for choice in Choice)))
    return Choice(chosen) if chosen else None


def _method(form: Form) -> ContactMethod:
    """:raises NoAddress: if it is none of the five."""
    try:
        return ContactMethod(form.typed("method"))
    except ValueError as error:
        raise NoAddress from error


def _again(visit: Visit, record: ContactRecord, errors: tuple[FieldError, ...]) -> Page:
    return contact_page(
        visit.frame,
        record=record,
        practice=visit.practice,
        back=_back(visit, record),
        at=visit.at,
        typed=visit.form,
        errors=errors,
    )


def _back(visit: Visit, record: ContactRecord) -> str:
    """Where they came from, else the record of the first patient."""
    asked = visit.query.text("back")
    if asked:
        return urls.local_path(asked)
    return urls.patient(record.patients[0].id) if record.patients else urls.patients()


def _done(text: str) -> Notice:
    return Notice(tone="good", heading="Done", text=text)
