"""Writing a message: words used before, details, two languages, and what a text’s length costs."""

from collections.abc import Iterator

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.preferences import Choice
from chalicelib.domain.templates import Texts
from tests.given import PLAIN
from tests.routes.desk import Desk, open_desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        for name in ("ana", "ben", "cleo"):
            desk.exchange.given_family(name)
        desk.exchange.given_credits(100)
        yield desk


def test_messages_used_before_are_listed_with_their_date_and_count(desk: Desk) -> None:
    sent = desk.exchange.when_created()
    desk.exchange.when_sent(sent)
    desk.exchange.when_created()
    browser = desk.browser()
    browser.open("/personalized-messages/new")

    browser.follow("See all that was sent before")

    (row,) = browser.page.table("Previously used").rows
    assert row[0].startswith("Well visits due")
    assert row[1:3] == ("Today, 9:41 am · riley", "3")


def test_words_used_before_are_copied_and_the_past_stays_as_it_was(desk: Desk) -> None:
    sent = desk.exchange.when_all_is_done(desk.exchange.when_created())
    browser = desk.browser()
    browser.open("/personalized-messages/used")

    browser.follow("Use these words of Well visits due")
    browser.press("Save as draft", name="Again", en_text="Hi {{ contact_name }}.")

    assert desk.exchange.campaign(sent.id) == sent
    assert (
        browser.open("/personalized-messages?show=drafts").tables[0].rows[0][0].startswith("Again")
    )


def test_a_practice_that_never_sent_anything_reads_what_will_be_there(desk: Desk) -> None:
    browser = desk.browser()

    assert "Nothing was sent yet." in browser.open("/email-broadcast/used").text
    browser.follow("New email broadcast")
    assert "See all that was sent before" not in browser.page.text


def test_a_curly_quote_is_named_with_what_it_costs_and_what_to_type(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages/new")

    browser.press("Continue", en_text="It’s time")

    assert "“’” is not in the text alphabet: 70 characters a part." in browser.page.text
    assert "Type a plain apostrophe instead." in browser.page.text


def test_a_detail_that_does_not_exist_is_asked_about(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages/new")

    browser.press("Continue", name="A", need="recall", en_text="Hi {{ patient_fist_name }}")

    assert browser.page.problems["en_text"] == (
        "{{ patient_fist_name }} is not a detail. Did you mean {{ patient_first_name }}?"
    )


@pytest.fixture
def spanish_reader(desk: Desk) -> None:
    desk.exchange.given_family(
        "aida",
        methods={ContactMethod.TEXT: "+12125550136"},
        preferred=Choice.TEXT,
        language="es",
    )


@pytest.mark.usefixtures("spanish_reader")
def test_whoever_reads_spanish_and_gets_english_is_pointed_out(desk: Desk) -> None:
    campaign = desk.exchange.when_created()
    browser = desk.browser()

    browser.open(f"/campaigns/{campaign.id}/preview")

    assert "1 family reads Spanish and gets the English words" in browser.page.text
    assert "reads Spanish, but there are no Spanish words: English goes" in browser.page.text


@pytest.mark.usefixtures("spanish_reader")
def test_spanish_words_reach_those_who_read_them(desk: Desk) -> None:
    campaign = desk.exchange.when_created(
        texts={**PLAIN, "es": Texts(text="Hola, es hora.")},
    )
    browser = desk.browser()

    browser.open(f"/campaigns/{campaign.id}/preview")

    assert "Hola, es hora." in browser.page.text
    assert "1 message is in Spanish" in browser.page.text
    assert "gets the English words" not in browser.page.text


def test_a_text_in_two_parts_is_pointed_out_and_costs_the_same(desk: Desk) -> None:
    long = {"en": Texts(text="Hi {{ contact_name }}. " + "It is time. " * 14)}
    campaign = desk.exchange.when_created(texts=long)
    browser = desk.browser()

    browser.open(f"/campaigns/{campaign.id}/preview")

    assert "1 text is longer than one segment; the price stays 3 credits" in browser.page.text
    assert browser.page.table("Who will get it").row("Text")[3] == "3"
