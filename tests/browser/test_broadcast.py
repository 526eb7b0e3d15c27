"""The same email to unique addresses, and the way out of them."""

import pytest

from tests.browser.desk import Desk
from tests.browser.families import send

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
    desk.tick("Contacts who chose email for announcements")
    desk.press("Create messages")
    desk.waits_for("Nothing has been sent yet.")


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
