"""From the first words to what became of each message, as staff do it in a browser."""

import re
from collections.abc import Callable

import pytest

from tests.browser.desk import MILLISECONDS_TO_ANSWER, Desk
from tests.browser.families import (
    ANA,
    ANA_AGAIN,
    FOUR_FAMILIES,
    FOUR_MESSAGES_COST,
    MAX,
    MIRA,
    campaign_of,
    made,
    make_messages,
    send,
    write_message,
)

pytestmark = [pytest.mark.journey, pytest.mark.browser]


@pytest.mark.shows("S1")
def test_five_tabs_in_their_order_each_with_its_own_page(desk: Desk) -> None:
    tabs = desk.page.get_by_role("navigation", name="Patient Message eXchange").get_by_role("link")

    names = tabs.all_inner_texts()

    assert names == [
        "Personalized Messages",
        "Email Broadcast",
        "Usage Statistics",
        "Messages Sent",
        "Contact Preferences",
    ]
    for name in names:
        desk.follow(name)
        assert desk.page.get_by_role("heading", level=1).inner_text().startswith(name)


@pytest.mark.shows("S2", "S6", "S10")
def test_one_message_reaches_each_family_the_way_it_chose(desk: Desk) -> None:
    campaign = made(desk, *FOUR_FAMILIES)

    desk.sees("5 selected = 4 messages + 1 skipped")
    assert desk.cells("Who will get it") == [
        ["Email", "2", "1", "2"],
        ["Text message", "1", "3", "3"],
        ["Phone", "1", "5", "5"],
        ["Total", "4", "", f"{FOUR_MESSAGES_COST}"],
    ]
    desk.sees("Mira Rao")
    desk.sees("No preferred contact method")
    desk.follow("Continue")
    desk.sees("Send 4 messages?")
    desk.sees("90 credits")
    desk.press(f"Send 4 messages for {FOUR_MESSAGES_COST} credits")
    desk.waits_until_sent(4)

    sent = desk.system.outbox({"id": campaign})
    assert sorted((item["channel"], item["to"]) for item in sent) == [
        ("email", "ana@example.com"),
        ("email", "ana@example.com"),
        ("phone", "+12125550137"),
        ("text", "+12125550136"),
    ]
    assert {item["body_text"].split(", it is ")[1][:4] for item in sent if item["subject"]} == {
        "Lena",
        "Ben’",
    }
    assert not any("{{" in item["body_text"] for item in sent)


@pytest.mark.shows("S5")
def test_the_balance_is_the_same_on_three_tabs_and_fresh_after_a_send(desk: Desk) -> None:
    made(desk, ANA, MAX)
    send(desk)
    desk.waits_until_sent(2)

    for tab in ("Personalized Messages", "Email Broadcast", "Messages Sent"):
        desk.follow(tab)
        desk.sees("96 credits available")
    desk.follow("Usage Statistics")
    desk.sees(re.compile(r"96\s*available"))
    desk.follow("Contact Preferences")
    desk.sees_not("credits available")


@pytest.mark.shows("P5")
def test_each_message_can_be_read_before_anything_is_sent(desk: Desk) -> None:
    campaign = made(desk, ANA, ANA_AGAIN, MAX)

    desk.sees("Patient 1 of 3")
    desk.follow("Next ›")
    desk.sees("Patient 2 of 3")
    desk.type("Find a patient", "Cleo")
    desk.press("Find")

    desk.sees("It is time for a visit: Cleo")
    desk.sees("1 segment · 3 credits")
    assert desk.system.outbox({"id": campaign}) == []
    assert desk.system.balance()["available"] == 100


@pytest.mark.shows("S10")
def test_a_detail_that_does_not_exist_is_refused_with_what_was_meant(desk: Desk) -> None:
    desk.open("/personalized-messages/new")
    desk.tick("Billing")
    desk.type("Name", "Visit")
    desk.type("Text message, in English", "Hi {{ patient_fist_name }}")

    desk.press("Continue")

    desk.sees("Did you mean {{ patient_first_name }}?")
    typed = desk.page.get_by_role("textbox", name="Text message, in English")
    assert typed.input_value() == "Hi {{ patient_fist_name }}"


@pytest.mark.shows("S13")
def test_a_used_message_is_copied_and_the_past_stays(desk: Desk) -> None:
    first = made(desk, ANA)
    send(desk)
    desk.waits_until_sent(1)

    desk.open("/personalized-messages/new")
    start = desk.page.get_by_label("Start from")
    option = start.locator("option", has_text="Well visit due").first.inner_text()
    start.select_option(label=option)
    desk.press("Fill in these words")
    desk.type("Name", "Another one")
    desk.type("Subject of the email, in English", "Other words")
    desk.press("Save as draft")

    desk.sees("Another one")
    sent = desk.system.outbox({"id": first})
    assert [item["subject"] for item in sent] == ["Time for a visit"]


@pytest.mark.shows("S1")
def test_everything_is_done_by_keyboard_alone(desk: Desk) -> None:
    desk.system.has(ANA)
    keys = desk.page.keyboard
    desk.open("/personalized-messages")
    walk_to(desk, "New personalized message")
    enter(desk)
    choose(desk, "Billing")
    for label in ("Name", "Subject of the email, in English", "Email text, in English"):
        walk_to(desk, label)
        keys.type(f"About {label.lower()}")
    walk_to(desk, "Continue")
    enter(desk)
    choose(desk, re.compile("^Everyone: all"))
    walk_to(desk, "Create messages")
    enter(desk)
    desk.waits_for("Nothing has been sent yet.")
    walk_to(desk, "Continue")
    enter(desk)
    walk_to(desk, "Send 1 message for 1 credit")
    enter(desk)

    desk.waits_until_sent(1)
    assert len(desk.system.outbox({"id": campaign_of(desk)})) == 1


def test_without_scripts_it_works_as_well(desk: Desk) -> None:
    desk.without_scripts()
    campaign = made(desk, ANA, MIRA)
    send(desk)
    desk.waits_until_sent(1)

    assert len(desk.system.outbox({"id": campaign})) == 1


def test_a_narrow_screen_shows_all_of_the_way(desk: Desk) -> None:
    desk.narrow()

    made(desk, *FOUR_FAMILIES)
    send(desk)
    desk.waits_until_sent(4)


@pytest.mark.shows("P13")
def test_a_text_with_a_curly_quote_names_the_letter_that_costs(desk: Desk) -> None:
    desk.open("/personalized-messages/new")

    desk.type("Text message, in English", "It’s time for a visit")

    desk.sees("70 characters a part")
    desk.sees("’")


def enter(desk: Desk) -> None:
    """Press Enter, and wait for the page that it leads to."""
    with desk.page.expect_navigation(timeout=MILLISECONDS_TO_ANSWER):
        desk.page.keyboard.press("Enter")
    desk.look()


def walk_to(desk: Desk, words: str) -> None:
    """Press Tab until the focus stands there."""
    _press_until(desk, "Tab", lambda: _focused(desk, words))


def choose(desk: Desk, words: str | re.Pattern[str]) -> None:
    """Go to the next group of choices with Tab, and with the arrow to this one of them."""
    _press_until(desk, "Tab", lambda: _is_radio(desk))
    _press_until(desk, "ArrowDown", lambda: _focused(desk, words))
    desk.page.keyboard.press("Space")


def _press_until(desk: Desk, key: str, has_come: Callable[[], bool]) -> None:
    for _ in range(120):
        if has_come():
            return
        desk.page.keyboard.press(key)
    raise AssertionError(f"pressing {key} led nowhere")


def _focused(desk: Desk, words: str | re.Pattern[str]) -> bool:
    named = desk.page.evaluate(
        """() => {
          const it = document.activeElement;
          const label = it.labels && it.labels[0];
          return (label ? label.firstChild.textContent : it.innerText || '').trim();
        }"""
    )
    return bool(words.search(named)) if isinstance(words, re.Pattern) else named == words


def _is_radio(desk: Desk) -> bool:
    kind = desk.page.evaluate("document.activeElement.type")
    return bool(kind == "radio")


def test_messages_made_again_meanwhile_are_shown_before_they_cost(desk: Desk) -> None:
    desk.system.has(ANA, MAX)
    write_message(desk)
    first = make_messages(desk)
    desk.open(f"/campaigns/{first}/send")
    desk.page.evaluate("document.querySelector('[name=credits_seen]').value = '1'")

    desk.press("Send 2 messages for 4 credits")

    desk.sees("These messages were made again")
    assert desk.system.balance()["reserved"] == 0
