"""The same email to unique addresses, and the way out of them."""

import urllib.request

import pytest

from tests.browser.desk import Desk
from tests.browser.families import make_messages, send

pytestmark = [pytest.mark.journey, pytest.mark.browser]
ONE = "p1,Lena,Ortiz,en,c1,Ana Ortiz,,Ann@x.org,,,email,"
TWO = "p2,Ben,Ortiz,en,c2,Ana Ortiz, , ann@X.org ,,,email,"
SIBLING = "p3,Ida,Ortiz,en,c1,Ana Ortiz,,Ann@x.org,,,email,"
OTHER = "p4,Cleo,Hart,en,c4,Max Hart,,max@example.com,,,email,"


def make_broadcast(desk: Desk) -> None:
    desk.system.has(ONE, TWO, SIBLING, OTHER)
    desk.open("/email-broadcast/new")
    desk.type("Name", "Flu clinic")
    desk.type("Subject of the email, in English", "Flu clinic on Saturday")
    desk.type("Email text, in English", "Come on Saturday from 9 to 12.")
    desk.press("Continue")
    make_messages(desk, who="Contacts who chose email for announcements")


@pytest.mark.shows("S11")
def test_each_address_gets_the_email_once(desk: Desk) -> None:
    make_broadcast(desk)

    desk.sees("2 messages")
    send(desk)
    desk.waits_until_sent(2)

    items = desk.system.all_of("/outbox.json", channel="email")
    ours = [item for item in items if item["subject"] == "Flu clinic on Saturday"]
    to = [item["to"] for item in ours if item["to"] in ("ann@x.org", "max@example.com")]
    assert sorted(to) == ["ann@x.org", "max@example.com"]
    assert desk.system.balance()["available"] == 98


@pytest.mark.shows("S11")
def test_what_differs_from_patient_to_patient_is_refused(desk: Desk) -> None:
    desk.open("/email-broadcast/new")
    desk.type("Name", "Flu clinic")
    desk.type("Subject of the email, in English", "Flu clinic")
    desk.type("Email text, in English", "Dear {{ patient_first_name }}")

    desk.press("Continue")

    desk.sees("differs from patient to patient, and a broadcast is the same for all")


@pytest.mark.shows("S11")
def test_a_date_of_its_own_is_named_inserted_and_the_same_for_all(desk: Desk) -> None:
    desk.system.has(ONE, OTHER)
    desk.open("/email-broadcast/new")
    desk.type("Name", "Flu clinic")
    desk.type("Name of detail 1", "Clinic date")
    desk.type("What detail 1 says", "December 5")
    desk.type("Subject of the email, in English", "Flu clinic")
    desk.type("Email text, in English", "Come on ")
    desk.page.get_by_label("Email text, in English").first.press("End")
    desk.page.get_by_role("button", name="Insert a detail: Email text, in English").click()
    desk.page.get_by_role("button", name="Clinic date", exact=True).click()
    desk.press("Continue")
    make_messages(desk, who="Contacts who chose email for announcements")

    desk.sees("Come on December 5")


@pytest.mark.shows("P10")
def test_one_click_of_a_mail_program_unsubscribes(desk: Desk) -> None:
    make_broadcast(desk)
    send(desk)
    desk.waits_until_sent(2)
    (email, *_) = desk.system.all_of("/outbox.json", to="max@example.com")
    headers = email["headers"]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = headers["List-Unsubscribe"].strip("<>")

    asked = urllib.request.Request(link, data=b"List-Unsubscribe=One-Click")  # noqa: S310 - loopback
    asked.add_header("Content-Type", "application/x-www-form-urlencoded")
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - loopback
        assert answer.status == 200

    desk.open("/patients/p4")
    desk.waits_for("Unsubscribed")


@pytest.mark.shows("P10")
def test_whoever_unsubscribes_by_the_link_is_not_sent_to_again(desk: Desk) -> None:
    make_broadcast(desk)
    send(desk)
    desk.waits_until_sent(2)
    items = desk.system.all_of("/outbox.json", to="max@example.com")
    link = items[0]["headers"]["List-Unsubscribe"].strip("<>")

    desk.page.goto(link)
    desk.look()
    desk.press("Stop announcements")
    make_broadcast(desk)

    desk.sees("1 message")
    desk.sees("Unsubscribed")
