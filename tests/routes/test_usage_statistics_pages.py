"""Credits on the third tab: what was bought, what was used, and buying more exactly once."""

from collections.abc import Iterator

import pytest

from chalicelib.domain.colleagues import Colleague
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.letters import EmailLetter
from chalicelib.exchange.chores import do_chores
from chalicelib.exchange.purchase import PaymentEvent, payment_told
from tests.fakes.payments import FakePayments
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


def purchases(desk: Desk) -> list[str]:
    return [each.id for each in desk.exchange.credits.purchases(MAPLE, limit=50).items]


def test_an_empty_tab_says_what_credits_are_for(desk: Desk) -> None:
    browser = desk.browser()

    browser.open("/usage-statistics")

    assert browser.status == 200
    assert "No credits yet." in browser.page.text
    assert browser.page.link("Buy credits") == "/usage-statistics/buy"


def test_used_and_bought_stand_side_by_side_and_add_up(desk: Desk) -> None:
    for name in ("ana", "ben", "cleo"):
        desk.exchange.given_family(name)
    desk.exchange.given_credits(1500)
    desk.exchange.when_all_is_done(desk.exchange.when_created())
    browser = desk.browser()

    browser.open("/usage-statistics")

    assert "1,491 available" in browser.page.text
    assert "9 used this month" in browser.page.text
    used = browser.page.table("Credits used")
    month, total = used.row("November 2026"), used.row("Total")
    assert month[1:4] == ("1 1 credit", "1 3 credits", "1 5 credits")
    assert month[7:] == ("9", "1,500")
    assert total[1:] == month[1:]
    assert browser.page.table("Purchases").row("Today")[1:4] == ("1,500", "0", "$60")


def test_the_file_has_the_same_numbers(desk: Desk) -> None:
    desk.exchange.given_family("ben")
    desk.exchange.given_credits(1500)
    desk.exchange.when_all_is_done(desk.exchange.when_created())
    browser = desk.browser()

    lines = browser.fetch("/usage-statistics.csv").split("\r\n")

    assert browser.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in browser.headers["content-disposition"]
    assert lines[1] == "2026-11,0,0,1,3,0,0,0,0,1,0,3,1500"
    assert lines[2] == "total,0,0,1,3,0,0,0,0,1,0,3,1500"


def test_buying_shows_the_price_waits_for_the_payment_and_then_adds_the_credits(
    desk: Desk,
) -> None:
    browser = desk.browser()
    browser.open("/usage-statistics/buy")
    assert "4,000 credits + 100 free – $160" in browser.page.text

    browser.press("Continue", plan="4000")
    assert browser.page.heading == "Buy 4,000 credits?"
    assert "4,100 credits" in browser.page.text
    browser.press("Buy 4,000 credits for $160")

    assert browser.path.startswith("/purchases/")
    assert "We wait for the payment." in browser.page.text
    (purchase_id,) = purchases(desk)
    assert browser.page.link("Go to the payment") == f"/pretend-payment/{purchase_id}"
    assert desk.exchange.credits.balance(MAPLE).available == 0
    payment_told(
        desk.exchange.parts, purchase_ref=purchase_id, event=PaymentEvent.PAID, at=desk.exchange.now
    )
    browser.press("Check credits")
    assert "You have 4,100 credits available." in browser.page.text
    assert "Completed" in browser.page.text
    assert desk.exchange.credits.balance(MAPLE).available == 4100


def test_pressing_the_button_twice_buys_once(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/usage-statistics/buy/check?plan=1500")
    form = browser.page.form("Buy 1,500 credits")

    browser.post(form, form.filled("Buy 1,500"))
    first = browser.path
    browser.post(form, form.filled("Buy 1,500"))

    assert browser.path == first
    assert len(purchases(desk)) == 1


def test_a_plan_that_nobody_offers_is_not_bought(desk: Desk) -> None:
    browser = desk.browser()

    browser.open("/usage-statistics/buy/check?plan=9")

    assert browser.status == 422
    assert browser.page.problems == {"plan": "Choose how many credits to buy"}
    assert purchases(desk) == []


def test_who_may_not_buy_reads_whom_to_ask_and_cannot(desk: Desk) -> None:
    desk.exchange.given_credits(10)
    browser = desk.browser("pat")

    browser.open("/usage-statistics")
    assert "Ask an administrator of your practice to buy credits." in browser.page.text

    browser.open("/usage-statistics/buy")
    assert browser.status == 403
    assert browser.page.heading == "You cannot buy credits"


def test_another_practice_sees_nothing_of_it(desk: Desk) -> None:
    desk.exchange.given_credits(10)
    (purchase_id,) = purchases(desk)
    stranger = desk.browser(practice_id="oak")

    stranger.open(f"/purchases/{purchase_id}")

    assert stranger.status == 404


def test_who_may_not_buy_asks_those_who_may(desk: Desk) -> None:
    email = "kim@maple.example"
    kim = Colleague(MAPLE, "kim", "J. Kim", email, frozenset({"view", "billing"}))
    desk.exchange.records.keep_colleague(kim)
    browser = desk.browser("pat")
    browser.open("/usage-statistics")
    assert "Ask J. Kim to buy credits." in browser.page.text

    browser.press("Notify")

    assert "We email J. Kim within five minutes." in browser.page.text
    browser.press("Notify")
    assert "Asked already" in browser.page.text
    # No page sends anything: the next round over the practices does, once.
    assert desk.exchange.senders[Channel.EMAIL].addresses == []
    for _ in range(2):
        do_chores(desk.exchange.parts, payments=FakePayments(), link="buy", has_time=lambda: True)
    asked = "A colleague asks for credits"
    letters = desk.exchange.senders[Channel.EMAIL].taken
    emails = [each for each in letters if isinstance(each, EmailLetter)]
    assert [each.to for each in emails if each.subject == asked] == [email]


def test_what_was_used_is_drawn_and_the_drawing_says_what_it_shows(desk: Desk) -> None:
    for name in ("ana", "ben", "cleo"):
        desk.exchange.given_family(name)
    desk.exchange.given_credits(60)
    desk.exchange.when_all_is_done(desk.exchange.when_created())
    browser = desk.browser()

    browser.open("/usage-statistics")

    says = "Credits used in each of the last 12 months; most in November 2026, 9 credits"
    assert f'<title id="chart-says">{says}</title>' in browser.text
    assert browser.text.count("<rect ") == 3
    assert "Credits are running low" in browser.page.text
