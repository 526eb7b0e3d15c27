"""Files by the API: good lines are kept, bad ones are named, and nothing comes in twice."""

import pytest

from chalicelib.exchange.import_records import run_import
from chalicelib.exchange.ports import Parts
from chalicelib.intake.any_rows import read_rows
from tests.intake.test_fhir import ANA, LENA, bundle, lines
from tests.intake.workbooks import workbook
from tests.routes.api_client import Api, Told

pytestmark = pytest.mark.storage
PATIENTS = (
    "patient_id,first_name,last_name,contact_id,contact_name,email,preferred_method,shoe_size\n"
    "p1,Lena,Ortiz,c1,Ana Ortiz,Ana@Example.com,email,38\n"
    "p2,Ben,Ortiz,c1,Ana Ortiz,not an address,email,\n"
    "p3,Cleo,Ortiz,,,,,\n"
)
APPOINTMENTS = (
    "appointment_id,patient_id,starts_at,provider,location,status\n"
    "a1,p1,2026-12-01T09:40:00-05:00,Dr Adams,Main office,booked\n"
    "a2,p1,tomorrow,Dr Adams,Main office,booked\n"
)


def sent(api: Api, kind: str, text: str) -> Told:
    return api.post(f"/imports/{kind}", text.encode(), content_type="text/csv; charset=utf-8")


def read(api: Api, parts: Parts, told: Told) -> Told:
    """What the worker does; then what the call says of it."""
    assert (told.status, told.json["state"]) == (202, "running")
    import_id = told.json["id"]
    assert api.get(f"/imports/{import_id}").json["state"] == "running"
    run_import(parts, practice_id=api.practice_id, import_id=import_id, read=read_rows)
    return api.get(f"/imports/{import_id}")


def test_good_lines_are_kept_and_bad_ones_named(api: Api, parts: Parts):
    shown = read(api, parts, sent(api, "patients", PATIENTS)).json

    assert shown["state"] == "done"
    assert (shown["rows"], shown["imported"], shown["unchanged"]) == (3, 2, 0)
    (bad,) = shown["rejected"]
    assert (bad["row"], bad["column"]) == (3, "email")
    assert shown["unknown_columns"] == ["shoe_size"]
    (contact,) = api.get("/patients/p1").json["contacts"]
    assert contact["methods"]["email"] == "ana@example.com"
    assert api.get("/patients/p2").status == 404


def test_the_same_file_again_changes_nothing(api: Api, parts: Parts):
    read(api, parts, sent(api, "patients", PATIENTS))

    again = read(api, parts, sent(api, "patients", PATIENTS)).json

    assert (again["imported"], again["unchanged"]) == (0, 2)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook(("patient_id", "first_name", "last_name"), ("p1", "Lena", "Ortiz")),
        ),
        ("application/fhir+json", bundle(ANA, LENA).encode()),
        ("application/fhir+ndjson; charset=utf-8", lines(LENA, ANA).encode()),
    ],
)
def test_workbooks_and_fhir_come_the_same_way(
    api: Api, parts: Parts, content_type: str, body: bytes
):
    shown = read(api, parts, api.post("/imports/patients", body, content_type=content_type)).json

    assert (shown["state"], shown["rejected"]) == ("done", [])
    assert api.get("/patients/p1").json["first_name"] == "Lena"


def test_an_uploaded_workbook_is_read_as_one(api: Api, parts: Parts):
    upload = api.post("/uploads").json
    body = workbook(("patient_id", "first_name", "last_name"), ("p1", "Lena", "Ortiz"))
    parts.files.put(upload["fields"]["key"], body, content_type="text/csv")

    shown = read(api, parts, api.post("/imports/patients", {"upload": upload["id"]}))

    assert shown.json["imported"] == 1


def test_appointments_come_the_same_way(api: Api, parts: Parts):
    read(api, parts, sent(api, "patients", PATIENTS))

    shown = read(api, parts, sent(api, "appointments", APPOINTMENTS)).json

    assert (shown["imported"], shown["rejected"][0]["column"]) == (1, "starts_at")


def test_a_large_file_is_uploaded_first(api: Api, parts: Parts):
    upload = api.post("/uploads").json
    assert upload["fields"]
    parts.files.put(upload["fields"]["key"], PATIENTS.encode(), content_type="text/csv")

    shown = read(api, parts, api.post("/imports/patients", {"upload": upload["id"]}))

    assert shown.json["imported"] == 2


def test_a_file_that_is_too_large_is_told_where_to_go(api: Api):
    told = sent(api, "patients", "x" * 4_000_001)

    assert told.status == 413
    assert "/api/v1/uploads" in told.json["detail"]


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_file_is_no_file(api: Api, text: str):
    assert sent(api, "patients", text).status == 422


@pytest.mark.parametrize("upload", ["nothing", "../../other", "a/b"])
def test_an_upload_that_is_not_there_cannot_be_read(api: Api, upload: str):
    told = api.post("/imports/patients", {"upload": upload})

    assert (told.status, told.fields()) == (404, {"upload"})


@pytest.mark.parametrize("body", [{}, {"upload": 1}, {"upload": ""}, {"upload": None}])
def test_an_upload_has_to_be_named(api: Api, body: object):
    told = api.post("/imports/patients", body)

    assert (told.status, told.fields()) == (422, {"upload"})


def test_an_upload_or_import_of_another_practice_is_not_there(api: Api, foreign: Api, parts: Parts):
    upload = foreign.post("/uploads").json
    parts.files.put(upload["fields"]["key"], PATIENTS.encode(), content_type="text/csv")
    import_id = sent(foreign, "patients", PATIENTS).json["id"]

    assert api.post("/imports/patients", {"upload": upload["id"]}).status == 404
    assert api.get(f"/imports/{import_id}").status == 404


def test_the_same_file_sent_twice_with_one_key_is_read_once(api: Api):
    first, again = (
        api.post(
            "/imports/patients",
            PATIENTS.encode(),
            content_type="text/csv",
            idempotency_key="monday",
        )
        for _ in range(2)
    )

    assert again.json == first.json
