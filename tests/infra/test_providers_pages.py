"""The outbox as people see it: each message as its reader meets it, and a provider to play."""

from types import SimpleNamespace

import pytest

from chalicelib import bootstrap
from chalicelib.exchange.purchase import NoSuchPurchase, PaymentEvent
from infra.local import outbox_pretend
from tests.channels.pretend import NINE, call, email, text
from tests.infra.visiting import an_outbox, items, page, post, submit, visit


@pytest.fixture
def pretend(tmp_path, monkeypatch):
    with an_outbox(tmp_path, monkeypatch) as providers:
        yield providers


@pytest.fixture
def payments(monkeypatch):
    """The program’s side of a payment, as the outbox calls it."""
    told = []

    def payment_told(_parts, *, purchase_ref, event, at):
        if purchase_ref == "demo.unknown":
            raise NoSuchPurchase
        told.append((purchase_ref, event, at))

    monkeypatch.setattr(bootstrap, "parts", lambda: SimpleNamespace(now=lambda: NINE))
    monkeypatch.setattr(outbox_pretend, "payment_told", payment_told)
    return told


def test_an_empty_outbox_says_what_will_appear(pretend):
    status, seen = page("/outbox")

    assert status == 200
    assert "Messages appear here as soon as a campaign sends them." in seen.text


def test_the_list_shows_whom_what_and_how_many(pretend):
    pretend.email_channel().send((email(1), email(2)))
    pretend.text_channel().send((text(3, text="First line\nsecond line"),))
    pretend.phone_channel().send((call(4),))

    _, seen = page("/outbox")

    assert [row[1] for row in seen.table("Messages").rows] == [
        "Maple Street. Press 1 to hear it.",
        "First line",
        "Well visit due",
        "Well visit due",
    ]
    assert seen.link("All 4") == "/outbox"
    _, emails = page("/outbox", channel="email")
    assert len(emails.table("Messages").rows) == 2


def test_an_email_is_seen_as_html_as_text_and_by_its_headers(pretend):
    letter = email(html="<p>Hi <script>alert(1)</script></p>", sender_name="Niños")
    pretend.email_channel().send((letter,))

    _, seen = page("/outbox/1")
    _, as_text = page("/outbox/1", view="text")
    _, as_headers = page("/outbox/1", view="headers")

    assert 'src="/outbox/1/html"' in seen.html
    assert "sandbox" in seen.html
    assert "<script>alert" not in seen.html
    assert "Hi Ana" in as_text.text
    assert "Niños <messages@pmx.example>" in as_headers.text


def test_the_html_of_an_email_can_do_nothing(pretend):
    pretend.email_channel().send((email(html="<p>Hi</p>"),))

    status, headers, body = visit("GET", "/outbox/1/html")

    assert (status, body) == (200, b"<p>Hi</p>")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "sandbox" in headers["Content-Security-Policy"]


def test_a_text_is_seen_with_its_segments(pretend):
    pretend.text_channel().send((text(text="x" * 161),))

    _, seen = page("/outbox/1")

    assert "2 segments" in seen.text
    assert "tells nothing afterwards" in seen.text


def test_a_call_is_seen_as_its_script(pretend):
    pretend.phone_channel().send((call(),))

    _, seen = page("/outbox/1")

    assert "Maple Street. Press 1 to hear it." in seen.text
    assert "Ben's visit is at 9." in seen.text


def test_a_button_lets_the_provider_speak(pretend):
    pretend.email_channel().send((email(),))
    pretend.tell().emails.clear()
    _, seen = page("/outbox/1")
    form = seen.form("Address does not exist")

    status, where = submit(form.action, **dict(form.filled("Address does not exist")))

    assert (status, where) == (303, "/outbox/1?said=hard_bounce")
    assert [news["eventType"] for news in pretend.tell().emails] == ["Bounce"]
    _, after = page("/outbox/1", said="hard_bounce")
    assert "Done" in after.text


def test_the_switch_fails_every_tenth_message_until_it_is_switched_back(pretend):
    _, seen = page("/outbox")
    form = seen.form("Fail every 10th message")
    submit(form.action, **dict(form.filled("Fail every 10th message")))

    _, troubled = page("/outbox")
    assert "one message in 10 is refused" in troubled.text

    form = troubled.form("Let everything work again")
    assert submit(form.action, **dict(form.filled("Let everything work again")))[0] == 303
    _, healed = page("/outbox")
    assert "is refused" not in healed.text


def test_the_outbox_is_emptied_by_a_button(pretend):
    pretend.email_channel().send((email(),))
    _, seen = page("/outbox")

    form = seen.form("Empty the outbox")
    assert submit(form.action, **dict(form.filled("Empty the outbox"))) == (303, "/outbox")

    assert items() == []


def test_many_messages_are_seen_page_by_page(pretend):
    for first in (1, 31):
        pretend.email_channel().send(tuple(email(n) for n in range(first, first + 30)))

    _, seen = page("/outbox")
    assert len(seen.table("Messages").rows) == 50

    cursor = seen.link("Older").partition("cursor=")[2]
    _, older = page("/outbox", cursor=cursor)
    assert len(older.table("Messages").rows) == 10


def test_a_message_that_is_not_there_has_a_page_that_says_so(pretend):
    status, seen = page("/outbox/7")

    assert status == 404
    assert "There is no such message in the outbox." in seen.text


def test_what_is_pretended_by_hand_may_still_be_wrong(pretend):
    pretend.email_channel().send((email(),))

    assert submit("/outbox/1/pretend", event="exploded")[0] == 422
    assert submit("/outbox/1/pretend")[0] == 422


def test_the_payment_page_pays_and_declines(pretend, payments):
    _, seen = page("/pretend-payment/demo.01K")
    assert "demo.01K" in seen.text

    paid = submit("/pretend-payment/demo.01K", event="paid")
    declined = submit("/pretend-payment/demo.01K", event="declined")

    assert paid == declined == (303, "/purchases/demo.01K")
    assert payments == [
        ("demo.01K", PaymentEvent.PAID, NINE),
        ("demo.01K", PaymentEvent.DECLINED, NINE),
    ]


def test_a_program_may_be_the_payment_page(pretend, payments):
    path = "/outbox/purchases/demo.01K/pretend"

    assert post(path, {"event": "refunded"}) == (200, {"id": "demo.01K", "event": "refunded"})
    assert post(path, {"event": "stolen"})[0] == 422
    assert post("/outbox/purchases/demo.unknown/pretend", {"event": "paid"})[0] == 404
    assert payments == [("demo.01K", PaymentEvent.REFUNDED, NINE)]


def test_the_pages_have_their_style_from_here(pretend):
    status, headers, _ = visit("GET", "/outbox/style.css")

    assert (status, headers["Content-Type"]) == (200, "text/css; charset=utf-8")
