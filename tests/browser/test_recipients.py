"""Who gets a message, in which way, in whose words, and who gets none and why."""

import csv
import io
from pathlib import Path

import pytest

from tests.browser.conftest import OpenDesk
from tests.browser.desk import Desk
from tests.browser.families import (
    ANA,
    ANA_AGAIN,
    JO,
    MAX,
    MIRA,
    ask_to_confirm,
    books,
    campaign_of,
    find,
    made,
    make_messages,
    send,
    visit,
    write_message,
)
from tests.journeys.waiting import seen_when

pytestmark = [pytest.mark.journey, pytest.mark.browser]
METHODS = ("email", "text", "phone")
WORKS = ("work_email", "work_phone")
SIXTY = 10 * (1 + 3 + 5)


def addresses(number: int) -> tuple[str, str, str]:
    """An email address, a number for texts and one for calls, in the order of METHODS."""
    return f"f{number}@example.com", f"+121255502{number:02}", f"+121255503{number:02}"


def family(number: int, method: str) -> str:
    """One of many, who has all of these and chose this one."""
    reached = ",".join(addresses(number))
    return f"p-f{number},Kim,F{number},en,f{number},Kim F{number},,{reached},{method},"


@pytest.mark.shows("S2", "S7")
def test_thirty_families_are_reached_in_one_go_each_in_its_own_way(desk: Desk) -> None:
    families = [family(number, METHODS[number % 3]) for number in range(30)]

    campaign = made(desk, *families)
    desk.sees("30 selected = 30 messages + 0 skipped")
    assert [row[1:] for row in desk.cells("Who will get it")] == [
        ["10", "1", "10"],
        ["10", "3", "30"],
        ["10", "5", "50"],
        ["30", "", f"{SIXTY}"],
    ]
    send(desk)
    desk.waits_until_sent(30)

    went = [(item["channel"], item["to"]) for item in desk.system.outbox({"id": campaign})]
    chosen = [(METHODS[number % 3], addresses(number)[number % 3]) for number in range(30)]
    assert sorted(went) == sorted(chosen)
    assert desk.system.balance()["available"] == 100 - SIXTY


@pytest.mark.shows("S7", "S19")
def test_the_five_methods_stand_in_their_order_with_their_prices(desk: Desk) -> None:
    head = (
        "patient_id,first_name,last_name,contact_id,contact_name,"
        "email,text,phone,work_email,work_phone,preferred_method"
    )
    lines = [
        f"p{number},Kim,{method.title()},c{number},Kim,k{number}@example.com,+1212555020{number},"
        f"+1212555021{number},w{number}@example.com,+1212555022{number},{method}"
        for number, method in enumerate((*METHODS, *WORKS))
    ]
    told = desk.system.imports("patients", "\n".join((head, *lines)))
    assert told["rejected"] == []

    made(desk)
    rows = desk.cells("Who will get it")
    send(desk)
    desk.waits_until_sent(5)
    desk.open("/messages-sent")
    desk.waits_for("Emails, ")

    assert [row[0] for row in rows] == [
        "Email",
        "Text message",
        "Phone",
        "Work email",
        "Work phone",
        "Total",
    ]
    assert [row[-1] for row in rows] == ["1", "3", "5", "1", "5", "15"]
    report = desk.cells("By contact method")
    assert [row[0] for row in report] == [row[0] for row in rows]
    assert [(row[1], row[-1]) for row in report] == [
        *(("1", price) for price in ("1", "3", "5", "1", "5")),
        ("5", "15"),
    ]


@pytest.mark.shows("S9", "N1")
def test_nobody_is_reached_in_a_way_that_they_did_not_choose(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk = open_desk(credits=1_000)
    no_number = "p-ned,Ned,Fox,en,pia,Pia Fox,,pia@example.com,,,text,"
    never = "p-oli,Oli,Day,en,sam,Sam Day,,sam@example.com,,,email,yes"

    campaign = made(desk, ANA, MIRA, no_number, never)

    desk.sees("4 selected = 1 message + 3 skipped")
    desk.page.get_by_text("3 patients will not get it").click()
    skipped = {row[0]: row[1] for row in desk.cells("Who will not get it")}
    assert skipped == {
        "Dev Rao (Mira Rao)": "No preferred contact method",
        "Ned Fox (Pia Fox)": "No number for texts in the record",
        "Oli Day (Sam Day)": "Asked not to be contacted",
    }
    with desk.page.expect_download() as loading:
        desk.page.get_by_role("link", name="Download everybody selected as CSV").click()
    lines = csv.DictReader(io.StringIO(Path(loading.value.path()).read_text("utf-8-sig")))
    assert sorted((line["status"], line["reason"]) for line in lines) == [
        ("ready", ""),
        ("skipped", "do_not_contact"),
        ("skipped", "no_address"),
        ("skipped", "no_preferred_method"),
    ]
    send(desk)
    desk.waits_until_sent(1)
    assert [item["to"] for item in desk.system.outbox({"id": campaign})] == ["ana@example.com"]
    assert desk.system.balance()["available"] == 999


@pytest.mark.shows("S10")
def test_brothers_and_sisters_have_a_message_each_and_none_has_a_gap(desk: Desk) -> None:
    desk.system.has(ANA, ANA_AGAIN, MAX)
    books(
        desk,
        visit("a1", "p-lena", at="09:00"),
        visit("a2", "p-ben", at="09:20"),
        visit("a3", "p-cleo", at="10:00"),
    )
    ask_to_confirm(desk)
    for name, at in (("Lena", "9:00 AM"), ("Ben", "9:20 AM"), ("Cleo", "10:00 AM")):
        find(desk, name)
        desk.sees(f"{name}: {at}")

    write_message(desk, name="Forms")
    desk.open(f"/campaigns/{campaign_of(desk)}/message")
    desk.type("Text message, in English", "{{ patient_first_name }}, {{ recall_reason }}")
    desk.press("Continue")
    desk.sees("{{ recall_reason }} must not stand in a text message")
    desk.type("Text message, in English", "{{ patient_first_name }} with {{ provider }}")
    desk.type("Email text, in English", "{{ patient_first_name }} with {{ provider }}")
    desk.press("Continue")
    make_messages(desk)

    desk.sees("3 selected = 0 messages + 3 skipped")
    desk.sees("A detail is missing: the provider")


@pytest.mark.shows("P8")
def test_who_reads_spanish_gets_spanish_and_the_page_says_where_there_is_none(desk: Desk) -> None:
    max_in_spanish = MAX.replace(",en,", ",es,")
    desk.system.has(ANA, max_in_spanish, JO)
    desk.open("/personalized-messages/new")
    desk.tick("Billing")
    desk.type("Name", "Visit")
    for language, words in (("English", "Time for a visit"), ("Spanish", "Es hora de una visita")):
        desk.type(f"Subject of the email, in {language}", words)
        desk.type(f"Email text, in {language}", words)
    desk.type("Text message, in English", "Time for a visit")
    desk.type("Phone script, in English", "Time for a visit")
    desk.press("Continue")

    campaign = make_messages(desk)

    desk.sees("1 message is in Spanish")
    desk.sees("1 family reads Spanish and gets the English words: there are none in Spanish")
    find(desk, "Lena")
    desk.sees("in Spanish")
    find(desk, "Cleo")
    desk.sees("reads Spanish, but there are no Spanish words: English goes")
    send(desk)
    desk.waits_until_sent(3)
    subjects = [item["subject"] for item in desk.system.outbox({"id": campaign})]
    assert [each for each in subjects if each] == ["Es hora de una visita"]


@pytest.mark.shows("P12")
def test_three_children_of_one_household_are_named_in_one_text_for_three_credits(
    desk: Desk,
) -> None:
    zoe, ida = MAX.replace("p-cleo,Cleo", "p-zoe,Zoe"), MAX.replace("p-cleo,Cleo", "p-ida,Ida")
    desk.system.has(MAX, zoe, ida)
    write_message(desk)
    desk.tick("One message for each household")

    campaign = make_messages(desk)

    desk.sees("3 selected = 1 message + 2 skipped")
    desk.sees("2 patients named in their household’s one message")
    desk.follow("Continue")
    desk.press("Send 1 message for 3 credits")
    desk.waits_until_sent(1)
    (text,) = desk.system.outbox({"id": campaign})
    assert all(name in text["body_text"] for name in ("Cleo", "Zoe", "Ida"))
    assert desk.system.balance()["available"] == 97


@pytest.mark.shows("S6")
def test_what_is_thrown_away_before_it_is_sent_costs_nothing(desk: Desk) -> None:
    campaign = made(desk, ANA, MAX)
    assert desk.system.balance()["available"] == 100

    desk.follow("Discard these messages")
    desk.press("Discard")

    assert desk.system.balance() == {**desk.system.balance(), "available": 100, "reserved": 0}
    assert desk.system.outbox({"id": campaign}) == []


@pytest.mark.shows("P5")
@pytest.mark.parametrize(
    ("method", "button", "left"),
    [("email", "Email", 99), ("text", "Text", 97), ("phone", "Call", 95)],
)
def test_a_test_to_oneself_goes_by_each_channel(
    desk: Desk, method: str, button: str, left: int
) -> None:
    made(desk, family(1, method))
    desk.page.get_by_text("Send me a test").first.click()
    number = f"+1212555018{left % 10}"
    if method != "email":
        desk.type("Your own number", number)

    desk.press(f"{button} me ")

    to = desk.staff.email if method == "email" else number
    seen_when(lambda: desk.system.all_of("/outbox.json", to=to), has_come=bool)
    assert desk.system.balance()["available"] == left
