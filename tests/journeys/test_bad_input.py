"""Bad input: each call says what is wrong with it, and nothing is half done."""

import pytest

from tests.journeys.system import System

pytestmark = pytest.mark.journey

CAMPAIGN = {
    "kind": "personalized",
    "need": "recall",
    "name": "Words",
    "texts": {"en": {"text": "Please call us"}},
    "audience": {"everyone": True},
}
TEMPLATE = {
    "name": "Words",
    "need": "recall",
    "kind": "personalized",
    "texts": {"en": {"text": "Please call us"}},
}
CAMPAIGNS, TEMPLATES, PURCHASES = "/api/v1/campaigns", "/api/v1/templates", "/api/v1/purchases"
MISSING = "/api/v1/campaigns/01ARZ3NDEKTSV4RRFFQ69G5FAV"

WRONG_FIELDS = [
    ("POST", CAMPAIGNS, {}, "kind"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "kind": "letter"}, "kind"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "need": None}, "need"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "name": ""}, "name"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "name": "x" * 10_000}, "name"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "name": ["a"]}, "name"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "name": "a\nb"}, "name"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "nmae": "a"}, "nmae"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "template_id": "t1"}, "template_id"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "audience": {}}, "audience"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "audience": []}, "audience"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "audience": {"everyone": False}}, "audience.everyone"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "audience": {"patients": []}}, "audience"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "audience": {"patients": [1]}}, "audience.patients[0]"),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "audience": {"addresses": ["a@x.org"]}}, "kind"),
    (
        "POST",
        CAMPAIGNS,
        {**CAMPAIGN, "audience": {"appointments": {"date": "2026-02-30"}}},
        "audience.appointments.date",
    ),
    (
        "POST",
        CAMPAIGNS,
        {**CAMPAIGN, "audience": {"recall_due_before": "soon"}},
        "audience.recall_due_before",
    ),
    (
        "POST",
        CAMPAIGNS,
        {**CAMPAIGN, "texts": {"en": {"text": "{{ patient_frist_name }}"}}},
        "texts.en.text",
    ),
    ("POST", CAMPAIGNS, {**CAMPAIGN, "texts": {"fr": {"text": "Bonjour"}}}, "texts.fr"),
    ("POST", TEMPLATES, {}, "name"),
    ("POST", TEMPLATES, {**TEMPLATE, "texts": {"en": {"sms": "a"}}}, "texts.en.sms"),
    ("POST", TEMPLATES, {**TEMPLATE, "texts": {"en": {"text": 3}}}, "texts.en.text"),
    ("POST", PURCHASES, {}, "plan"),
    ("POST", PURCHASES, {"plan": "free"}, "plan"),
    ("POST", PURCHASES, {"plan": 4000}, "plan"),
    ("PUT", "/api/v1/preferences", {"recall": "pigeon"}, "recall"),
    ("PUT", "/api/v1/preferences", {"dinner": "email"}, "dinner"),
    ("PUT", "/api/v1/contacts/c1/preferences", {"do_not_contact": "yes"}, "do_not_contact"),
    ("PUT", "/api/v1/contacts/c1/preferences", {"needs": {"recall": 5}}, "needs.recall"),
    ("POST", f"{MISSING}/send", {}, "credits_seen"),
    ("POST", f"{MISSING}/send", {"credits_seen": -1}, "credits_seen"),
    ("POST", f"{MISSING}/send", {"credits_seen": "18"}, "credits_seen"),
    ("POST", f"{MISSING}/send", {"credits_seen": 1, "at": "tomorrow"}, "at"),
    ("GET", "/api/v1/messages-sent?from=2026-13-01&to=2026-11-30", None, "from"),
    ("GET", "/api/v1/messages-sent?from=2026-11-30&to=2026-11-01", None, "to"),
    ("GET", "/api/v1/messages-sent?from=2026-11-01&to=2026-11-30&method=fax", None, "method"),
    ("GET", "/api/v1/credits/entries?limit=0", None, "limit"),
    ("GET", "/api/v1/credits/entries?limit=many", None, "limit"),
    ("GET", "/api/v1/credits/entries?cursor=junk", None, "cursor"),
]
"""A call that is understood but wrong, and the field that its answer names."""

OTHERWISE = [
    ("POST", CAMPAIGNS, b"{", 400),
    ("POST", CAMPAIGNS, b"\xff\xfe", 400),
    ("POST", CAMPAIGNS, b"[" * 100_000, 400),
    ("POST", CAMPAIGNS, b"[]", 422),
    ("POST", CAMPAIGNS, b"null", 422),
    ("GET", MISSING, None, 404),
    ("GET", f"{MISSING}/messages", None, 404),
    ("GET", f"{MISSING}/messages/{'x' * 200}/preview", None, 404),
    ("POST", f"{MISSING}/stop", {}, 404),
    ("DELETE", MISSING, None, 404),
    ("GET", "/api/v1/patients/nobody", None, 404),
    ("GET", "/api/v1/patients/%00", None, 404),
    ("GET", "/api/v1/imports/none", None, 404),
    ("GET", "/api/v1/templates/none", None, 404),
    ("GET", "/api/v1/purchases/none", None, 404),
    ("POST", "/api/v1/imports/patients", {"upload": "none"}, 404),
]


@pytest.fixture(scope="module")
def asked(new_practice) -> System:
    practice: System = new_practice()
    practice.has("p1,Lena,Ortiz,en,c1,Ana Ortiz,,ana@example.com,,,email,")
    return practice


@pytest.mark.parametrize(("method", "path", "body", "field"), WRONG_FIELDS)
def test_the_wrong_field_is_named(
    asked: System, method: str, path: str, body: object, field: str
) -> None:
    told = asked.call(method, path, body)

    assert told.status == 422, told
    assert told.headers["content-type"] == "application/problem+json"
    assert field in told.fields()
    assert all(error["problem"] for error in told.json["errors"])


@pytest.mark.parametrize(("method", "path", "body", "status"), OTHERWISE)
def test_whatever_else_is_wrong_is_answered_as_such(
    asked: System, method: str, path: str, body: object, status: int
) -> None:
    told = asked.call(method, path, body)

    assert told.status == status, told
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json["status"] == status


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", "junk"])
@pytest.mark.parametrize("path", [CAMPAIGNS, TEMPLATES, PURCHASES, "/api/v1/imports/patients"])
def test_another_type_of_body_is_refused(asked: System, path: str, kind: str) -> None:
    told = asked.call("POST", path, b"{}", headers={"Content-Type": kind})

    assert told.status == 415


def test_after_all_that_nothing_has_changed(asked: System) -> None:
    for method, path, body, _ in WRONG_FIELDS:
        asked.call(method, path, body)

    assert asked.get(TEMPLATES)["items"] == []
    assert [entry["kind"] for entry in asked.ledger()] == ["adjustment"]
    assert asked.balance()["available"] == 1_000
    (contact,) = asked.get("/api/v1/patients/p1")["contacts"]
    assert contact["preferences"]["do_not_contact"] is False
