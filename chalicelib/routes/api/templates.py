"""The door of the API for templates: each save is a new version."""

from dataclasses import dataclass
from http import HTTPStatus

from chalice.app import Blueprint

from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.save_template import NAME_CHARACTERS, save_template
from chalicelib.routes.api import answers
from chalicelib.routes.api.bodies import Body
from chalicelib.routes.api.calls import ANY_TYPE, Answer, Asked, call
from chalicelib.routes.api.lists import sliced
from chalicelib.routes.api.problems import not_there
from chalicelib.routes.api.queries import read_list_query
from chalicelib.routes.api.texts import read_extra_fields, read_texts

templates = Blueprint(__name__)
FIELDS = ("name", "need", "kind", "texts", "extra_fields", "acknowledged_email_fields")


@templates.route("/api/v1/templates", methods=["GET"], content_types=ANY_TYPE)
@call(templates, right="view")
def list_templates(asked: Asked) -> Answer:
    wanted = read_list_query(asked.query)
    held = asked.parts.records.templates(asked.practice_id)
    return Answer(answers.listed(sliced(held, wanted=wanted), answers.template))


@templates.route("/api/v1/templates", methods=["POST"], content_types=ANY_TYPE)
@call(templates, right="view")
def add_template(asked: Asked) -> Answer:
    return Answer(_save(asked, template_id=None), HTTPStatus.CREATED)


@templates.route("/api/v1/templates/{template_id}", methods=["GET"], content_types=ANY_TYPE)
@call(templates, right="view")
def show_template(asked: Asked) -> Answer:
    template_id = asked.id("template_id", of="template")
    held = asked.parts.records.template(asked.practice_id, template_id)
    if held is None:
        raise not_there("template")
    return Answer(answers.template(held))


@templates.route("/api/v1/templates/{template_id}", methods=["PUT"], content_types=ANY_TYPE)
@call(templates, right="view")
def put_template(asked: Asked) -> Answer:
    return Answer(_save(asked, template_id=asked.id("template_id", of="template")))


@dataclass(frozen=True)
class _Read:
    name: str
    need: Need
    kind: Kind
    texts: dict[str, Texts]
    extra_fields: tuple[str, ...]
    is_acknowledged: bool


def _save(asked: Asked, *, template_id: str | None) -> answers.Json:
    read = _read(asked.body())
    kept = save_template(
        asked.parts,
        practice_id=asked.practice_id,
        template_id=template_id,
        name=read.name,
        need=read.need,
        kind=read.kind,
        texts=read.texts,
        by=asked.by,
        at=asked.at,
        extra_fields=read.extra_fields,
        acknowledged_email_fields=read.is_acknowledged,
    )
    return answers.template(kept)


def _read(body: Body) -> _Read:
    body.only(*FIELDS)
    name = body.line("name", at_most=NAME_CHARACTERS, required=True)
    need, kind = body.choice("need", Need), body.choice("kind", Kind)
    texts = read_texts(body)
    extra_fields = read_extra_fields(body)
    is_acknowledged = body.flag("acknowledged_email_fields")
    body.check()
    return _Read(
        name,
        # Checked above: without them `check` has raised.
        need or Need.ANNOUNCEMENT,
        kind or Kind.PERSONALIZED,
        texts,
        extra_fields,
        is_acknowledged,
    )
