"""Staff try a message on themselves: by its own channel, at its own price, and nobody else."""

from collections.abc import Iterator

import pytest

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.letters import EmailLetter, PhoneLetter, TextLetter
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.domain.templates import Kind, Texts
from tests.given import MAPLE, PLAIN
from tests.routes.browser import Browser
from tests.routes.desk import Desk, open_desk

SPANISH = Texts(
    subject="Una nota", email="Hola {{ contact_name }}.", text="Hola.", phone="Es hora."
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        for name in ("ana", "ben", "cleo"):
            desk.exchange.given_family(name)
        desk.exchange.given_credits(20)
        yield desk


def looking_at(desk: Desk, campaign: Campaign, position: int) -> Browser:
    browser = desk.browser()
    browser.open(f"/campaigns/{campaign.id}/preview?position={position}")
    return browser


def when_it_has_left(desk: Desk) -> None:
    desk.exchange.when_swept()
    desk.exchange.when_delivered()
    desk.exchange.when_swept()


def test_an_email_goes_to_whoever_is_signed_in_and_to_nobody_else(desk: Desk) -> None:
    campaign = desk.exchange.when_created()
    browser = looking_at(desk, campaign, 1)

    browser.press("Email me this message (1 credit)")
    when_it_has_left(desk)

    assert "A test is on its way to riley@maple.example." in browser.page.text
    (letter,) = desk.exchange.senders[Channel.EMAIL].taken
    assert isinstance(letter, EmailLetter)
    assert letter.to == "riley@maple.example"
    assert letter.subject == "[Test] A note for Anas-Child"
    assert "Hello Ana" in letter.text
    assert desk.exchange.sent_to == ["riley@maple.example"]
    assert desk.exchange.credits.balance(MAPLE).available == 19
    assert desk.exchange.campaign(campaign.id).state == "ready"


def test_a_text_costs_three_and_its_number_is_asked_for_once(desk: Desk) -> None:
    browser = looking_at(desk, desk.exchange.when_created(), 2)

    browser.press("Text me this message (3 credits)", to="12")
    assert "Your number" in browser.page.problems["to"]
    browser.press("Text me this message (3 credits)", to="212 555 0142")
    when_it_has_left(desk)

    (letter,) = desk.exchange.senders[Channel.TEXT].taken
    assert isinstance(letter, TextLetter)
    assert (letter.to, letter.text) == ("+12125550142", "Hi Ben, Bens-Child is due.")
    assert desk.exchange.credits.balance(MAPLE).available == 17
    assert browser.page.form("Text me").values["to"] == ("(212) 555-0142",)


def test_a_call_costs_five_and_says_the_patients_name(desk: Desk) -> None:
    browser = looking_at(desk, desk.exchange.when_created(), 3)

    browser.press("Call me with this message (5 credits)", to="(212) 555-0142")
    when_it_has_left(desk)

    (letter,) = desk.exchange.senders[Channel.PHONE].taken
    assert isinstance(letter, PhoneLetter)
    assert letter.to == "+12125550142"
    assert "for the family of Cleos-Child" in letter.opening_ssml
    assert desk.exchange.credits.balance(MAPLE).available == 15


def test_a_spanish_message_is_tried_in_spanish(desk: Desk) -> None:
    desk.exchange.given_family(
        "aida",
        methods={ContactMethod.EMAIL: "aida@example.com"},
        preferred=Choice.EMAIL,
        language="es",
    )
    campaign = desk.exchange.when_created(texts={**PLAIN, "es": SPANISH})

    looking_at(desk, campaign, 1).press("Email me this message")
    when_it_has_left(desk)

    (letter,) = desk.exchange.senders[Channel.EMAIL].taken
    assert isinstance(letter, EmailLetter)
    assert letter.subject == "[Test] Una nota"


def test_a_broadcast_is_tried_with_its_footer(desk: Desk) -> None:
    campaign = desk.exchange.when_created(kind=Kind.BROADCAST, need=Need.ANNOUNCEMENT, texts=FLU)

    looking_at(desk, campaign, 1).press("Email me this message")
    when_it_has_left(desk)

    (letter,) = desk.exchange.senders[Channel.EMAIL].taken
    assert isinstance(letter, EmailLetter)
    assert "1 Maple Street" in letter.text
    assert letter.unsubscribe_url is not None


FLU = {"en": Texts(subject="Flu clinic", email="On Saturday.")}


def test_with_too_few_credits_nothing_leaves_and_the_page_says_so(desk: Desk) -> None:
    desk.exchange.given_credits(2)
    browser = looking_at(desk, desk.exchange.when_created(), 2)

    browser.press("Text me this message (3 credits)", to="(212) 555-0142")
    when_it_has_left(desk)

    assert "The test was not sent" in browser.page.text
    assert "It costs 3 credits, more than are left." in browser.page.text
    assert desk.exchange.sent_to == []
    assert desk.exchange.credits.balance(MAPLE).available == 2


def test_a_number_that_said_stop_gets_no_test_either(desk: Desk) -> None:
    desk.exchange.records.add_stop(
        Stop(MAPLE, "+12125550142", StopKind.TEXTS, desk.exchange.now, "reply")
    )
    browser = looking_at(desk, desk.exchange.when_created(), 2)

    browser.press("Text me this message", to="(212) 555-0142")

    assert "Nothing can be sent to (212) 555-0142" in browser.page.text
    assert desk.exchange.credits.balance(MAPLE).available == 20


def test_tests_do_not_stand_among_the_messages_of_the_tabs(desk: Desk) -> None:
    browser = looking_at(desk, desk.exchange.when_created(), 1)
    browser.press("Email me this message")

    assert "[Test]" not in browser.open("/personalized-messages").text
    assert "[Test]" not in browser.open("/personalized-messages/new").text


def test_whoever_may_only_look_is_offered_no_test(desk: Desk) -> None:
    campaign = desk.exchange.when_created()
    browser = desk.browser("pat")

    browser.open(f"/campaigns/{campaign.id}/preview")

    assert "Send me a test" not in browser.page.text
