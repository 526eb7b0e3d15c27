"""What holds for every call: its key, its description, and the way that trouble is told."""

import json
import re

import pytest
from chalice.test import Client
from jsonschema import Draft202012Validator

from app import app
from chalicelib.routes.api.openapi import description
from tests.routes.api_client import Api, new_key

pytestmark = pytest.mark.storage
BASE = "/api/v1"
CALLS = sorted(
    (method.upper(), path)
    for path, operations in description()["paths"].items()  # type: ignore[attr-defined]
    for method in operations
)
WITH_KEY = [(method, path) for method, path in CALLS if not path.endswith("openapi.json")]
WITH_BODY = [
    (method, path)
    for method, path in WITH_KEY
    if method in ("POST", "PUT") and not path.endswith(("/stop", "/done", "/uploads"))
]
WRONG_KEYS = (
    *("", "Bearer", "Bearer x", "Basic abc", "Bearer pmx_demo_secret", "Bearer pmx__"),
    *("Bearer é", "Bearer pmx_a#b_c", "Bearer " + "x" * 300),
)
WRONG_BODIES = {
    b"": 400,
    b"{": 400,
    b"\xff\xfe": 400,
    b'{"a": "\\ud800"}': 400,
    b"[" * 5000: 400,
    b"NaN": 400,
    b"[]": 422,
    b"null": 422,
    b'{"surprise": 1}': 422,
}


def filled(path: str) -> str:
    """The path after the base, with an id that nothing has."""
    for name in ("patient", "contact", "template", "campaign", "message", "import", "purchase"):
        path = path.replace(f"{{{name}_id}}", "nothing")
    return path.removeprefix(BASE)


def test_the_description_lists_every_call_and_no_other():
    there = {
        (method, path)
        for path, entries in app.routes.items()
        if path.startswith("/api/")
        for method in entries
    }

    assert there == set(CALLS)


def test_every_shape_that_is_named_is_described_and_every_call_has_its_own_name():
    described = description()
    operations = [
        operation
        for methods in described["paths"].values()  # type: ignore[attr-defined]
        for operation in methods.values()
    ]
    named = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(described)))
    ids = [operation["operationId"] for operation in operations]

    assert named == set(described["components"]["schemas"])  # type: ignore[index]
    assert len(ids) == len(set(ids)) == len(CALLS)
    for shape in described["components"]["schemas"].values():  # type: ignore[index]
        Draft202012Validator.check_schema(shape)


def test_the_description_can_be_read_by_anybody(client: Client):
    answer = client.http.get(f"{BASE}/openapi.json")

    assert answer.status_code == 200
    assert answer.json_body["openapi"] == "3.1.0"


@pytest.mark.parametrize(("method", "path"), WITH_KEY)
def test_without_a_right_key_nothing_is_said(api: Api, method, path):
    for wrong in WRONG_KEYS:
        told = api.call(method, filled(path), {}, authorization=wrong)

        assert told.status == 401, wrong
        assert told.headers["www-authenticate"] == "Bearer"
        assert told.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("method", "path"), WITH_KEY)
def test_each_call_asks_for_the_right_that_is_described(api: Api, parts, method, path):
    operation = description()["paths"][path][method.lower()]  # type: ignore[index]
    right = operation["description"].split("“")[1].rstrip("”.")
    others = frozenset({"view", "create", "billing", "admin"}) - {right}
    api.key = new_key(parts, practice_id=api.practice_id, rights=others)

    told = api.call(method, filled(path), {})

    assert (told.status, told.json["right"]) == (403, right)


@pytest.mark.parametrize(("method", "path"), WITH_BODY)
def test_a_body_that_makes_no_sense_is_the_callers_trouble(api: Api, method, path):
    for body, status in WRONG_BODIES.items():
        told = api.call(method, filled(path), body)

        assert told.status == status, body


@pytest.mark.parametrize(("method", "path"), WITH_BODY)
def test_a_body_of_another_type_is_not_taken(api: Api, method, path):
    told = api.call(method, filled(path), b"<a/>", content_type="application/xml")

    assert told.status == 415


@pytest.mark.parametrize(("method", "path"), WITH_BODY)
def test_a_body_that_is_too_large_is_not_taken(api: Api, method, path):
    told = api.call(method, filled(path), b'{"a": "' + b"x" * 4_000_001 + b'"}')

    assert told.status == 413


@pytest.mark.parametrize("path", ["/templates", "/credits/entries", "/campaigns/nothing/messages"])
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=-1", "limit"),
        ("limit=x", "limit"),
        ("limit=1e3", "limit"),
        ("limit=%D9%A1", "limit"),
        ("cursor=%C3%A9", "cursor"),
        ("cursor=" + "x" * 3000, "cursor"),
    ],
)
def test_a_part_of_a_list_that_cannot_be_is_named(api: Api, path, query, field):
    told = api.get(f"{path}?{query}")

    assert (told.status, told.fields()) == (422, {field})


@pytest.mark.parametrize("path", ["/templates", "/credits/entries"])
@pytest.mark.parametrize("cursor", ["x", "e30", "bnVsbA", "W10=", "0.5", "-1", "9999999"])
def test_a_cursor_that_was_not_given_out_is_refused(api: Api, path, cursor):
    told = api.get(f"{path}?cursor={cursor}")

    assert (told.status, told.fields()) == (422, {"cursor"})


def test_a_method_that_a_path_does_not_know_is_told_as_a_problem(client: Client, api: Api):
    answer = client.http.request("PATCH", f"{BASE}/credits", headers={}, body=b"")

    assert answer.status_code == 405
    assert "application/problem+json" in answer.headers["Content-Type"]
    assert json.loads(answer.body)["status"] == 405


@pytest.mark.parametrize("key", ["é", "x" * 201, "a\tb"])
def test_a_key_of_a_call_is_short_and_plain(api: Api, key):
    told = api.post("/purchases", {"plan": "4000"}, idempotency_key=key)

    assert (told.status, told.fields()) == (422, {"Idempotency-Key"})
