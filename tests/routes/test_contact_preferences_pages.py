"""The practice’s defaults: whom they are for, what they cost, and who may change them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.chores import do_chores
from tests.fakes.payments import FakePayments
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


def counted(desk: Desk) -> None:
    """As the round of every few minutes does."""
    do_chores(
        desk.exchange.parts,
        payments=FakePayments(),
        link="https://pmx.example",
        has_time=lambda: True,
    )


def test_a_practice_without_patients_can_set_its_defaults(desk: Desk) -> None:
    counted(desk)
    browser = desk.browser()
    browser.open("/contact-preferences")
    assert "0 of 0 patients have not chosen." in browser.page.text

    browser.press("Save defaults", recall="text", billing="mail")

    assert "Defaults saved. They apply from the next message on." in browser.page.text
    assert desk.exchange.records.practice(MAPLE).defaults == {
        Need.RECALL: Choice.TEXT,
        Need.BILLING: Choice.MAIL,
    }
    assert "Last changed today 9:41 am by R. Alvarez" in browser.page.text


def test_only_families_whom_a_default_reaches_are_counted(desk: Desk) -> None:
    number = {ContactMethod.TEXT: "+12125550190"}
    desk.exchange.given_family("ana")
    desk.exchange.given_family("dev", methods=number)
    desk.exchange.given_family("eve", methods=number, needs={Need.RECALL: Choice.TEXT})
    desk.exchange.given_family("fay", methods=number, may_receive=False)
    desk.exchange.given_family("gus", methods=number, do_not_contact=True)
    counted(desk)
    browser = desk.browser()
    browser.open("/contact-preferences")

    browser.press("Save defaults", recall="text", billing="text", results="none")

    assert "2 of 5 patients have not chosen." in browser.page.text
    notes = browser.page.text
    assert "Recalls 1 patient has no contact who has chosen. With Text" in notes
    assert "3 credits: 6 credits for all of them." in notes
    assert "Billing 2 patients have no contact who has chosen." in notes
    assert [row[0] for row in browser.page.table("Patients who have not chosen").rows] == [
        "Devs-Child Ortiz",
        "Eves-Child Ortiz",
    ]


def test_a_default_is_never_written_into_a_record(desk: Desk) -> None:
    desk.exchange.given_family("dev")
    before = desk.exchange.records.contacts(MAPLE, ["dev"])
    counted(desk)
    browser = desk.browser()
    browser.open("/contact-preferences")

    browser.press("Save defaults", recall="email")

    assert desk.exchange.records.contacts(MAPLE, ["dev"]) == before


def test_a_choice_that_is_not_offered_is_refused_and_what_was_chosen_comes_back(
    desk: Desk,
) -> None:
    counted(desk)
    browser = desk.browser()
    browser.open("/contact-preferences")
    form = browser.page.form("Save defaults")
    pairs = [(name, "pigeon" if name == "recall" else value) for name, value in form.filled()]
    pairs = [(name, "phone" if name == "billing" else value) for name, value in pairs]

    browser.post(form, pairs)

    assert browser.status == 422
    assert browser.page.problems == {"recall": "Choose one of the list"}
    assert browser.page.form("Save defaults").values["billing"] == ("phone",)
    assert desk.exchange.records.practice(MAPLE).defaults == {}


def test_the_page_shows_no_credits_and_only_administrators_change_it(desk: Desk) -> None:
    desk.exchange.given_credits(40)
    browser = desk.browser("jo")

    browser.open("/contact-preferences")

    assert "credits available" not in browser.page.text
    assert "Save defaults" not in browser.page.buttons
    assert browser.page.table("Defaults").row("Recalls")[1] == "Not set"


def test_a_form_without_its_token_changes_nothing(desk: Desk) -> None:
    counted(desk)
    browser = desk.browser()
    browser.open("/contact-preferences")
    form = browser.page.form("Save defaults")
    pairs = [(name, value) for name, value in form.filled(recall="text") if name != "csrf_token"]

    browser.post(form, pairs)

    assert browser.status == 403
    assert desk.exchange.records.practice(MAPLE).defaults == {}


def test_before_anybody_counted_the_page_says_so(desk: Desk) -> None:
    desk.exchange.given_family("dev")
    browser = desk.browser("pat")

    browser.open("/contact-preferences")
    assert "Patients are being counted." in browser.page.text

    counted(desk)
    browser.open("/contact-preferences")
    assert "1 of 1 patient has not chosen." in browser.page.text


def test_counting_again_is_asked_for_and_done_beside_the_pages(desk: Desk) -> None:
    counted(desk)
    desk.exchange.given_family("dev")
    desk.exchange.now += timedelta(minutes=1)
    counted(desk)
    browser = desk.browser("pat")
    browser.open("/contact-preferences")
    assert "0 of 0 patients" in browser.page.text

    browser.press("Count patients again")

    desk.exchange.now += timedelta(minutes=1)
    counted(desk)
    browser.open("/contact-preferences")
    assert "1 of 1 patient has not chosen." in browser.page.text


def test_each_change_is_shown_with_who_made_it(desk: Desk) -> None:
    counted(desk)
    browser = desk.browser()
    browser.open("/contact-preferences")
    browser.press("Save defaults", recall="text")
    browser.press("Save defaults", recall="mail")

    first, second = browser.page.table("What was changed").rows
    assert first[1:] == ("R. Alvarez", "Recalls", "Text", "By mail")
    assert second[1:] == ("R. Alvarez", "Recalls", "Not set", "Text")
