"""The wordings that the practice keeps; every save is a new version."""

from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import LANGUAGES, Kind, Template, Texts
from chalicelib.exchange.save_template import NoSuchTemplate, TemplateTroubles, save_template
from chalicelib.exchange.template_versions import template_versions
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError, Form
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.message_step import field_errors
from chalicelib.web.presenters.templates import (
    Typed,
    new_template_page,
    template_page,
    templates_page,
)
from chalicelib.web.words import NEEDS

pages = StaffDoor(__name__)
PARTS = {
    Kind.PERSONALIZED: ("subject", "email", "text", "phone"),
    Kind.BROADCAST: ("subject", "email"),
}


@pages.get("/templates", right="view")
def list_templates(visit: Visit) -> Page:
    need = visit.query.text("need")
    return templates_page(
        visit.frame,
        practice=visit.practice,
        templates=visit.parts.records.templates(visit.practice_id),
        need=need if need in NEEDS else "",
        at=visit.at,
    )


@pages.get("/templates/new", right="view")
def begin_template(visit: Visit) -> Page:
    kind = visit.query.text("kind")
    offered = kind if kind in [each.value for each in Kind] else Kind.PERSONALIZED.value
    return new_template_page(visit.frame, typed=Typed(kind=offered))


@pages.post("/templates/new", right="view")
def add_template(visit: Visit) -> Page | Response:
    form = visit.form
    form.choice("kind", among=[each.value for each in Kind], problem="Choose what it is for")
    kind = Kind(form.typed("kind")) if form.is_valid else Kind.PERSONALIZED
    typed = _typed(form, kind=kind)
    saved = _save(visit, typed, template_id=None)
    if isinstance(saved, Template):
        return _saved(saved)
    return new_template_page(visit.frame, typed=typed, errors=saved)


@pages.get("/templates/{template_id}", right="view")
def show_template(visit: Visit, template_id: str) -> Page:
    versions = template_versions(visit.parts, visit.practice_id, template_id)
    asked = visit.query.text("version")
    shown = next((each for each in versions if str(each.version) == asked), None)
    if asked and shown is None:
        raise NoSuchTemplate
    return template_page(
        visit.frame,
        practice=visit.practice,
        versions=versions,
        shown=shown or versions[0],
        at=visit.at,
    )


@pages.post("/templates/{template_id}", right="view")
def change_template(visit: Visit, template_id: str) -> Page | Response:
    versions = template_versions(visit.parts, visit.practice_id, template_id)
    # What a template is for stays: campaigns of the other kind could not use it.
    typed = _typed(visit.form, kind=versions[0].kind)
    saved = _save(visit, typed, template_id=template_id)
    if isinstance(saved, Template):
        return _saved(saved)
    return template_page(
        visit.frame,
        practice=visit.practice,
        versions=versions,
        shown=versions[0],
        at=visit.at,
        typed=typed,
        errors=saved,
    )


def _typed(form: Form, *, kind: Kind) -> Typed:
    return Typed(
        name=form.text("name"),
        kind=kind.value,
        need=form.typed("need"),
        texts={
            code: Texts(**{part: form.text(f"{code}_{part}") for part in PARTS[kind]})
            for code in LANGUAGES
        },
        extra_fields=form.text("extra_fields") if kind is Kind.BROADCAST else "",
        is_acknowledged=form.has("acknowledged_email_fields"),
    )


def _save(
    visit: Visit, typed: Typed, *, template_id: str | None
) -> Template | tuple[FieldError, ...]:
    need = visit.form.choice("need", among=list(NEEDS), problem="Choose what the message is about")
    if not visit.form.is_valid:
        return visit.form.errors
    try:
        return save_template(
            visit.parts,
            practice_id=visit.practice_id,
            template_id=template_id,
            name=typed.name,
            need=Need(need),
            kind=Kind(typed.kind),
            texts=typed.texts,
            by=visit.by,
            at=visit.at,
            extra_fields=tuple(typed.extra_fields.replace(",", " ").split()),
            acknowledged_email_fields=typed.is_acknowledged,
        )
    except TemplateTroubles as error:
        return field_errors(error.troubles)


def _saved(template: Template) -> Response:
    said = Notice(
        tone="good",
        heading="Done",
        text=f"Saved as version {template.version}. Messages already made keep their words.",
    )
    return see_other(urls.template(template.id), notice=said)
