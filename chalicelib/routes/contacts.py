"""Correcting a contact in place, and noting that somebody asked us to stop."""

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.contact_details import ContactRecord, contact_record
from chalicelib.exchange.correct_contact import BadContact
from chalicelib.exchange.ports import Changed
from chalicelib.exchange.save_contact import Corrected, Said, save_contact
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError, Form
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.contacts import contact_errors, contact_page

pages = StaffDoor(__name__)
CHANGED = FieldError("", "Somebody changed this record meanwhile. Check it and save it again")


@pages.get("/contacts/{contact_id}", right="view")
def show_contact(visit: Visit, contact_id: str) -> Page:
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    return page_of(visit, record)


@pages.post("/contacts/{contact_id}", right="view")
def change_contact(visit: Visit, contact_id: str) -> Page | Response:
    form = visit.form
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    version = form.whole_number("version")
    corrected = _corrected(form, may_choose=visit.may("create"))
    if not form.is_valid:
        return page_of(visit, record, typed=form, errors=form.errors)
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
        return page_of(visit, record, typed=form, errors=contact_errors(bad))
    except Changed:
        return page_of(visit, record, typed=form, errors=(CHANGED,))
    return see_other(back_of(visit, record), notice=done("The record is corrected."))


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


def page_of(
    visit: Visit,
    record: ContactRecord,
    *,
    typed: Form | None = None,
    errors: tuple[FieldError, ...] = (),
) -> Page:
    """The contact’s page; with what was typed, where there is something to mend."""
    return contact_page(
        visit.frame,
        record=record,
        practice=visit.practice,
        back=back_of(visit, record),
        at=visit.at,
        consents=visit.parts.records.consents(
            visit.practice_id,
            contact_ids=(record.contact.id,),
            addresses=record.contact.methods.values(),
        ),
        typed=typed,
        errors=errors,
    )


def back_of(visit: Visit, record: ContactRecord) -> str:
    """Where they came from, else the record of the first patient."""
    asked = visit.query.text("back")
    if asked:
        return urls.local_path(asked)
    return urls.patient(record.patients[0].id) if record.patients else urls.patients()


def done(text: str) -> Notice:
    """What is said on the next page."""
    return Notice(tone="good", heading="Done", text=text)
