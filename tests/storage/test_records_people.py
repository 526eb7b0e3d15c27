"""Patients and contacts are kept whole, found by name and address, and not overwritten unseen."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.exchange.ports import BadCursor, Changed, Records

EMAIL, TEXT, WORK_EMAIL = ContactMethod.EMAIL, ContactMethod.TEXT, ContactMethod.WORK_EMAIL


def a_patient(practice: str, patient_id: str = "p1", **changes: object) -> Patient:
    patient = Patient(practice_id=practice, id=patient_id, first_name="Lena", last_name="Ortiz")
    return replace(patient, **changes)  # type: ignore[arg-type]


def a_contact(practice: str, contact_id: str = "ana", **changes: object) -> Contact:
    return replace(Contact(practice_id=practice, id=contact_id, name="Ana Ortiz"), **changes)  # type: ignore[arg-type]


def test_a_patient_comes_back_as_it_was_kept(records: Records, practice: str) -> None:
    lena = a_patient(
        practice,
        date_of_birth=date(2018, 5, 2),
        language="es",
        links=(
            Link("ana", relationship="mother", from_file={"relationship": "mother"}),
            Link("ben", may_receive=False),
        ),
        recall_due=date(2026, 12, 31),
        recall_reason="well visit",
        from_file={"first_name": "Lena"},
    )

    records.save_people(patients=[lena])

    assert records.patients(practice, ["p1", "p2"]) == {"p1": replace(lena, version=1)}
    assert records.patients(practice, ["p1"], may_lag=True) == {"p1": replace(lena, version=1)}


def test_a_contact_comes_back_as_it_was_kept(records: Records, practice: str) -> None:
    ana = a_contact(
        practice,
        language="es",
        methods={EMAIL: "ana@example.com", TEXT: "+12125550134"},
        preferences=Preferences(
            preferred_method=Choice.EMAIL, needs={Need.RECALL: Choice.NONE}, do_not_contact=True
        ),
        preferences_changed_at=datetime(2026, 11, 1, 8, 0, 0, 5, tzinfo=UTC),
        zone="America/New_York",
        state="NY",
        zip="10001",
        consent_source="form",
        consent_at=datetime(2026, 1, 2, tzinfo=UTC),
        patient_ids=("p1", "p2"),
        from_file={"email": "ana@example.com"},
    )

    records.save_people(contacts=[ana])

    assert records.contacts(practice, ["ana", "nobody"]) == {"ana": replace(ana, version=1)}
    assert records.contacts(practice, ["ana"], may_lag=True) == {"ana": replace(ana, version=1)}


def test_nothing_asked_for_is_nothing_found(records: Records, practice: str) -> None:
    assert records.patients(practice, []) == {}
    assert records.contacts(practice, []) == {}
    records.save_people()


def test_people_of_another_practice_are_not_found(records: Records, practice: str) -> None:
    records.save_people(patients=[a_patient(practice)], contacts=[a_contact(practice)])

    assert records.patients("elsewhere", ["p1"]) == {}
    assert records.contacts("elsewhere", ["ana"]) == {}


def test_more_than_a_hundred_are_read_at_once(records: Records, practice: str) -> None:
    ids = [f"p{number:03d}" for number in range(120)]
    for start in range(0, 120, 60):
        records.save_people(
            patients=[a_patient(practice, each) for each in ids[start : start + 60]]
        )

    assert sorted(records.patients(practice, [*ids, *ids])) == ids


def test_one_stale_version_keeps_all_of_them_out(records: Records, practice: str) -> None:
    ana = a_contact(practice, methods={EMAIL: "ana@example.com"})
    records.save_people(patients=[a_patient(practice)], contacts=[ana])
    seen = records.contacts(practice, ["ana"])["ana"]
    records.save_people(contacts=[replace(seen, name="Ana Maria Ortiz")])

    with pytest.raises(Changed):
        records.save_people(
            patients=[a_patient(practice, "p2")], contacts=[replace(seen, methods={})]
        )

    assert records.patients(practice, ["p2"]) == {}
    assert records.contacts(practice, ["ana"])["ana"].name == "Ana Maria Ortiz"
    assert len(records.contacts_with_address(practice, "ana@example.com")) == 1


def test_a_new_one_is_not_written_over_one_that_exists(records: Records, practice: str) -> None:
    records.save_people(patients=[a_patient(practice)], contacts=[a_contact(practice)])

    with pytest.raises(Changed):
        records.save_people(patients=[a_patient(practice, first_name="Leo")])
    with pytest.raises(Changed):
        records.save_people(contacts=[a_contact(practice, name="Somebody else")])

    assert records.patients(practice, ["p1"])["p1"].first_name == "Lena"


def test_an_address_leads_to_all_who_have_it(records: Records, practice: str) -> None:
    ana = a_contact(practice, methods={EMAIL: "home@example.com", WORK_EMAIL: "home@example.com"})
    ben = a_contact(practice, "ben", methods={EMAIL: "home@example.com"})
    records.save_people(contacts=[ben, ana])

    found = records.contacts_with_address(practice, "home@example.com")

    assert [contact.id for contact in found] == ["ana", "ben"]
    assert records.contacts_with_address("elsewhere", "home@example.com") == ()
    asked = ("home@example.com", "nobody@example.com", "home@example.com")
    assert records.owners_of(practice, asked) == {
        "home@example.com": found,
        "nobody@example.com": (),
    }
    assert records.owners_of("elsewhere", asked[:1]) == {"home@example.com": ()}
    assert records.owners_of(practice, ()) == {}


def test_an_address_that_was_corrected_leads_nowhere(records: Records, practice: str) -> None:
    ana = a_contact(practice, methods={EMAIL: "old@example.com", TEXT: "+12125550134"})
    records.save_people(contacts=[ana])
    seen = records.contacts(practice, ["ana"])["ana"]

    records.save_people(contacts=[replace(seen, methods={EMAIL: "new@example.com"})])

    assert records.contacts_with_address(practice, "old@example.com") == ()
    assert records.contacts_with_address(practice, "+12125550134") == ()
    assert records.owners_of(practice, ["+12125550134"]) == {"+12125550134": ()}
    (found,) = records.contacts_with_address(practice, "new@example.com")
    assert (found.id, found.version) == ("ana", 2)


def test_patients_stand_in_the_order_of_their_names(records: Records, practice: str) -> None:
    names = [("Mia", "Lima"), ("Leo", "Li"), ("Ana", "li"), ("Zoe", "Álvarez"), ("Ben", "De Luca")]
    records.save_people(
        patients=[
            a_patient(practice, f"p{number}", first_name=first, last_name=last)
            for number, (first, last) in enumerate(names)
        ]
    )

    listed = records.patients_by_name(practice, limit=10).items

    assert [each.name for each in listed] == [
        "Zoe Álvarez",
        "Ben De Luca",
        "Ana li",
        "Leo Li",
        "Mia Lima",
    ]


@pytest.mark.parametrize(
    ("prefix", "found"),
    [("LI", ["p1", "p0"]), ("lim", ["p0"]), ("alv", ["p3"]), ("Á", ["p3"]), ("x", [])],
)
def test_patients_are_found_by_how_their_name_begins(
    records: Records, practice: str, prefix: str, found: list[str]
) -> None:
    names = ["Lima", "Li", "Ortiz", "Álvarez"]
    records.save_people(
        patients=[
            a_patient(practice, f"p{number}", last_name=name) for number, name in enumerate(names)
        ]
    )

    page = records.patients_by_name(practice, prefix=prefix, limit=10)

    assert [each.id for each in page.items] == found


def test_a_list_goes_on_where_its_last_page_ended(records: Records, practice: str) -> None:
    ids = [f"p{number}" for number in range(5)]
    records.save_people(patients=[a_patient(practice, each) for each in ids])

    first = records.patients_by_name(practice, limit=2)
    second = records.patients_by_name(practice, limit=2, cursor=first.next)
    third = records.patients_by_name(practice, limit=2, cursor=second.next)

    pages = [[each.id for each in page.items] for page in (first, second, third)]
    assert pages == [["p0", "p1"], ["p2", "p3"], ["p4"]]
    assert third.next is None


def test_a_page_that_holds_all_says_so(records: Records, practice: str) -> None:
    records.save_people(patients=[a_patient(practice, "p1"), a_patient(practice, "p2")])

    assert records.patients_by_name(practice, limit=2).next is None


def test_a_cursor_of_another_list_is_refused(records: Records, practice: str) -> None:
    for owner in (practice, f"{practice}-2"):
        records.save_people(patients=[a_patient(owner, each) for each in ("p1", "p2")])
    own = records.patients_by_name(practice, limit=1).next

    for cursor in ("", "nonsense", "é", own):
        with pytest.raises(BadCursor):
            records.patients_by_name(f"{practice}-2", limit=1, cursor=cursor)
    with pytest.raises(BadCursor):
        records.patients_by_name(practice, prefix="o", limit=1, cursor=own)


def test_names_follow_a_correction(records: Records, practice: str) -> None:
    records.save_people(patients=[a_patient(practice)])
    seen = records.patients(practice, ["p1"])["p1"]

    records.save_people(patients=[replace(seen, last_name="Álvarez")])

    assert records.patients_by_name(practice, prefix="ortiz", limit=5).items == ()
    assert len(records.patients_by_name(practice, prefix="alvarez", limit=5).items) == 1


def test_what_cannot_be_an_id_is_simply_not_there(records: Records, practice: str) -> None:
    for odd in ("", "x" * 3_000, "\ud800", "a#b"):
        assert records.patients(practice, [odd]) == {}
        assert records.contacts(practice, [odd]) == {}
        assert records.template(practice, odd) is None
        assert records.get_import(practice, odd) is None


@pytest.mark.parametrize("name", ["한" * 100, "ﷺ" * 100, "😀" * 100, "x" * 100])
def test_the_longest_names_can_be_kept_and_found(
    records: Records, practice: str, name: str
) -> None:
    records.save_people(patients=[a_patient(practice, "p" * 64, first_name=name, last_name=name)])

    for prefix in (name[:1], name):
        assert len(records.patients_by_name(practice, prefix=prefix, limit=5).items) == 1
    for prefix in (name * 20, "\ud800"):
        assert records.patients_by_name(practice, prefix=prefix, limit=5).next is None
