"""Whatever is thrown at the API, it answers with one of the statuses that it describes."""

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.routes.api.openapi import description
from tests.routes.api_cast import campaign
from tests.routes.api_client import Api

pytestmark = pytest.mark.storage
CALLS = sorted(
    (method.upper(), path.removeprefix("/api/v1"))
    for path, operations in description()["paths"].items()  # type: ignore[attr-defined]
    for method in operations
    if path != "/api/v1/openapi.json"
)
WORDS = [
    *("kind", "need", "name", "texts", "audience", "everyone", "patients", "appointments", "date"),
    *("addresses", "en", "es", "text", "email", "subject", "phone", "plan", "upload", "at"),
    *("credits_seen", "preferred_method", "needs", "recall", "do_not_contact", "values"),
    *("template_id", "extra_fields", "recall_due_before", "everyone_with_email"),
]
VALUES = [
    *("personalized", "broadcast", "recall", "announcement", "4000", "2026-12-01", "p1"),
    *("{{ patient_first_name }}", "{{", "\u0000", "2026-12-01T09:00:00Z", "é", "", " "),
    *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "=1+1", "a" * 5000),
]
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False, width=16)
plain = st.none() | st.booleans() | numbers
values = st.recursive(
    plain | st.sampled_from(VALUES) | st.text(max_size=10),
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inside, max_size=4)
    ),
    max_leaves=8,
)
bodies = st.dictionaries(st.sampled_from(WORDS), values, max_size=6) | values
ids = st.sampled_from(["nothing", "..", ".", "%00", "a:b", "-", "1-0000-00001", "x" * 500]) | (
    st.text(min_size=1, max_size=12).map(lambda text: quote(text, safe=""))
)
queries = st.dictionaries(
    st.sampled_from(["limit", "cursor", "from", "to", "method", "surprise"]),
    st.sampled_from(["", "1", "200", "text", "2026-11-01", "2026-11-30", "W10=", "%00", "x"]),
    max_size=4,
)
quickly = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize(("method", "path"), CALLS)
@quickly
@given(body=bodies, some_id=ids, query=queries)
def test_every_call_answers_as_it_is_described(api: Api, method, path, body, some_id, query):
    place = "/".join(some_id if part.startswith("{") else part for part in path.split("/"))
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    sent = body if method in ("POST", "PUT") else None

    # The client itself fails on a status, or on a shape, that the OpenAPI file does not know.
    told = api.call(method, f"{place}?{asked}", sent, shape_of=path)

    assert told.status < 500


@quickly
@given(name=st.sampled_from(sorted(campaign())), value=values)
def test_a_campaign_with_one_wrong_part_is_refused_or_made(api: Api, name, value):
    told = api.post("/campaigns", campaign(**{name: value}))

    assert told.status in (201, 404, 422), json.dumps(value)
