"""What a file of patients may change, and what it may never take away."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import CONTACTS_PER_PATIENT, Link
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.domain.stops import Stop, StopKind
from tests.exchange.importing import PATIENTS, contact, counts, imported, patient
from tests.given import MAPLE, Exchange

EMAIL = f"{PATIENTS},contact_id,email\np1,Lena,Ortiz,c1,ana@example.com\n"
FULL = """\
patient_id,first_name,last_name,date_of_birth,language,contact_id,contact_name,relationship,email,\
text,phone,work_email,work_phone,preferred_method,zone,do_not_contact,may_receive,\
contact_language,state,zip,recall_due,recall_reason,consent_source,consent_at
p1,Lena,Ortiz,2018-05-02,es,c1,Ana Ortiz,mother,ana@example.com,\
+12125550134,,,(212) 555-0135,email,America/New_York,,,\
en,NY,10001,2026-12-31,well visit,form,2026-01-02
p2,Leo,Ortiz,,,c1,,mother,,,,,,,,,no,,,,,,,
p3,Mia,Li,,,,,,,,,,,,,,,,,,,,,
"""


def test_a_line_becomes_a_patient_with_a_contact(exchange: Exchange) -> None:
    load = imported(exchange, FULL)

    assert counts(load) == (3, 0, 0)
    lena, ana = patient(exchange), contact(exchange)
    assert (lena.name, lena.date_of_birth, lena.language) == ("Lena Ortiz", date(2018, 5, 2), "es")
    assert (lena.recall_due, lena.recall_reason) == (date(2026, 12, 31), "well visit")
    assert lena.links[0].relationship == "mother"
    assert ana.methods == {
        ContactMethod.EMAIL: "ana@example.com",
        ContactMethod.TEXT: "+12125550134",
        ContactMethod.WORK_PHONE: "+12125550135",
    }
    assert ana.preferences.preferred_method is Choice.EMAIL
    assert (ana.zone, ana.state, ana.zip) == ("America/New_York", "NY", "10001")
    assert (ana.language, ana.consent_source) == ("en", "form")
    assert ana.consent_at == datetime(2026, 1, 2, 5, tzinfo=UTC)


def test_brothers_and_sisters_share_a_contact(exchange: Exchange) -> None:
    imported(exchange, FULL)

    leo = patient(exchange, "p2")
    assert [(link.contact_id, link.may_receive) for link in leo.links] == [("c1", False)]
    assert contact(exchange).patient_ids == ("p1", "p2")
    assert patient(exchange, "p3").links == ()
    assert patient(exchange, "p3").language == "en"


def test_the_same_file_twice_changes_nothing(exchange: Exchange) -> None:
    imported(exchange, FULL)
    before = (patient(exchange), contact(exchange))
    exchange.now += timedelta(days=1)

    load = imported(exchange, FULL)

    assert counts(load) == (0, 3, 0)
    assert (patient(exchange), contact(exchange)) == before


def test_a_file_that_contradicts_itself_changes_nothing_the_second_time(
    exchange: Exchange,
) -> None:
    file = EMAIL + "p2,Leo,Ortiz,c1,other@example.com\np1,Lena,Ortiz,c1,\n"
    first = imported(exchange, file)

    second = imported(exchange, file)

    assert counts(first) == (1, 1, 1)
    assert counts(second) == (0, 2, 1)
    assert contact(exchange).methods == {ContactMethod.EMAIL: "ana@example.com"}


def test_an_empty_cell_or_a_missing_column_leaves_what_is_there(exchange: Exchange) -> None:
    imported(exchange, FULL)
    before = (patient(exchange), contact(exchange))

    load = imported(exchange, f"{PATIENTS},contact_id,email,zone\np1,,Ortiz,c1,,\n")

    assert counts(load) == (0, 1, 0)
    assert (patient(exchange), contact(exchange)) == before


def test_what_was_corrected_here_stays_until_the_file_says_something_new(
    exchange: Exchange,
) -> None:
    imported(exchange, EMAIL)
    corrected = replace(contact(exchange), methods={ContactMethod.EMAIL: "new@example.com"})
    exchange.records.save_people(contacts=[corrected])

    assert counts(imported(exchange, EMAIL)) == (0, 1, 0)
    assert contact(exchange).methods == {ContactMethod.EMAIL: "new@example.com"}

    third = EMAIL.replace("ana@", "third@")
    assert counts(imported(exchange, third)) == (1, 0, 0)
    assert contact(exchange).methods == {ContactMethod.EMAIL: "third@example.com"}


def test_a_choice_made_here_is_not_undone_by_old_news(exchange: Exchange) -> None:
    file = f"{PATIENTS},contact_id,preferred_method\np1,Lena,Ortiz,c1,email\n"
    imported(exchange, file)
    said = Preferences(Choice.NONE, {Need.RECALL: Choice.TEXT}, do_not_contact=False)
    exchange.records.save_people(contacts=[replace(contact(exchange), preferences=said)])

    imported(exchange, file)
    imported(exchange, file.replace("email", ""))

    assert contact(exchange).preferences == said
    imported(exchange, file.replace(",email", ",phone"))
    assert contact(exchange).preferences == replace(said, preferred_method=Choice.PHONE)
    assert contact(exchange).preferences_changed_at == exchange.now


@pytest.mark.parametrize("later", ["no", ""])
def test_no_file_lifts_a_do_not_contact(exchange: Exchange, later: str) -> None:
    file = f"{PATIENTS},contact_id,do_not_contact\np1,Lena,Ortiz,c1,yes\n"
    imported(exchange, file)
    assert contact(exchange).preferences.do_not_contact is True

    imported(exchange, file.replace("yes", later))

    assert contact(exchange).preferences.do_not_contact is True


def test_a_do_not_contact_that_was_lifted_here_does_not_come_back_with_the_same_file(
    exchange: Exchange,
) -> None:
    file = f"{PATIENTS},contact_id,do_not_contact\np1,Lena,Ortiz,c1,yes\n"
    imported(exchange, file)
    said = Preferences(None, {}, do_not_contact=False)
    exchange.records.save_people(contacts=[replace(contact(exchange), preferences=said)])

    imported(exchange, file)
    assert contact(exchange).preferences.do_not_contact is False

    imported(exchange, file.replace("yes", "no"))
    imported(exchange, file)
    assert contact(exchange).preferences.do_not_contact is True


def test_no_file_lifts_a_stop(exchange: Exchange) -> None:
    imported(exchange, EMAIL)
    stop = Stop(MAPLE, "ana@example.com", StopKind.UNSUBSCRIBED, exchange.now, "link")
    exchange.records.add_stop(stop)

    imported(exchange, EMAIL.replace("ana@", "new@"))
    imported(exchange, EMAIL)

    assert exchange.records.stops(MAPLE, ["ana@example.com"]) == {"ana@example.com": (stop,)}


def test_may_receive_is_yes_until_somebody_says_no(exchange: Exchange) -> None:
    file = f"{PATIENTS},contact_id,may_receive\np1,Lena,Ortiz,c1,\n"
    imported(exchange, file)
    assert patient(exchange).links == (Link("c1"),)

    barred = replace(patient(exchange), links=(Link("c1", may_receive=False),))
    exchange.records.save_people(patients=[barred])
    imported(exchange, file)

    assert patient(exchange).links[0].may_receive is False


def test_contacts_stand_in_the_order_of_the_file(exchange: Exchange) -> None:
    def file(*order: str) -> str:
        lines = "".join(f"p1,Lena,Ortiz,{each}\n" for each in order)
        return f"{PATIENTS},contact_id\n{lines}"

    def held() -> list[str]:
        return [link.contact_id for link in patient(exchange).links]

    imported(exchange, file("c1", "c2"))
    assert held() == ["c1", "c2"]
    imported(exchange, file("c3", "c2", "c1"))
    assert held() == ["c3", "c2", "c1"]
    imported(exchange, file("c2"))
    assert held() == ["c3", "c2", "c1"]
    assert counts(imported(exchange, file("c3", "c2", "c1"))) == (0, 3, 0)
    imported(exchange, file("c3", "c4", "c1"))
    assert held() == ["c3", "c2", "c4", "c1"]
    assert counts(imported(exchange, file("c3", "c4", "c1"))) == (0, 3, 0)


def test_a_new_patient_needs_a_name(exchange: Exchange) -> None:
    load = imported(exchange, f"{PATIENTS}\np1,Lena,\np2,Leo,Ortiz\n")

    assert counts(load) == (1, 0, 1)
    (problem,) = load.rejected
    assert (problem.row, problem.column) == (2, "last_name")
    assert exchange.records.patients(MAPLE, ["p1"]) == {}


def test_one_bad_cell_keeps_the_whole_line_out(exchange: Exchange) -> None:
    imported(exchange, EMAIL)

    load = imported(
        exchange, f"{PATIENTS},contact_id,email,text\np1,Lena,Ruiz,c1,new@example.com,12\n"
    )

    assert counts(load) == (0, 0, 1)
    assert patient(exchange).last_name == "Ortiz"
    assert contact(exchange).methods == {ContactMethod.EMAIL: "ana@example.com"}


def test_a_patient_has_only_so_many_contacts(exchange: Exchange) -> None:
    ids = range(CONTACTS_PER_PATIENT + 1)
    lines = "".join(f"p1,Lena,Ortiz,c{number}\n" for number in ids)

    load = imported(exchange, f"{PATIENTS},contact_id\n{lines}")

    assert counts(load) == (CONTACTS_PER_PATIENT, 0, 1)
    assert load.rejected[0].column == "contact_id"
    assert len(patient(exchange).links) == CONTACTS_PER_PATIENT


def test_another_practice_is_not_touched(exchange: Exchange) -> None:
    imported(exchange, EMAIL)

    assert exchange.records.patients("oak", ["p1"]) == {}
