"""The door of the API for patients, and for how their contacts want to be reached."""

from chalice.app import Blueprint

from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.patient_details import patient_details
from chalicelib.exchange.prefer import UNCHANGED, prefer, save_defaults
from chalicelib.routes.api import answers
from chalicelib.routes.api.bodies import Body
from chalicelib.routes.api.calls import ANY_TYPE, Answer, Asked, call

patients = Blueprint(__name__)
NEEDS = tuple(need.value for need in Need)


@patients.route("/api/v1/patients/{patient_id}", methods=["GET"], content_types=ANY_TYPE)
@call(patients, right="view")
def show_patient(asked: Asked) -> Answer:
    found = patient_details(asked.parts, asked.practice_id, asked.id("patient_id", of="patient"))
    return Answer(answers.patient(found))


@patients.route(
    "/api/v1/contacts/{contact_id}/preferences", methods=["PUT"], content_types=ANY_TYPE
)
@call(patients, right="create")
def put_preferences(asked: Asked) -> Answer:
    contact_id = asked.id("contact_id", of="contact")
    body = asked.body()
    body.only("preferred_method", "needs", "do_not_contact")
    method = body.choice_or_null("preferred_method", Choice)
    needs = _needs(body.object("needs")) if body.has("needs") else {}
    stays_away = body.flag("do_not_contact")
    body.check()
    contact = prefer(
        asked.parts,
        practice_id=asked.practice_id,
        contact_id=contact_id,
        preferred_method=method if body.has("preferred_method") else UNCHANGED,
        needs=needs,
        do_not_contact=stays_away if body.has("do_not_contact") else UNCHANGED,
        by=asked.by,
        at=asked.at,
    )
    return Answer(answers.preferences(contact.preferences))


@patients.route("/api/v1/preferences", methods=["GET"], content_types=ANY_TYPE)
@call(patients, right="view")
def show_defaults(asked: Asked) -> Answer:
    practice = asked.parts.records.practice(asked.practice_id)
    return Answer(answers.defaults(practice.defaults))


@patients.route("/api/v1/preferences", methods=["PUT"], content_types=ANY_TYPE)
@call(patients, right="admin")
def put_defaults(asked: Asked) -> Answer:
    body = asked.body()
    defaults = _needs(body)
    body.check()
    practice = save_defaults(
        asked.parts,
        practice_id=asked.practice_id,
        defaults=defaults,
        by=asked.by,
        at=asked.at,
    )
    return Answer(answers.defaults(practice.defaults))


def _needs(body: Body) -> dict[Need, Choice | None]:
    body.only(*NEEDS)
    return {Need(name): body.choice_or_null(name, Choice) for name in body.names() if name in NEEDS}
