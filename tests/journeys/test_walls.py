"""Walls: another practice's things are not there, and a right that is missing is named."""

import pytest

from tests.journeys.system import System

pytestmark = pytest.mark.journey
TEMPLATE = {
    "name": "Words",
    "need": "recall",
    "kind": "personalized",
    "texts": {"en": {"text": "Please call us"}},
}


@pytest.fixture(scope="module")
def owner(new_practice) -> System:
    owner: System = new_practice()
    return owner


@pytest.fixture(scope="module")
def things(owner: System) -> list[tuple[str, str, object]]:
    """Calls that name something of the owner's."""
    owner.has("p1,Lena,Ortiz,en,ana,Ana Ortiz,,ana@example.com,,,email,")
    load = owner.imports("patients", "patient_id,first_name,last_name\np2,Max,Bell\n")
    template = owner.do("POST", "/api/v1/templates", TEMPLATE)
    purchase = owner.do("POST", "/api/v1/purchases", {"plan": "1500"})
    campaign = owner.creates({"everyone": True})
    (row, *_) = owner.messages(campaign)
    path = f"/api/v1/campaigns/{campaign['id']}"
    return [
        ("GET", path, None),
        ("GET", f"{path}/messages", None),
        ("GET", f"{path}/messages/{row['id']}/preview", None),
        ("POST", f"{path}/send", {"credits_seen": campaign["credits"]}),
        ("POST", f"{path}/stop", {}),
        ("DELETE", path, None),
        ("GET", f"/api/v1/imports/{load['id']}", None),
        ("GET", "/api/v1/patients/p1", None),
        ("PUT", "/api/v1/contacts/ana/preferences", {"do_not_contact": True}),
        ("GET", f"/api/v1/templates/{template['id']}", None),
        ("PUT", f"/api/v1/templates/{template['id']}", TEMPLATE),
        ("GET", f"/api/v1/purchases/{purchase['id']}", None),
    ]


def test_what_belongs_to_another_practice_is_not_there(
    owner: System, things, practice: System
) -> None:
    told = [(call, practice.call(*call)) for call in things]

    assert [call for call, answer in told if answer.status != 404] == []
    assert {answer.headers["content-type"] for _, answer in told} == {"application/problem+json"}
    assert "ana" not in "".join(answer.text.lower() for _, answer in told)
    campaign = owner.get(things[0][1])
    assert (campaign["state"], owner.balance()["available"]) == ("ready", 1_000)
    (contact,) = owner.get("/api/v1/patients/p1")["contacts"]
    assert contact["preferences"]["do_not_contact"] is False


def test_a_foreign_template_cannot_be_used(owner: System, practice: System) -> None:
    template = owner.do("POST", "/api/v1/templates", TEMPLATE)

    told = practice.call(
        "POST",
        "/api/v1/campaigns",
        {
            "kind": "personalized",
            "need": "recall",
            "name": "Not mine",
            "template_id": template["id"],
            "audience": {"everyone": True},
        },
    )

    assert told.status == 404


@pytest.mark.parametrize("key", ["", "pmx_demo_wrong", "x" * 5_000, "pmx_j00000000_é"])
def test_without_a_key_nothing_is_answered(practice: System, key: str) -> None:
    stranger = System(practice.url, key=key.encode().decode("latin-1"), practice_id="")

    assert stranger.call("GET", "/api/v1/credits").status == 401


@pytest.mark.parametrize(
    ("rights", "method", "path", "missing"),
    [
        ({"view"}, "POST", "/api/v1/campaigns", "create"),
        ({"view", "create"}, "POST", "/api/v1/purchases", "billing"),
        ({"view", "create", "billing"}, "PUT", "/api/v1/preferences", "admin"),
        (set(), "GET", "/api/v1/credits", "view"),
    ],
)
def test_a_right_that_is_missing_is_named(
    new_practice, rights: set[str], method: str, path: str, missing: str
) -> None:
    limited = new_practice(rights=frozenset(rights))

    told = limited.call(method, path, None if method == "GET" else {})

    assert (told.status, told.json["right"]) == (403, missing)
