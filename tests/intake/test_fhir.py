"""Patients, related persons and appointments of FHIR R4 become the rows that a CSV would have."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.imports import (
    AppointmentRow,
    BadRow,
    ImportKind,
    PatientRow,
    Sheet,
    UnreadableFile,
)
from chalicelib.intake.any_rows import read_rows
from tests.intake.reading import NEW_YORK, TODAY, problems_of

LENA: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "p1",
    "name": [
        {"use": "nickname", "given": ["Leni"]},
        {"use": "official", "family": "Ortiz", "given": ["Lena", "Maria"]},
    ],
    "birthDate": "2018-05-02",
    "communication": [
        {"language": {"coding": [{"code": "en"}]}},
        {"language": {"coding": [{"code": "es-MX"}]}, "preferred": True},
    ],
}
ANA: dict[str, Any] = {
    "resourceType": "RelatedPerson",
    "id": "c1",
    "patient": {"reference": "Patient/p1"},
    "name": [{"family": "Ortiz", "given": ["Ana"]}],
    "relationship": [{"coding": [{"code": "MTH", "display": "mother"}]}],
    "telecom": [
        {"system": "phone", "value": "(212) 555-0134", "use": "mobile", "rank": 2},
        {"system": "email", "value": "old@example.com", "use": "old"},
        {"system": "email", "value": "gone@example.com", "period": {"end": "2020-01-01"}},
        {"system": "email", "value": "Ana@Example.com", "rank": 1},
        {"system": "phone", "value": "212 555 0188", "use": "work"},
        {"system": "fax", "value": "212 555 0189"},
    ],
    "address": [{"state": "NY", "postalCode": "10001"}],
}
VISIT: dict[str, Any] = {
    "resourceType": "Appointment",
    "id": "a1",
    "status": "booked",
    "start": "2026-12-01T09:00:00.000-05:00",
    "participant": [
        {"actor": {"reference": "https://ehr.example/fhir/Patient/p1/_history/2"}},
        {"actor": {"reference": "Practitioner/9", "display": "Dr Adams"}},
        {"actor": {"reference": "Location/1", "display": "Main"}},
    ],
}


def lines(*resources: object) -> str:
    return "".join(f"{json.dumps(each)}\n" for each in resources)


def bundle(*resources: object, urls: tuple[str, ...] = ()) -> str:
    entries: list[dict[str, object]] = [{"resource": each} for each in resources]
    for entry, url in zip(entries, urls, strict=False):
        entry["fullUrl"] = url
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}, indent=2)


def sheet_of(file: str | bytes, *, kind: ImportKind = ImportKind.PATIENTS) -> Sheet:
    body = file.encode() if isinstance(file, str) else file
    pieces = [body[at : at + 7_000] for at in range(0, len(body), 7_000)]
    return read_rows(pieces, kind=kind, zone=NEW_YORK, today=TODAY)


def rows_of(file: str | bytes) -> list[Any]:
    return list(sheet_of(file).rows)


def visits_of(*visits: object) -> list[Any]:
    return list(sheet_of(lines(*visits), kind=ImportKind.APPOINTMENTS).rows)


@pytest.mark.parametrize("written", [lines, bundle])
def test_a_patient_and_her_mother_are_read_wherever_they_stand(written: Any):
    contact, patient = reversed(rows_of(written(ANA, LENA)))

    assert patient == PatientRow(
        row=2,
        patient_id="p1",
        patient={
            "first_name": "Lena",
            "last_name": "Ortiz",
            "date_of_birth": "2018-05-02",
            "language": "es",
        },
    )
    assert (contact.row, contact.patient_id, contact.contact_id) == (1, "p1", "c1")
    assert contact.link == {"relationship": "mother"}
    assert contact.contact == {
        "contact_name": "Ana Ortiz",
        "email": "ana@example.com",
        "text": "+12125550134",
        "phone": "+12125550134",
        "work_phone": "+12125550188",
        "state": "NY",
        "zip": "10001",
    }


def test_a_patient_who_can_be_reached_is_a_contact_of_their_own():
    telecom = [{"system": "sms", "value": "2125550199"}]

    (row,) = rows_of(lines({**LENA, "telecom": telecom}))

    assert (row.contact_id, row.link) == ("p1", {"relationship": "self"})
    assert row.contact["text"] == "+12125550199"


def test_somebody_who_is_related_no_longer_hears_nothing_any_more():
    _, row = rows_of(lines(LENA, {**ANA, "active": False}))

    assert row.link["may_receive"] == "no"
    assert "may_receive" not in rows_of(lines(LENA, {**ANA, "active": True}))[1].link


def test_names_within_a_bundle_lead_to_their_resources():
    related = {**ANA, "patient": {"reference": "urn:uuid:1"}}

    rows = rows_of(bundle(related, LENA, urls=("urn:uuid:2", "urn:uuid:1")))

    assert [row.patient_id for row in rows] == ["p1", "p1"]


def test_an_appointment_is_read_with_whom_and_where():
    assert visits_of(VISIT) == [
        AppointmentRow(
            row=1,
            appointment_id="a1",
            values={
                "patient_id": "p1",
                "starts_at": "2026-12-01T14:00:00+00:00",
                "provider": "Dr Adams",
                "location": "Main",
                "status": "booked",
            },
        )
    ]


@pytest.mark.parametrize(
    ("said", "read"),
    [("noshow", "cancelled"), ("fulfilled", "arrived"), ("pending", "booked")],
)
def test_each_status_is_one_of_ours(said: str, read: str):
    assert visits_of({**VISIT, "status": said})[0].values["status"] == read


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"id": None}, "Patient.id"),
        ({"id": 7}, "Patient.id"),
        ({"id": "a b"}, "Patient.id"),
        ({"name": []}, "Patient.name[0].given"),
        ({"name": [{"given": ["Lena"]}]}, "Patient.name[0].family"),
        ({"name": [{"family": 5, "given": ["Lena"]}]}, "Patient.name[0].family"),
        ({"name": [{"family": "Ortiz", "given": [5]}]}, "Patient.name[0].given"),
        ({"birthDate": "2018-05"}, "Patient.birthDate"),
        ({"birthDate": "2030-01-01"}, "Patient.birthDate"),
        ({"active": False}, "Patient.active"),
        ({"deceasedBoolean": True}, "Patient.deceased"),
        ({"communication": [{"language": {"coding": [{"code": "qq"}]}}]},
         "Patient.communication[0].language.coding[0].code"),
        ({"telecom": [{"system": "email", "value": "a@"}]}, "Patient.telecom[0].value"),
        ({"telecom": [{"system": "email", "value": 5}]}, "Patient.telecom[0].value"),
    ],
)  # fmt: skip
def test_a_bad_element_costs_its_own_resource_and_is_named_by_its_path(
    change: dict[str, object], path: str
):
    rows = rows_of(lines({**LENA, **change}, {**LENA, "id": "p2"}))

    assert [(each.row, each.column) for each in problems_of(rows)] == [(1, path)]
    assert isinstance(rows[1], PatientRow)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"status": "waitlist"}, "Appointment.status"),
        ({"start": "2026-12-01"}, "Appointment.start"),
        ({"start": None}, None),
        ({"participant": [*VISIT["participant"], {"actor": {"reference": "Patient/p2"}}]},
         "Appointment.participant[3].actor"),
        ({"participant": [{"actor": {"reference": "#p1", "type": "Patient"}}]},
         "Appointment.participant[0].actor.reference"),
    ],
)  # fmt: skip
def test_a_bad_appointment_names_its_element(change: dict[str, object], path: str | None):
    rows = visits_of({**VISIT, **change})

    assert [each.column for each in problems_of(rows)] == ([path] if path else [])


def test_what_is_no_json_is_one_bad_line_and_other_kinds_are_named():
    file = lines(LENA) + "{bad\n\n[1]\n" + lines({"resourceType": "Practitioner"}, ANA)

    found = sheet_of(file)
    rows = list(found.rows)

    assert found.unknown_columns == ("Practitioner",)
    assert [(each.row, each.column) for each in problems_of(rows)] == [(2, ""), (4, "")]
    assert [row.row for row in rows if isinstance(row, PatientRow)] == [1, 6]


def test_a_resource_that_is_too_long_is_passed_over():
    rows = rows_of(lines(LENA, {**LENA, "id": "p2", "text": "x" * 600_000}, {**LENA, "id": "p3"}))

    assert [type(row) for row in rows] == [PatientRow, BadRow, PatientRow]


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("{", "not FHIR in JSON"),
        ("{}", "not FHIR in JSON"),
        ("[]", "not FHIR in JSON"),
        ('{"resourceType": 5}', "not FHIR in JSON"),
        ('{"resourceType": "Bundle"}', "nothing in this bundle"),
        ('{"resourceType": "Bundle", "entry": {}}', "nothing in this bundle"),
        (bundle(), "no Patient or RelatedPerson"),
        (lines(VISIT), "no Patient or RelatedPerson"),
        ("[" * 100_000, "not FHIR in JSON"),
        (b"{\xff}", "not FHIR in JSON"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_with_why(file: str | bytes, problem: str):
    with pytest.raises(UnreadableFile, match=problem):
        sheet_of(file)


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["name", "given", "family", "telecom", "value", "system", "use", "reference", "coding",
             "language", "actor", "period", "end", "rank", "resource", "fullUrl", "type"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip
resources = st.dictionaries(
    st.sampled_from(
        ["id", "name", "birthDate", "telecom", "address", "communication", "patient", "status",
         "start", "participant", "relationship", "active", "deceasedBoolean"]
    ),
    junk,
).flatmap(
    lambda held: st.sampled_from(["Patient", "RelatedPerson", "Appointment"]).map(
        lambda kind: {**held, "resourceType": kind}
    )
)  # fmt: skip


@given(st.lists(resources | junk, max_size=4), st.booleans(), st.sampled_from(ImportKind))
@settings(deadline=None)
def test_whatever_stands_in_it_each_resource_is_a_row_or_a_named_problem(
    held: list[object], as_bundle: bool, kind: ImportKind
):
    with suppress(UnreadableFile):
        rows = list(sheet_of(bundle(*held) if as_bundle else lines(*held), kind=kind).rows)
        for row in rows:
            assert not isinstance(row, BadRow) or all(each.problem for each in row.problems)


@given(st.binary(max_size=60))
def test_any_bytes_at_all_are_read_or_refused(body: bytes):
    for beginning in (b"", b"{", b"[", b"PK"):
        with suppress(UnreadableFile):
            list(sheet_of(beginning + body).rows)
