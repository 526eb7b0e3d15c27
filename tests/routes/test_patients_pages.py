"""Finding a patient, reading the record, correcting a contact, and noting a stop."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.patients import Contact
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.receive import receive
from tests.fakes.outside import no_answer
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


def contact(desk: Desk, name: str) -> Contact:
    return desk.exchange.records.contacts(MAPLE, [name])[name]


def stop_kinds(desk: Desk, address: str) -> list[StopKind]:
    return [stop.kind for stop in desk.exchange.records.stops(MAPLE, [address])[address]]


def when_anas_message_bounced(desk: Desk) -> None:
    desk.exchange.given_family("ana")
    desk.exchange.given_credits(100)
    campaign = desk.exchange.when_all_is_done(desk.exchange.when_created())
    message_id = desk.exchange.rows(campaign)["ana"].id
    receipt = Receipt(MAPLE, message_id, DeliveryEvent.HARD_BOUNCE, desk.exchange.now)
    receive(desk.exchange.parts, [receipt])


def test_without_patients_the_page_says_how_they_come(desk: Desk) -> None:
    browser = desk.browser()

    browser.open("/patients")

    assert "No patients yet." in browser.page.text
    assert browser.page.link("Import from a file") == "/imports"


@pytest.mark.parametrize(
    "search", ["ortiz", "ANAS-CHILD", "anas-child ortiz", "ana@example.com", " Ana@Example.com"]
)
def test_a_patient_is_found_by_name_or_address(desk: Desk, search: str) -> None:
    desk.exchange.given_family("ana")
    desk.exchange.given_family("kim", patients=())
    browser = desk.browser("pat")
    browser.open("/patients")

    browser.press("Find", search=search)

    assert browser.page.table("Patients").row("Anas-Child Ortiz")[2:] == ("Ana", "Email")


def test_a_number_is_found_however_it_is_written(desk: Desk) -> None:
    desk.exchange.given_family("ben")
    desk.exchange.given_family("cleo")
    browser = desk.browser()

    browser.open("/patients?search=212.555.0134")

    assert [row[0] for row in browser.page.table("Patients").rows] == ["Bens-Child Ortiz"]
    browser.open("/patients?search=nobody")
    assert "No patient matches “nobody”." in browser.page.text


def test_the_list_says_how_each_family_is_reached(desk: Desk) -> None:
    desk.exchange.given_family("ben")
    desk.exchange.given_family("dev")
    desk.exchange.given_family("may", preferred=Choice.MAIL)
    browser = desk.browser()

    browser.open("/patients")

    reached = {row[0]: row[3] for row in browser.page.table("Patients").rows}
    assert reached == {
        "Bens-Child Ortiz": "Text message",
        "Devs-Child Ortiz": "No method",
        "Mays-Child Ortiz": "By mail",
    }


def test_a_record_says_what_is_usable_what_was_chosen_and_what_was_sent(desk: Desk) -> None:
    when_anas_message_bounced(desk)
    desk.exchange.given_appointment("anas-child", starts_at=desk.exchange.now + timedelta(days=1))
    browser = desk.browser("pat")

    browser.open("/patients/anas-child")

    assert browser.page.heading == "Anas-Child Ortiz"
    ways = browser.page.table("Ways to reach Ana")
    assert ways.row("Email")[1:] == ("ana@example.com", "Email address does not exist")
    assert ways.row("Phone")[1:] == ("–", "No address")
    chosen = browser.page.table("Chosen by Ana")
    assert chosen.row("Recalls")[1:] == ("Email", "chosen by the contact")
    assert browser.page.table("Appointments").rows[0][1] == "Dr Adams"
    sent = browser.page.table("Everything sent").row("Well visits due")
    assert sent[1:4] == ("Ana", "Email", "Email address does not exist")
    assert desk.exchange.audit.rows[-1].act == "opened_messages"


def test_another_practice_finds_neither_patient_nor_contact(desk: Desk) -> None:
    desk.exchange.given_family("ana")
    stranger = desk.browser(practice_id="oak")

    statuses = []
    for path in ("/patients/anas-child", "/contacts/ana"):
        stranger.open(path)
        statuses.append(stranger.status)

    assert statuses == [404, 404]


def test_a_contact_is_corrected_in_place(desk: Desk) -> None:
    desk.exchange.given_family("ana")
    browser = desk.browser()
    browser.open("/patients/anas-child")
    browser.follow("Correct Ana")

    browser.press(
        "Save", email=" Ana.Ortiz@Example.com", text="212 555 0177", preferred_method="text",
        need_billing="mail", language="es",
    )  # fmt: skip

    assert browser.path == "/patients/anas-child"
    assert "The record is corrected." in browser.page.text
    kept = contact(desk, "ana")
    assert kept.methods == {
        ContactMethod.EMAIL: "ana.ortiz@example.com",
        ContactMethod.TEXT: "+12125550177",
    }
    assert kept.preferences.preferred_method is Choice.TEXT
    assert kept.preferences.needs == {Need.BILLING: Choice.MAIL}
    assert kept.language == "es"


def test_what_cannot_be_kept_is_named_field_by_field_and_comes_back(desk: Desk) -> None:
    desk.exchange.given_family("ana")
    before = contact(desk, "ana")
    browser = desk.browser()
    browser.open("/contacts/ana")

    browser.press("Save", email="ana at home", text="12", phone="(212) 555-0177")

    assert browser.status == 422
    assert set(browser.page.problems) == {"email", "text"}
    assert browser.page.problems["email"].startswith("Email is not an email address. Enter")
    assert browser.page.form("Save").values["email"] == ("ana at home",)
    assert browser.page.form("Save").values["phone"] == ("(212) 555-0177",)
    assert contact(desk, "ana") == before


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(desk: Desk) -> None:
    desk.exchange.given_family("ana")
    browser = desk.browser()
    browser.open("/contacts/ana")
    meanwhile = replace(contact(desk, "ana"), name="Ana Maria")
    desk.exchange.records.save_people(contacts=[meanwhile])

    browser.press("Save", email="other@example.com")

    assert browser.status == 422
    assert "Somebody changed this record meanwhile." in browser.page.text
    assert contact(desk, "ana").name == "Ana Maria"
    assert contact(desk, "ana").address(ContactMethod.EMAIL) == "ana@example.com"


def test_who_may_only_look_corrects_addresses_but_speaks_for_nobody(desk: Desk) -> None:
    desk.exchange.given_family("ana")
    browser = desk.browser("pat")
    browser.open("/contacts/ana")
    form = browser.page.form("Save")
    assert "preferred_method" not in form.values

    browser.post(form, [*form.filled("Save", email="a@example.com"), ("preferred_method", "none")])

    assert contact(desk, "ana").address(ContactMethod.EMAIL) == "a@example.com"
    assert contact(desk, "ana").preferences.preferred_method is Choice.EMAIL


def test_texts_are_stopped_at_the_desk_and_begin_again_when_asked(desk: Desk) -> None:
    desk.exchange.given_family("ben")
    browser = desk.browser()
    browser.open("/contacts/ben")

    browser.press("Stop these", stop="texts")

    assert stop_kinds(desk, "+12125550134") == [StopKind.TEXTS]
    assert "Ask: “How may we reach you instead?”" in browser.page.text
    assert browser.page.table("Addresses that we do not use").rows[0][:2] == (
        "(212) 555-0134",
        "Asked us to stop texts",
    )
    browser.press("They asked to hear from us again", source="telephone")
    assert stop_kinds(desk, "+12125550134") == []
    assert [row[1:] for row in browser.page.table("What they allowed us").rows] == [
        ("Allowed", "Texts, (212) 555-0134", "By telephone", "R. Alvarez"),
        ("Taken back", "Texts, (212) 555-0134", "At the desk", "R. Alvarez"),
    ]


@pytest.mark.parametrize(
    ("answers", "heading", "kinds"),
    [
        (lambda _number: True, "Done", []),
        (lambda _number: False, "Done here, and not yet at the text service", []),
        (no_answer, "The text service did not answer", [StopKind.TEXTS]),
    ],
    ids=["taken off", "not yet", "no answer"],
)
def test_staff_read_whether_the_carriers_own_list_let_the_number_go(
    desk: Desk, answers: Callable[[str], bool], heading: str, kinds: list[StopKind]
) -> None:
    desk.exchange.given_family("ben")
    number = "+12125550134"
    desk.exchange.records.add_stop(
        Stop(MAPLE, number, StopKind.TEXTS, desk.exchange.now, "provider")
    )
    desk.exchange.carrier.answers = answers
    browser = desk.browser()
    browser.open("/contacts/ben")

    browser.press("They asked to hear from us again", source="telephone")

    assert heading in browser.page.text
    assert desk.exchange.carrier.asked == [number]
    assert stop_kinds(desk, number) == kinds


def test_whoever_stopped_their_way_is_asked_for_another_and_reached_there(desk: Desk) -> None:
    methods = {ContactMethod.TEXT: "+12125550134", ContactMethod.EMAIL: "ben@example.com"}
    desk.exchange.given_family(
        "ben", methods=methods, preferred=Choice.TEXT, needs={Need.RECALL: Choice.TEXT}
    )
    browser = desk.browser()
    browser.open("/contacts/ben")
    assert "How may we reach you instead?" not in browser.text.partition("Stop what?")[0]
    browser.press("Stop these", stop="texts")

    browser.press("Reach them this way")
    assert browser.page.problems == {"instead": "Choose how we may reach them"}
    browser.press("Reach them this way", instead="email")

    said = contact(desk, "ben").preferences
    assert (said.preferred_method, said.needs) == (Choice.EMAIL, {})
    assert "The way that they chose is stopped" not in browser.page.text
    browser.open("/addresses-to-correct")
    assert "No addresses to correct." in browser.page.text


@pytest.mark.parametrize("choice", ["text", "phone", "", "pigeon"])
def test_nobody_is_reached_where_they_stopped_us_or_have_no_address(
    desk: Desk, choice: str
) -> None:
    desk.exchange.given_family("ben")
    browser = desk.browser()
    browser.open("/contacts/ben")
    browser.press("Stop these", stop="texts")
    form = next(form for form in browser.page.forms if "instead" in form.values)

    browser.post(form, [*form.filled("Reach"), ("instead", choice)])

    assert browser.status == 422
    assert contact(desk, "ben").preferences.preferred_method is Choice.TEXT


def test_who_may_only_look_records_the_stop_and_passes_the_answer_on(desk: Desk) -> None:
    desk.exchange.given_family("ben")
    browser = desk.browser("pat")
    browser.open("/contacts/ben")

    browser.press("Stop these", stop="texts", source="writing")

    assert "tell somebody who may change choices" in browser.page.text
    assert browser.page.table("What they allowed us").rows[0][3] == "In writing"
    assert not any("instead" in form.values for form in browser.page.forms)


def test_everything_stops_the_person_and_all_their_addresses(desk: Desk) -> None:
    methods = {ContactMethod.EMAIL: "f@example.com", ContactMethod.PHONE: "+12125550188"}
    desk.exchange.given_family("fay", methods=methods, preferred=Choice.EMAIL)
    browser = desk.browser("pat")
    browser.open("/contacts/fay")

    browser.press("Stop these", stop="everything")

    assert contact(desk, "fay").preferences.do_not_contact
    assert stop_kinds(desk, "f@example.com") == [StopKind.EVERYTHING]
    assert stop_kinds(desk, "+12125550188") == [StopKind.EVERYTHING]
    assert [row.act for row in desk.exchange.audit.rows][-1] == "recorded_stop"


def test_a_stop_of_nothing_is_asked_for_again(desk: Desk) -> None:
    desk.exchange.given_family("ben")
    browser = desk.browser()
    browser.open("/contacts/ben")

    browser.press("Stop these")

    assert browser.status == 422
    assert browser.page.problems == {"stop": "Choose what to stop"}


def test_a_bounced_address_is_corrected_in_the_list(desk: Desk) -> None:
    when_anas_message_bounced(desk)
    browser = desk.browser("pat")
    browser.open("/addresses-to-correct")
    assert "ana@example.com Email address does not exist" in browser.page.text
    assert "Ana, reached about Anas-Child Ortiz" in browser.page.text

    browser.press("Correct", address="ana@")
    assert browser.status == 422
    assert list(browser.page.problems) == ["email-ana"]
    browser.press("Correct", address="ana@example.com")
    assert "This is the address that we have." in browser.page.text
    browser.press("Correct", address="new@example.com")

    assert "The address is corrected." in browser.page.text
    assert "No addresses to correct." in browser.page.text
    assert contact(desk, "ana").address(ContactMethod.EMAIL) == "new@example.com"


def test_an_address_that_is_right_after_all_is_used_again(desk: Desk) -> None:
    when_anas_message_bounced(desk)
    browser = desk.browser()
    browser.open("/addresses-to-correct")

    browser.press("It is right, use it again")

    assert "No addresses to correct." in browser.page.text
    assert stop_kinds(desk, "ana@example.com") == []


def test_whose_chosen_way_was_stopped_is_listed_as_well(desk: Desk) -> None:
    desk.exchange.given_family("ben")
    browser = desk.browser()
    browser.open("/contacts/ben")
    browser.press("Stop these", stop="texts")

    browser.open("/addresses-to-correct")

    assert "(212) 555-0134 Asked us to stop texts" in browser.page.text
    assert "Ask how to reach them instead." in browser.page.text
