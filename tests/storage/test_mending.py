"""What a list tells otherwise than the record is found at night, told once, and put right."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.storage.family_rows import BRIEFS
from chalicelib.storage.people_rows import patient_key
from chalicelib.storage.visit_names import NAME
from chalicelib.storage.visit_rows import appointment_key
from tests.storage.places import Tables
from tests.storage.visit_desk import VisitDesk
from tests.storage.wire import meanwhile

EVERYBODY = ("lena", "mia", "nobody")


def tamper(tables: Tables, key: tuple[str, str], **changes: object) -> None:
    """Somebody writes into the table by hand."""
    table = tables.table("records")
    row = table.get(key)
    assert row is not None
    gone = {name for name, value in changes.items() if value is None}
    table.put({name: value for name, value in (row | changes).items() if name not in gone})


def shown(desk: VisitDesk) -> list[str]:
    families = desk.others.families(desk.practice, EVERYBODY)
    return [contact.name for family in families for contact in family.contacts]


def test_nothing_is_wrong_as_a_rule(desk: VisitDesk) -> None:
    assert desk.records.mend_lists(desk.practice, EVERYBODY) == ()
    assert desk.records.mend_lists(desk.practice, ()) == ()


def test_a_contact_told_otherwise_is_put_right_and_told_once(
    desk: VisitDesk, tables: Tables
) -> None:
    key = patient_key(desk.practice, "lena")
    tamper(tables, key, **{BRIEFS: {"ana": {"name": "Somebody", "by": []}}})
    assert shown(desk) == ["Somebody", "Ana"]

    assert desk.records.mend_lists(desk.practice, EVERYBODY) == ("lena",)

    assert shown(desk) == ["Ana", "Ana"]
    assert desk.records.mend_lists(desk.practice, EVERYBODY) == ()


def test_a_visit_with_another_name_is_right_at_once_and_for_good(
    desk: VisitDesk, tables: Tables
) -> None:
    tamper(tables, appointment_key(desk.practice, "v2"), **{NAME: "Somebody Else"})

    assert desk.records.mend_lists(desk.practice, EVERYBODY) == ("lena",)

    desk.then_every_name_is_right()
    assert desk.records.mend_lists(desk.practice, EVERYBODY) == ()
    desk.then_the_copies_alone_are_right()


def test_what_was_never_told_is_told_from_then_on_and_is_no_trouble(
    desk: VisitDesk, tables: Tables
) -> None:
    """As rows are that were kept before lists told of anybody."""
    tamper(tables, patient_key(desk.practice, "lena"), **{BRIEFS: None})
    tamper(tables, appointment_key(desk.practice, "v1"), **{NAME: None})
    assert shown(desk) == ["Ana", "Ana"]

    assert desk.records.mend_lists(desk.practice, EVERYBODY) == ()

    row = tables.table("records").get(patient_key(desk.practice, "lena"))
    assert row is not None
    assert row[BRIEFS]["ana"]["name"] == "Ana"
    desk.then_the_copies_alone_are_right()


@pytest.mark.parametrize("number", range(8))
def test_who_changes_something_meanwhile_is_not_told_of(desk: VisitDesk, number: int) -> None:
    def others_work() -> None:
        desk.rename()
        ana = desk.others.contacts(desk.practice, ["ana"])["ana"]
        desk.others.save_people(contacts=[replace(ana, name="Ana Maria")])
        desk.spread()

    desk.wire.at(number, meanwhile(others_work))

    assert desk.records.mend_lists(desk.practice, EVERYBODY) == ()

    desk.then_every_name_is_right()
    assert shown(desk) in (["Ana Maria", "Ana Maria"], ["Ana", "Ana"])
    desk.others.spread_corrections(desk.practice, at=desk.at + timedelta(hours=1))
    assert desk.others.mend_lists(desk.practice, EVERYBODY) == ()
