"""What lists tell of a patient’s contacts is what their records say, at every moment."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.families import PATIENTS_BESIDE, Family
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.exchange.ports import BadCursor, Changed, Records

EMAIL, TEXT, PHONE = ContactMethod.EMAIL, ContactMethod.TEXT, ContactMethod.PHONE
BY_TEXT = Preferences(Choice.TEXT, {Need.RECALL: Choice.NONE}, do_not_contact=True)


def lena(practice: str, patient_id: str = "lena", *contacts: str, **changes: object) -> Patient:
    links = tuple(map(Link, contacts or ("ana",)))
    patient = Patient(practice, patient_id, patient_id.title(), "Ortiz", links=links)
    return replace(patient, **changes)  # type: ignore[arg-type]


def ana(practice: str, contact_id: str = "ana", *patients: str, **changes: object) -> Contact:
    contact = Contact(
        practice,
        contact_id,
        f"{contact_id.title()} Ortiz",
        methods={EMAIL: f"{contact_id}@example.com"},
        patient_ids=patients or ("lena",),
    )
    return replace(contact, **changes)  # type: ignore[arg-type]


def names(families: Sequence[Family]) -> dict[str, list[str]]:
    return {each.patient.id: [contact.name for contact in each.contacts] for each in families}


def listed(records: Records, practice: str) -> tuple[Family, ...]:
    """The list, which must be the same whether read by name or by id."""
    by_name = records.families_by_name(practice, limit=50).items
    by_id = records.families(practice, (each.patient.id for each in by_name))
    assert by_id == by_name
    return by_name


def held(records: Records, practice: str, contact_id: str = "ana") -> Contact:
    return records.contacts(practice, [contact_id])[contact_id]


def test_a_contact_stands_in_brief_beside_the_patient(records: Records, practice: str) -> None:
    who = ana(practice, methods={TEXT: "+12125550134", EMAIL: "a@b.org"}, preferences=BY_TEXT)
    records.save_people(patients=[lena(practice)], contacts=[who])

    (family,) = listed(records, practice)

    assert family.patient == records.patients(practice, ["lena"])["lena"]
    (contact,) = family.contacts
    assert (contact.id, contact.name) == ("ana", "Ana Ortiz")
    assert contact.methods == (EMAIL, TEXT)
    assert contact.preferences == BY_TEXT


def test_contacts_stand_in_the_order_of_the_record(records: Records, practice: str) -> None:
    records.save_people(
        patients=[lena(practice, "lena", "ben", "nobody", "ana")],
        contacts=[ana(practice), ana(practice, "ben")],
    )

    assert names(listed(records, practice)) == {"lena": ["Ben Ortiz", "Ana Ortiz"]}


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Ana Maria Ortiz"},
        {"preferences": BY_TEXT},
        {"methods": {EMAIL: "ana@example.com", PHONE: "+12125550135"}},
        {"methods": {}},
    ],
    ids=["name", "choices", "another way", "no way"],
)
def test_a_change_of_a_contact_is_told_beside_each_child(
    records: Records, practice: str, changes: dict[str, object]
) -> None:
    children = [lena(practice), lena(practice, "leo"), lena(practice, "mia", "ben")]
    both = ana(practice, "ana", "lena", "leo")
    records.save_people(patients=children, contacts=[both, ana(practice, "ben", "mia")])

    records.save_people(contacts=[replace(held(records, practice), **changes)])  # type: ignore[arg-type]

    after = held(records, practice)
    families = {each.patient.id: each.contacts[0] for each in listed(records, practice)}
    assert families["lena"] == families["leo"]
    assert families["lena"].name == after.name
    assert families["lena"].preferences == after.preferences
    assert set(families["lena"].methods) == after.methods.keys()
    assert families["mia"].name == "Ben Ortiz"


def test_a_corrected_address_changes_nothing_beside_a_child(
    records: Records, practice: str
) -> None:
    records.save_people(patients=[lena(practice)], contacts=[ana(practice)])
    before = listed(records, practice)

    records.save_people(
        contacts=[replace(held(records, practice), methods={EMAIL: "new@example.com"})]
    )

    assert listed(records, practice) == before


def test_a_child_who_joins_shows_the_contact_as_they_are(records: Records, practice: str) -> None:
    records.save_people(patients=[lena(practice)], contacts=[ana(practice)])
    known = replace(held(records, practice), patient_ids=("lena", "leo"), name="Ana Maria")

    records.save_people(patients=[lena(practice, "leo")], contacts=[known])

    assert names(listed(records, practice)) == {"lena": ["Ana Maria"], "leo": ["Ana Maria"]}


def test_a_changed_patient_keeps_what_the_list_tells(records: Records, practice: str) -> None:
    records.save_people(patients=[lena(practice)], contacts=[ana(practice)])
    records.save_people(contacts=[replace(held(records, practice), name="Ana Maria")])
    known = records.patients(practice, ["lena"])["lena"]

    records.save_people(patients=[replace(known, last_name="Lima")])

    assert names(listed(records, practice)) == {"lena": ["Ana Maria"]}


def test_a_patient_read_before_the_contact_changed_is_not_kept(
    records: Records, practice: str
) -> None:
    records.save_people(patients=[lena(practice)], contacts=[ana(practice)])
    seen = records.patients(practice, ["lena"])["lena"]
    records.save_people(contacts=[replace(held(records, practice), name="Ana Maria")])

    with pytest.raises(Changed):
        records.save_people(patients=[replace(seen, last_name="Lima")])

    assert names(listed(records, practice)) == {"lena": ["Ana Maria"]}
    assert records.patients(practice, ["lena"])["lena"].last_name == "Ortiz"


def test_a_contact_read_before_a_child_joined_is_not_kept(records: Records, practice: str) -> None:
    records.save_people(patients=[lena(practice)], contacts=[ana(practice)])
    seen = held(records, practice)
    records.save_people(
        patients=[lena(practice, "leo")], contacts=[replace(seen, patient_ids=("lena", "leo"))]
    )

    with pytest.raises(Changed):
        records.save_people(contacts=[replace(seen, name="Ana Maria")])

    assert names(listed(records, practice)) == {"lena": ["Ana Ortiz"], "leo": ["Ana Ortiz"]}


def test_a_contact_who_comes_after_the_patient_is_listed(records: Records, practice: str) -> None:
    records.save_people(patients=[lena(practice)])
    assert names(listed(records, practice)) == {"lena": []}

    records.save_people(contacts=[ana(practice)])

    assert names(listed(records, practice)) == {"lena": ["Ana Ortiz"]}


def test_a_shelter_with_many_patients_is_listed_as_it_is_now(
    records: Records, practice: str
) -> None:
    few = [f"p{number:02d}" for number in range(PATIENTS_BESIDE)]
    many = [*few, "p98", "p99"]
    shelter = ana(practice, "ana", *few)
    records.save_people(patients=[lena(practice, each) for each in few], contacts=[shelter])

    for ids in (few, many[:-1], many, few):
        known = held(records, practice)
        records.save_people(
            patients=[lena(practice, each) for each in ids if each not in few][-1:]
            if len(ids) > len(known.patient_ids)
            else [],
            contacts=[replace(known, patient_ids=tuple(ids), name=f"House {len(ids)}")],
        )
        told = names(listed(records, practice))
        assert {told[each][0] for each in ids} == {f"House {len(ids)}"}


def test_families_of_another_practice_are_not_listed(records: Records, practice: str) -> None:
    records.save_people(patients=[lena(practice)], contacts=[ana(practice)])

    assert records.families("elsewhere", ["lena"]) == ()
    assert records.families(practice, ["nobody"]) == ()
    assert records.families_by_name("elsewhere", limit=5).items == ()


def test_families_are_listed_page_by_page(records: Records, practice: str) -> None:
    ids = [f"p{number}" for number in range(3)]
    records.save_people(
        patients=[lena(practice, each) for each in ids], contacts=[ana(practice, "ana", *ids)]
    )

    first = records.families_by_name(practice, limit=2)
    rest = records.families_by_name(practice, limit=2, cursor=first.next)

    assert [names(page.items) for page in (first, rest)] == [
        {"p0": ["Ana Ortiz"], "p1": ["Ana Ortiz"]},
        {"p2": ["Ana Ortiz"]},
    ]
    with pytest.raises(BadCursor):
        records.families_by_name(practice, prefix="o", limit=1, cursor=first.next)
