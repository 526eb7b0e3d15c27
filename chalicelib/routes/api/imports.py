"""The door of the API for files of patients and appointments, and what became of their lines."""

from http import HTTPStatus

from chalice.app import Blueprint

from chalicelib.domain.imports import ImportKind
from chalicelib.exchange.start_import import (
    import_result,
    import_upload,
    start_import,
    start_upload,
)
from chalicelib.routes.api import answers
from chalicelib.routes.api.bodies import ID_CHARACTERS
from chalicelib.routes.api.calls import ANY_TYPE, Answer, Asked, call, raw_body
from chalicelib.routes.api.file_types import FILE_TYPES

imports = Blueprint(__name__)


@imports.route("/api/v1/uploads", methods=["POST"], content_types=ANY_TYPE)
@call(imports, right="create")
def add_upload(asked: Asked) -> Answer:
    upload = start_upload(asked.parts, practice_id=asked.practice_id)
    return Answer(answers.upload(upload), HTTPStatus.CREATED)


@imports.route("/api/v1/imports/patients", methods=["POST"], content_types=ANY_TYPE)
@call(imports, right="create")
def import_patients(asked: Asked) -> Answer:
    return _import(asked, ImportKind.PATIENTS)


@imports.route("/api/v1/imports/appointments", methods=["POST"], content_types=ANY_TYPE)
@call(imports, right="create")
def import_appointments(asked: Asked) -> Answer:
    return _import(asked, ImportKind.APPOINTMENTS)


@imports.route("/api/v1/imports/{import_id}", methods=["GET"], content_types=ANY_TYPE)
@call(imports, right="view")
def show_import(asked: Asked) -> Answer:
    found = import_result(
        asked.parts,
        practice_id=asked.practice_id,
        import_id=asked.id("import_id", of="import"),
    )
    return Answer(answers.load(found))


def _import(asked: Asked, kind: ImportKind) -> Answer:
    if asked.content_type.partition(";")[0].strip().lower() in FILE_TYPES:
        load = start_import(
            asked.parts,
            practice_id=asked.practice_id,
            kind=kind,
            body=raw_body(asked.request),
            by=asked.by,
            at=asked.at,
        )
    else:
        load = import_upload(
            asked.parts,
            practice_id=asked.practice_id,
            kind=kind,
            upload_id=_upload_id(asked),
            by=asked.by,
            at=asked.at,
        )
    return Answer({"id": load.id, "state": load.state.value}, HTTPStatus.ACCEPTED)


def _upload_id(asked: Asked) -> str:
    body = asked.body(also=" or ".join(FILE_TYPES))
    body.only("upload")
    upload_id = body.line("upload", at_most=ID_CHARACTERS, required=True)
    body.check()
    return upload_id
