"""Patients, preferences and templates by the API."""

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.ports import Parts
from tests.routes.api_cast import LAST_MONDAY, TEXTS
from tests.routes.api_client import Api

pytestmark = pytest.mark.storage
NEEDS = ("appointment", "recall", "billing", "results", "announcement")
TEMPLATE = {"name": "Well visit", "need": "recall", "kind": "personalized", "texts": TEXTS}


@pytest.fixture
def ana(api: Api, parts: Parts) -> Api:
    """Lena, whose mother is Ana."""
    parts.records.save_people(
        patients=[
            Patient(api.practice_id, "lena", "Lena", "Ortiz", links=(Link("ana", "mother"),))
        ],
        contacts=[
            Contact(
                api.practice_id,
                "ana",
                "Ana Ortiz",
                methods={ContactMethod.EMAIL: "ana@example.com"},
                patient_ids=("lena",),
                from_file={"email": "ana@old.example.com"},
            )
        ],
    )
    return api


def test_a_patient_is_shown_with_who_chose_what(ana, parts):
    ana.put("/preferences", {"recall": "text"})
    parts.records.add_stop(
        Stop(ana.practice_id, "ana@example.com", StopKind.HARD_BOUNCE, LAST_MONDAY, "provider")
    )

    shown = ana.get("/patients/lena").json

    (contact,) = shown["contacts"]
    assert shown["last_name"] == "Ortiz"
    assert contact["relationship"] == "mother"
    assert contact["methods"]["email"] == "ana@example.com"
    assert contact["methods"]["text"] is None
    assert contact["choices"]["recall"] == {"choice": "text", "origin": "by_default"}
    assert contact["choices"]["billing"] is None
    assert contact["stopped"] == {"email": ["hard_bounce"]}
    assert contact["differs_from_file"] == ["email"]


def test_what_is_not_named_stays_as_it_was(ana):
    first = ana.put(
        "/contacts/ana/preferences",
        {"preferred_method": "email", "needs": {"recall": "phone", "billing": "mail"}},
    )
    second = ana.put("/contacts/ana/preferences", {"needs": {"recall": None}})
    third = ana.put("/contacts/ana/preferences", {"do_not_contact": True})
    fourth = ana.put("/contacts/ana/preferences", {"preferred_method": None})

    assert first.json["needs"]["recall"] == "phone"
    assert second.json["needs"] == {**dict.fromkeys(NEEDS), "billing": "mail"}
    assert second.json["preferred_method"] == "email"
    assert third.json["do_not_contact"] is True
    assert (fourth.json["preferred_method"], fourth.json["do_not_contact"]) == (None, True)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"preferred_method": "fax"}, "preferred_method"),
        ({"preferred_method": 1}, "preferred_method"),
        ({"needs": {"recall": "fax"}}, "needs.recall"),
        ({"needs": {"recal": "text"}}, "needs.recal"),
        ({"needs": []}, "needs"),
        ({"do_not_contact": "yes"}, "do_not_contact"),
        ({"preferred": "text"}, "preferred"),
    ],
)
def test_a_choice_that_cannot_be_is_named_and_nothing_is_kept(ana, body, field):
    told = ana.put("/contacts/ana/preferences", {"do_not_contact": False, **body})

    assert (told.status, told.fields()) == (422, {field})
    (contact,) = ana.get("/patients/lena").json["contacts"]
    assert contact["preferences"]["preferred_method"] is None


def test_the_defaults_of_the_practice_are_five(api):
    empty = api.get("/preferences").json
    changed = api.put("/preferences", {"recall": "text", "billing": "none"}).json
    again = api.put("/preferences", {"recall": None}).json

    assert empty == dict.fromkeys(NEEDS)
    assert changed == {**empty, "recall": "text", "billing": "none"}
    assert again == {**empty, "billing": "none"}
    assert api.put("/preferences", {"surveys": "text"}).fields() == {"surveys"}


def test_people_of_another_practice_are_not_there(ana, foreign):
    assert foreign.get("/patients/lena").status == 404
    assert foreign.put("/contacts/ana/preferences", {"do_not_contact": True}).status == 404


def test_each_save_of_a_template_is_a_new_version(api, foreign):
    added = api.post("/templates", TEMPLATE)
    template_id = added.json["id"]
    changed = api.put(f"/templates/{template_id}", {**TEMPLATE, "name": "Check-up"})

    assert (added.status, added.json["version"]) == (201, 1)
    assert (changed.status, changed.json["version"]) == (200, 2)
    assert api.get(f"/templates/{template_id}").json == changed.json
    assert [each["name"] for each in api.get("/templates").json["items"]] == ["Check-up"]
    assert foreign.get(f"/templates/{template_id}").status == 404
    assert foreign.put(f"/templates/{template_id}", TEMPLATE).status == 404
    assert foreign.get("/templates").json == {"items": [], "next": None}


def test_many_templates_come_in_parts(api):
    for number in range(5):
        api.post("/templates", {**TEMPLATE, "name": f"T{number}"})

    names: list[str] = []
    query = "limit=2"
    for _ in range(3):
        page = api.get(f"/templates?{query}").json
        names += [each["name"] for each in page["items"]]
        query = f"limit=2&cursor={page['next']}"

    assert names == ["T0", "T1", "T2", "T3", "T4"]
    assert page["next"] is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"texts": {}}, "texts.en.text"),
        ({"texts": {"en": {"text": "Hi {{ patient_fist_name }}"}}}, "texts.en.text"),
        ({"texts": {"en": {"text": "Hi {{ recall_reason }}"}}}, "texts.en.text"),
        ({"texts": {"es": {"email": "Hola"}}}, "texts.es.subject"),
        (
            {"texts": {"en": {"subject": "a\nb", "email": "Hi"}}},
            "texts.en.subject",
        ),
        (
            {"texts": {"en": {"subject": "a", "email": "{{ recall_reason }}"}}},
            "texts.en.email",
        ),
        (
            {
                "kind": "broadcast",
                "texts": {"en": {"subject": "a", "email": "{{ patient_first_name }}"}},
            },
            "texts.en.email",
        ),
        ({"kind": "broadcast", "texts": {"es": {"subject": "a", "email": "b"}}}, "texts.en.email"),
        ({"extra_fields": ["clinic_date"]}, "extra_fields"),
        ({"extra_fields": "clinic_date"}, "extra_fields"),
    ],
)
def test_what_would_not_work_cannot_be_kept(api, changes, field):
    told = api.post("/templates", {**TEMPLATE, **changes})

    assert told.status == 422, told.text
    assert field in told.fields()
    assert api.get("/templates").json["items"] == []


def test_a_reason_may_stand_in_an_email_with_open_eyes(api):
    texts = {"en": {"subject": "Visit", "email": "For: {{ recall_reason }}"}}

    told = api.post("/templates", {**TEMPLATE, "texts": texts, "acknowledged_email_fields": True})

    assert told.status == 201
