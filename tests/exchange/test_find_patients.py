"""Whom staff find: by how the last name begins, by number or email, by any part of the name."""

from dataclasses import replace

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.exchange import names_list
from chalicelib.exchange.count_undecided import count_undecided
from chalicelib.exchange.find_patients import find_patients
from chalicelib.exchange.ports import BadCursor
from tests.given import MAPLE, Exchange

PEOPLE = [
    ("p1", "Lena", "Ortiz"),
    ("p2", "Léo María", "Ortiz García"),
    ("p3", "Mia", "Lima"),
    ("p4", "Lena", "De la Cruz"),
]


@pytest.fixture
def maple(exchange: Exchange) -> Exchange:
    exchange.records.save_people(
        patients=[Patient(MAPLE, *each, links=(Link("ana"),)) for each in PEOPLE],
        contacts=[
            Contact(
                MAPLE,
                "ana",
                "Ana Ortiz",
                methods={
                    ContactMethod.EMAIL: "ana@example.com",
                    ContactMethod.TEXT: "+12125550134",
                },
                patient_ids=("p1", "p3"),
            )
        ],
    )
    return exchange


@pytest.fixture(params=["before the list of names is made", "after it"])
def searched(request: pytest.FixtureRequest, maple: Exchange) -> Exchange:
    if request.param == "after it":
        count_undecided(maple.parts, MAPLE, at=maple.now)
    return maple


def found(exchange: Exchange, search: str, *, limit: int = 20) -> list[str]:
    page = find_patients(exchange.parts, MAPLE, search=search, limit=limit, cursor=None)
    return [each.patient.id for each in page.items]


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        ("", ["p4", "p3", "p1", "p2"]),
        ("ort", ["p1", "p2"]),
        ("ortiz g", ["p2"]),
        ("Lena", ["p4", "p1"]),
        ("ortiz, lena", ["p1"]),
        ("lena ort", ["p1"]),
        ("garcia", ["p2"]),
        ("maria", ["p2"]),
        ("cruz lena", ["p4"]),
        ("tiz", ["p1", "p2"]),
        ("(212) 555-0134", ["p3", "p1"]),
        ("ANA@example.com", ["p3", "p1"]),
        ("lena nobody", []),
        (", ,", []),
    ],
)
def test_patients_are_found(searched: Exchange, search: str, ids: list[str]) -> None:
    assert found(searched, search) == ids


def test_the_list_of_names_finds_whom_a_walk_would_not_reach(
    maple: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Patched, because a thousand patients would make this a slow test.
    monkeypatch.setattr(names_list, "PATIENTS_LOOKED_THROUGH", 2)
    monkeypatch.setattr(names_list, "PATIENTS_PER_READ", 1)
    assert found(maple, "garcia") == []

    count_undecided(maple.parts, MAPLE, at=maple.now)

    assert found(maple, "garcia") == ["p2"]


def test_a_name_that_was_corrected_since_is_not_found_by_its_former_one(maple: Exchange) -> None:
    count_undecided(maple.parts, MAPLE, at=maple.now)
    held = maple.records.patients(MAPLE, ["p1"])["p1"]
    maple.records.save_people(patients=[replace(held, first_name="Helene")])

    assert found(maple, "lena") == ["p4"]


def test_those_found_by_a_part_are_leafed_through(searched: Exchange) -> None:
    parts = searched.parts
    first = find_patients(parts, MAPLE, search="a", limit=2, cursor=None)
    rest = find_patients(parts, MAPLE, search="a", limit=2, cursor=first.next)

    assert [[each.patient.id for each in page.items] for page in (first, rest)] == [
        ["p4", "p3"],
        ["p1", "p2"],
    ]
    assert rest.next is None


@pytest.mark.parametrize("cursor", ["part-", "part-x", "part--1", "part-9999999", "part-²", "no"])
def test_a_cursor_that_was_made_up_is_refused(maple: Exchange, cursor: str) -> None:
    with pytest.raises(BadCursor):
        find_patients(maple.parts, MAPLE, search="a", limit=2, cursor=cursor)


def test_nobody_of_another_practice_is_found(maple: Exchange) -> None:
    count_undecided(maple.parts, MAPLE, at=maple.now)

    page = find_patients(maple.parts, "elsewhere", search="lena", limit=5, cursor=None)

    assert page.items == ()
